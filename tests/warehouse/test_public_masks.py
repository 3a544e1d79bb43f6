"""What the public file leaves out around hidden figures, in all its tables."""

import polars as pl
import pytest

from tests.warehouse.two_editions import KEY, open_both
from warehouse.releases import find_served
from warehouse.settings import Settings


@pytest.fixture(scope="module")
def both(demo_warehouse):
    served = find_served(Settings(dir=demo_warehouse))
    with open_both(served.release) as connection:
        yield connection


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
