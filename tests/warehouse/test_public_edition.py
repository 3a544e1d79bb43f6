"""The sealed public edition: what is in it and what is not, and how it is audited."""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest
import yaml

from tests.conftest import REPOSITORY
from warehouse.disclosure import Publication, SmallCellRule, audit
from warehouse.metric_definitions import read_definitions
from warehouse.public_edition.counts import count_people
from warehouse.public_edition.edition import read_release_rows
from warehouse.public_edition.people import read_people_metrics
from warehouse.public_edition.protecting import build_system, find_agreeing
from warehouse.releases import Release, find_served, list_releases
from warehouse.settings import Settings

MARTS = REPOSITORY / "dbt_project" / "models" / "marts"
MASKS = REPOSITORY / "warehouse" / "public_edition" / "tables"
KEY = "metric, scope, grain, period, dimension, member"
CELL = f"{KEY}, dimension_2, member_2"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(0, id="newest"),
        pytest.param(1, id="first", marks=pytest.mark.long),
    ],
)
def release(request, demo_warehouse):
    return list_releases(Settings(dir=demo_warehouse))[request.param]


@pytest.fixture(scope="module")
def both(release: Release):
    """One connection with the release's two files."""
    with duckdb.connect() as connection:
        for name in ("internal", "public"):
            file = release.find_file(name)
            connection.execute(f"attach '{file}' as {name} (read_only)")
        metrics = list(read_people_metrics(read_definitions(_settings(release))))
        connection.register("people_metrics", pl.DataFrame({"metric": metrics}))
        yield connection


def _settings(release: Release):
    return Settings(dir=release.path.parents[1])


def declared_parts() -> dict[str, str]:
    """What each mart's YAML says is public."""
    files = {
        path.stem: yaml.safe_load(path.read_text()) for path in MARTS.glob("*.yml")
    }
    return {
        model["name"]: model["config"].get("meta", {}).get("public")
        for content in files.values()
        for model in content.get("models", [])
    }


def test_every_mart_says_what_of_it_is_public():
    parts = declared_parts()
    assert set(parts.values()) == {"whole", "masked", "none"}
    masked = {name for name, part in parts.items() if part == "masked"}
    assert masked == {path.stem for path in MASKS.glob("*.sql")}


def test_rows_of_people_are_not_in_the_public_file(both):
    tables = both.sql(
        "select table_name from duckdb_tables() where database_name = 'public'"
    )
    public = {name for (name,) in tables.fetchall()}
    parts = declared_parts()
    assert public == {name for name, part in parts.items() if part != "none"}
    assert "fct_attendance" not in public


def test_no_key_of_a_person_is_in_the_public_file(both, release):
    keys = {
        key
        for table in ("fct_attendance", "fct_learning_test", "fct_follow_up")
        for (key,) in both.sql(
            f"select distinct participant_key from internal.marts.{table} "
            "where participant_key is not null"
        ).fetchall()
    }
    assert keys
    columns = both.sql(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = 'public' and data_type = 'VARCHAR'"
    ).fetchall()
    for table, column in columns:
        values = both.sql(f'select distinct "{column}" from public.marts.{table}')
        assert not keys & {value for (value,) in values.fetchall()}, (table, column)


@pytest.mark.parametrize(
    ("mart", "key"), [("mart_metric_value", KEY), ("mart_metric_cell", CELL)]
)
def test_what_is_shown_is_what_the_internal_edition_has(both, mart, key):
    shown, all_public, differing = both.sql(f"""
        select
            count(*) filter (p.state in ('value', 'zero')),
            count(*),
            count(*) filter (
                p.state <> 'suppressed'
                and (p.value is distinct from i.value
                    or p.numerator is distinct from i.numerator
                    or p.denominator is distinct from i.denominator
                    or p.state <> i.state)
            )
        from public.marts.{mart} as p
        inner join internal.marts.{mart} as i using ({key})
    """).fetchall()[0]
    assert shown > 1000
    assert differing == 0
    assert both.sql(f"select count(*) from public.marts.{mart}").fetchall() == [
        (all_public,)
    ]


@pytest.mark.parametrize("mart", ["mart_metric_value", "mart_metric_cell"])
def test_nothing_is_left_of_a_hidden_figure(both, mart):
    hidden = both.sql(f"from public.marts.{mart} where state = 'suppressed'").pl()
    assert hidden.height > 100
    numbers = ("value", "numerator", "denominator", "n", "register_value")
    for name in {*numbers, "identity_coverage_pct"} & set(hidden.columns):
        assert hidden[name].is_null().all(), name


@pytest.mark.parametrize(
    ("mart", "key"), [("mart_metric_value", KEY), ("mart_metric_cell", CELL)]
)
def test_no_shown_figure_rests_on_few_people(both, mart, key):
    small = both.sql(f"""
        select {key}, i.value, i.n
        from public.marts.{mart} as p
        inner join internal.marts.{mart} as i using ({key})
        inner join people_metrics using (metric)
        where p.value is not null and i.n between 1 and 10
    """).fetchall()
    assert small == []


def test_zeros_of_what_is_published_stay(both):
    hidden = both.sql(f"""
        select count(*)
        from internal.marts.mart_metric_value as i
        inner join public.marts.mart_metric_value as p using ({KEY})
        inner join people_metrics using (metric)
        inner join internal.marts.dim_indicator as indicators using (metric)
        where i.state = 'zero' and p.state <> 'zero'
            and indicators.data_type = 'integer'
    """).fetchall()
    assert hidden == [(0,)]


def test_a_split_that_is_left_out_says_so(both):
    dropped = both.sql(f"""
        select distinct metric, scope, grain, period, dimension
        from internal.marts.mart_metric_value
        anti join public.marts.mart_metric_value using ({KEY})
    """).pl()
    said = both.sql("""
        select distinct metric, scope, grain, period, dimension
        from public.marts.mart_metric_split
        where gap_state = 'suppressed' and dimension_2 is null
    """).pl()
    assert dropped.height > 100
    assert dropped.join(said, on=dropped.columns, how="anti").is_empty()


def test_how_far_from_its_target_a_hidden_value_is_is_hidden(both):
    told = both.sql(f"""
        select p.*
        from public.marts.mart_indicator_status as p
        inner join public.marts.mart_metric_value as v using ({KEY})
        where v.state = 'suppressed' and (
            p.actual_state <> 'suppressed'
            or coalesce(p.actual, p.percent_met_pct, p.deviation, p.deviation_pct)
                is not null
            or p.status not in ('no_target', 'period_open', 'not_judged')
            or p.is_deviation or p.asks_narrative or p.has_narrative
        )
    """).fetchall()
    assert told == []


@pytest.fixture(scope="module")
def public_words(both) -> set[str]:
    """Every text that stands in any column of the public file."""
    columns = both.sql(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = 'public' and data_type = 'VARCHAR'"
    ).fetchall()
    return {
        value
        for table, column in columns
        for (value,) in both.sql(
            f'select distinct "{column}" from public.marts.{table}'
        ).fetchall()
    }


@pytest.mark.parametrize(
    ("mart", "texts"),
    [
        ("fct_deviation", ("narrative", "action")),
        ("fct_quality_assessment", ("comment", "recommendation", "progress")),
    ],
)
def test_what_is_written_about_people_stands_nowhere(both, public_words, mart, texts):
    columns = [f"{text}_{language}" for text in texts for language in ("en", "ru")]
    written = both.sql(
        f"select metric in (select metric from people_metrics) as is_about_people, "
        f"{', '.join(columns)} from internal.marts.{mart}"
    ).pl()
    about_people, about_things = (
        set(own.select(columns).unpivot()["value"].drop_nulls())
        for own in (
            written.filter("is_about_people"),
            written.filter(~pl.col("is_about_people")),
        )
    )
    assert len(about_people - about_things) >= 10
    assert not (about_people - about_things) & public_words
    assert about_things <= public_words


def test_what_is_late_is_told_where_its_text_is(both):
    late = both.sql("""
        select metric in (select metric from people_metrics), p.item_id is not null
        from internal.marts.mart_attention as i
        inner join (
            select 'action_overdue:' || scope || ':' || deviation_id as item_id, metric
            from internal.marts.fct_deviation
            union
            select 'recommendation_overdue:' || scope || ':' || assessment_id, metric
            from internal.marts.fct_quality_assessment
        ) using (item_id)
        left join public.marts.mart_attention as p using (item_id)
    """).fetchall()
    assert (True, False) in late
    assert all(is_about_people != is_told for is_about_people, is_told in late)


def test_results_on_people_reported_by_hand_are_no_evidence(both):
    for mart in ("mart_evidence", "mart_evidence_source"):
        told = both.sql(f"""
            select split_part(evidence_id, ':', 1), count(*)
            from public.marts.{mart}
            where evidence_kind = 'indicator_value'
            group by 1
        """).fetchall()
        people = both.sql("from people_metrics").fetchall()
        assert sum(count for _, count in told) > 100
        assert not {metric for metric, _ in told} & {metric for (metric,) in people}


def test_results_count_no_hidden_status(both):
    counts = ("on_track", "at_risk", "off_track", "met", "partly_met", "not_met")
    totals = [
        both.sql(
            f"select sum({' + '.join(f'{name}_count' for name in counts)}), "
            "sum(indicators_count), sum(not_judged_count) "
            f"from {edition}.marts.mart_result_status"
        ).fetchall()[0]
        for edition in ("internal", "public")
    ]
    (judged, all_of_them, unjudged), (fewer, same, more) = totals
    assert all_of_them == same
    assert judged - fewer == more - unjudged > 0


def rebuild_publication(release: Release, both) -> Publication:
    """What a reader of the public file sees of all counts, taken from that file."""
    metrics = read_people_metrics(read_definitions(_settings(release)))
    rows = read_release_rows(release.database, metrics)
    counts = count_people(rows.values, rows.events, metrics)
    rule = SmallCellRule(release.info.disclosure.smallest_group)
    agreeing = find_agreeing(counts, rows.values, metrics, rule)
    tables = build_system(counts, agreeing, rows, metrics)
    shown = set(_find_shown(rows.values, both)) | set(_find_events(rows.events, both))
    seen = set(counts.needs.filter(pl.col("row").is_in(list(shown)))["cell"])
    is_hidden = np.array([cell.id not in seen for cell in tables.cells])
    return Publication(
        tables,
        is_hidden & tables.is_published & (tables.values > 0),
        release.info.disclosure.dropped_tables,
    )


def _find_shown(values: pl.DataFrame, both) -> pl.Series:
    public = both.sql(f"""
        select {CELL} from public.marts.mart_metric_cell where value is not null
        union all
        select {KEY}, null, null from public.marts.mart_metric_value
        where value is not null
    """).pl()
    keys = CELL.split(", ")
    return values.join(public, on=keys, how="semi", nulls_equal=True)["row"]


def _find_events(events: pl.DataFrame, both) -> pl.Series:
    roles = ("attendance_count", "responses_count", "pairs_count")
    public = both.sql("from public.marts.mart_training").pl()
    shown = public.unpivot(roles, index="event_id", variable_name="role")
    return events.join(shown.drop_nulls("value"), on=["event_id", "role"])["row"]


def test_the_public_file_passes_the_audit(release, both):
    publication = rebuild_publication(release, both)
    audited = audit(publication, SmallCellRule())
    assert audited.is_safe
    assert audited.programs_solved > 100


def test_the_audit_would_find_a_cell_that_was_left_open(release, both):
    """Showing what was hidden to cover others gives a small cell away."""
    publication = rebuild_publication(release, both)
    covers = publication.is_hidden & (publication.tables.people >= 11)
    opened = publication.is_hidden & ~covers
    assert covers.sum() > 50
    open_publication = Publication(publication.tables, opened, publication.dropped)
    assert not audit(open_publication, SmallCellRule()).is_safe


def test_the_release_says_what_it_hides(release):
    control = release.info.disclosure
    assert control.smallest_group == 11
    assert 0 < control.hidden_small < control.cells
    assert control.dropped_tables
    assert control.unaudited_tables == ()
    assert 0 < control.people_ratio < control.cells_ratio < 1
    assert Path(release.find_file("public")).name in release.info.checksums


def test_the_served_release_has_a_public_edition(demo_settings):
    assert find_served(demo_settings).release.is_for("public")
