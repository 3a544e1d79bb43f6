"""The sealed public edition: what is in it and what is not, and how it is audited."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.warehouse.two_editions import CELL, KEY, find_settings, open_both
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
    with open_both(release) as connection:
        yield connection


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
        inner join internal.marts.dim_indicator as indicators using (metric)
        where
            (p.value is not null and i.n between 1 and 10)
            or p.n between 1 and 10
            or p.denominator between 1 and 10
            or (
                data_type = 'share'
                and (
                    p.numerator between 1 and 10
                    or p.denominator - p.numerator between 1 and 10
                )
            )
    """).fetchall()
    assert small == []


def test_no_event_shows_that_few_people_came_answered_or_were_tested(both):
    counted, shown, few_shown = both.sql("""
        select
            count(*),
            count(p.counted),
            count(*) filter (p.counted between 1 and 10)
        from (unpivot internal.marts.mart_training
            on attendance_count, responses_count, pairs_count
            into name counting value counted) as i
        left join (unpivot public.marts.mart_training
            on attendance_count, responses_count, pairs_count
            into name counting value counted) as p using (event_id, counting)
    """).fetchall()[0]
    assert 100 < shown < counted
    assert few_shown == 0


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


def rebuild_publication(release: Release, both) -> Publication:
    """What a reader of the public file sees of all counts, taken from that file."""
    metrics = read_people_metrics(read_definitions(find_settings(release)))
    rows = read_release_rows(release.database, metrics)
    counts = count_people(rows.values, rows.events, metrics)
    rule = SmallCellRule(release.info.disclosure.smallest_group)
    agreeing = find_agreeing(counts, rows.values, metrics, rule)
    tables = build_system(counts, agreeing, rows, metrics)
    shown = set(_find_shown(rows.values, both)) | set(_find_events(rows.events, both))
    seen = set(counts.needs.filter(pl.col("row").is_in(list(shown)))["cell"])
    is_unseen = np.array([cell.id not in seen for cell in tables.cells])
    everything = np.zeros(len(tables.cells), dtype=bool)
    dropped = release.info.disclosure.dropped_tables
    # In a table that is left out nobody knows which of the cells are zeros.
    return Publication(tables, everything, dropped).hide(
        np.flatnonzero(is_unseen & (tables.values > 0))
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
