"""Statuses of the worked example, formulated a second time from its registers."""

import shutil
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.conftest import run_warehouse
from tests.warehouse.editions import Edition
from warehouse.reading import open_release
from warehouse.releases import find_served
from warehouse.settings import Settings

EXAMPLE = Settings().programme_dir / "synthesis" / "example"
KEY = ["metric", "grain", "period", "dimension", "member"]
LAST_DAY = date(2011, 12, 31)
RUNNING = {"on_track", "at_risk", "off_track"}
ENDED = {"met", "partly_met", "not_met"}
UNJUDGED = {"period_open", "no_target", "no_actual", "not_judged"}


@pytest.fixture(scope="module")
def release(demo_warehouse):
    settings = Settings(dir=demo_warehouse)
    opened = open_release(find_served(settings).release, settings)
    yield opened
    opened.close()


def read_register(dataset):
    """Both deliveries, the later row of a key in the place of the earlier."""
    paths = [EXAMPLE / f"delivery-{n}" / f"{dataset}.csv" for n in (1, 2)]
    return pl.concat(
        [
            pl.read_csv(path, infer_schema_length=None, try_parse_dates=True)
            for path in paths
        ],
        how="vertical_relaxed",
    )


def fetch_statuses(release):
    return release.fetch(
        "select * from marts.mart_indicator_status where scope = 'example'"
    )


def test_statuses_are_what_targets_and_values_give(release):
    """The same rules in Polars, from the files and the mart of values."""
    derived = derive_statuses(release)
    told = fetch_statuses(release).filter(pl.col("target").is_not_null())
    judged = ["percent_met_pct", "status", "is_deviation", "asks_narrative"]
    columns = [*KEY, "actual", "baseline", *judged]
    assert len(derived) > 100
    assert_frame_equal(
        told.select(columns), derived.select(columns), check_row_order=False
    )


def derive_statuses(release):
    targets = read_register("indicator_targets").unique(KEY, keep="last")
    values = release.fetch(
        "select * from marts.mart_metric_value where scope = 'example'"
    )
    rules = release.fetch(
        "select target_key, direction, data_type, percent_met_form,"
        " deviation_threshold, deviation_is_points from marts.dim_indicator"
    )
    baselines = (
        targets.drop_nulls("baseline_value")
        .sort(pl.col("grain") == "programme", "period")
        .unique(["metric", "dimension", "member"], keep="last")
        .select("metric", "dimension", "member", usual="baseline_value")
    )
    return (
        targets.join(values.select(*KEY, actual="value"), on=KEY, how="left")
        .join(rules, left_on="metric", right_on="target_key")
        .join(baselines, on=["metric", "dimension", "member"], how="left")
        .with_columns(
            pl.col("target_value").cast(pl.Float64).alias("target"),
            pl.coalesce("baseline_value", "usual").cast(pl.Float64).alias("baseline"),
        )
        .with_columns(percent_met_pct=percent_met().round(6), is_closed=is_closed())
        .with_columns(status=name_status(), is_deviation=is_far_off())
        .with_columns(
            asks_narrative=pl.col("is_deviation")
            | pl.col("status").is_in(["at_risk", "off_track"])
        )
    )


def percent_met():
    actual, target, baseline = map(pl.col, ("actual", "target", "baseline"))
    rises = pl.col("direction") == "increase"
    leads_there = pl.when(rises).then(target > baseline).otherwise(target < baseline)
    return (
        pl.when((pl.col("percent_met_form") == "of_target") & (target != 0))
        .then(100 * actual / target)
        .when((pl.col("percent_met_form") == "from_baseline") & leads_there)
        .then(100 * (actual - baseline) / (target - baseline))
    )


def is_closed():
    as_of = read_register("programme")["as_of_date"].last()
    months = {"fiscal_quarter": "3mo", "fiscal_year": "12mo"}
    ends = pl.lit(LAST_DAY)
    for grain, length in months.items():
        end = pl.col("period").dt.offset_by(length).dt.offset_by("-1d")
        ends = pl.when(pl.col("grain") == grain).then(end).otherwise(ends)
    return ends <= as_of


def name_status():
    percent = pl.col("percent_met_pct")
    return (
        pl.when(~pl.col("is_closed"))
        .then(pl.lit("period_open"))
        .when(pl.col("actual").is_null())
        .then(pl.lit("no_actual"))
        .when(percent.is_null())
        .then(pl.lit("not_judged"))
        .when(percent >= 90)
        .then(pl.lit("on_track"))
        .when(percent >= 70)
        .then(pl.lit("at_risk"))
        .otherwise(pl.lit("off_track"))
    )


def is_far_off():
    distance = (pl.col("actual") - pl.col("target")).abs().round(6)
    scale = pl.when(pl.col("data_type") == "share").then(100).otherwise(1)
    relative = (100 * distance / pl.col("target").abs()).round(6)
    size = pl.when("deviation_is_points").then(distance * scale).otherwise(relative)
    is_whole = (pl.col("data_type") != "integer") | (distance >= 1)
    is_far = pl.col("is_closed") & (size > pl.col("deviation_threshold")) & is_whole
    return is_far.fill_null(value=False)


@pytest.mark.parametrize(
    ("metric", "grain", "period", "percent", "status"),
    [
        # a count below its target, and one beyond it
        ("trainings_held", "fiscal_year", date(2007, 10, 1), 75, "at_risk"),
        ("trainings_held", "fiscal_year", date(2008, 10, 1), 125, "on_track"),
        ("analytical_reports_presented", "fiscal_year", date(2007, 10, 1), 50)
        + ("off_track",),
        # a target of none
        ("planning_documents_prepared", "fiscal_year", date(2007, 10, 1), None)
        + ("not_judged",),
        # a level: its target is the level too, not what is added to it
        ("city_projects_agreed", "fiscal_quarter", date(2010, 1, 1), 80, "at_risk"),
        # a share from its baseline
        ("applying_of_asked_ratio", "fiscal_year", date(2008, 10, 1), 79.505896)
        + ("at_risk",),
        # a share that fell below its baseline
        ("evaluation_response_ratio", "fiscal_year", date(2007, 10, 1), -124.514563)
        + ("off_track",),
        # the fewer the better
        ("days_to_answer_residents", "fiscal_quarter", date(2010, 1, 1), 75.450820)
        + ("at_risk",),
        # running periods, the life of the programme among them
        ("trainings_held", "programme", date(2008, 1, 1), 66.666667, "period_open"),
        # answers that nobody gave
        ("evaluation_response_ratio", "fiscal_quarter", date(2010, 4, 1), None)
        + ("no_actual",),
    ],
)
def test_each_rule_shows_in_the_example(
    release, metric, grain, period, percent, status
):
    told = fetch_statuses(release).filter(
        pl.col("metric") == metric,
        pl.col("grain") == grain,
        pl.col("period") == period,
        pl.col("dimension") == "total",
    )
    assert told.select("percent_met_pct", "status").rows() == [(percent, status)]


def test_every_status_of_a_running_programme_occurs(release):
    assert set(fetch_statuses(release)["status"]) == RUNNING | UNJUDGED


def test_every_indicator_of_the_framework_has_a_target(release):
    """Figures without a better direction have none and are not judged."""
    without = release.fetch(
        """
        select metric from marts.dim_indicator
        where result_id is not null and direction <> 'none' and metric not in (
            select metric from marts.mart_indicator_status
            where scope = 'example' and target is not null
        )
        """
    )
    assert without.is_empty()


def test_a_programme_without_targets_is_not_judged(release):
    told = release.fetch(
        "select status, count(target) as targets, max(percent_met_pct) as percent"
        " from marts.mart_indicator_status where scope = 'programme'"
        " group by status order by status"
    )
    assert told.rows() == [("no_target", 0, None), ("not_judged", 0, None)]


def test_narratives_are_those_of_the_register(release):
    narrated = read_register("deviations").unique("deviation_id", keep="last")
    told = fetch_statuses(release).filter("has_narrative", dimension="total")
    period = ["metric", "grain", "period"]
    assert_frame_equal(
        told.select(period), narrated.select(period).unique(), check_row_order=False
    )


def test_what_asks_for_a_reason_and_has_none_asks_for_attention(release):
    asked = release.fetch(
        "select kind, item_id from marts.mart_attention"
        " where scope = 'example' and page = 'indicators'"
    )
    owed = fetch_statuses(release).filter("asks_narrative", ~pl.col("has_narrative"))
    behind = owed.group_by("metric", "grain", "period").agg(
        (pl.col("status") == "off_track").any()
    )
    expected = {
        True: "off_track_without_narrative",
        False: "result_without_narrative",
    }
    for is_behind, kind in expected.items():
        items = {
            f"{kind}:example:{metric}:{grain}:{period}"
            for metric, grain, period, off in behind.rows()
            if off is is_behind
        }
        assert items
        assert set(asked.filter(kind=kind)["item_id"]) == items


def test_a_target_of_the_programme_is_not_mended_by_its_years(release):
    """18 was written for the whole programme; the years add up to 16."""
    whole = fetch_statuses(release).filter(metric="trainings_held", grain="programme")
    assert whole.select("target", "period_targets_sum").rows() == [(18, 16)]
    differing = release.fetch(
        "select item_id from marts.mart_attention"
        " where kind = 'target_differs_from_sum'"
    )
    assert differing["item_id"].to_list() == [
        "target_differs_from_sum:example:trainings_held"
    ]


def test_results_count_their_indicators_by_status(release):
    counted = release.fetch(
        """
        select results.result_id, count(*) as indicators,
            count(case when status = 'off_track' then 1 end) as behind
        from marts.mart_indicator_status as statuses
        inner join marts.dim_result as indicators using (scope, metric)
        inner join marts.dim_result as results
            on results.scope = indicators.scope
            and (results.result_id = indicators.parent_id or results.level = 'goal')
        where scope = 'example' and statuses.grain = 'fiscal_year'
            and statuses.period = date '2008-10-01' and dimension = 'total'
        group by results.result_id
        """
    )
    told = release.fetch(
        "select result_id, indicators_count as indicators, off_track_count as behind"
        " from marts.mart_result_status where scope = 'example'"
        " and grain = 'fiscal_year' and period = date '2008-10-01'"
    )
    assert len(told) == 6
    assert_frame_equal(told, counted, check_row_order=False)


@pytest.fixture(scope="module")
def ended(demo_warehouse, tmp_path_factory):
    """The demo built for a day after the example's end."""
    folder = tmp_path_factory.mktemp("ended") / "warehouse"
    shutil.copytree(demo_warehouse, folder)
    arguments = ("build", "--edition", "demo", "--as-of", "2012-01-31")
    done = run_warehouse(*arguments, "--format", "json", folder=folder)
    assert done.returncode == 0, done.stdout or done.stderr
    return Edition(folder, {})


@pytest.mark.long
def test_after_the_end_targets_are_met_or_not(ended):
    rows = ended.ask(
        "select status, min(percent_met_pct), max(percent_met_pct), bool_and(is_closed)"
        " from marts.mart_indicator_status where scope = 'example' group by status"
    )
    bounds = {status: (low, high) for status, low, high, _ in rows}
    assert all(is_closed for *_, is_closed in rows)
    assert bounds.keys() >= ENDED
    assert not bounds.keys() & (RUNNING | {"period_open"})
    assert bounds["met"][0] >= 100 > bounds["partly_met"][1]
    assert bounds["partly_met"][0] >= 70 > bounds["not_met"][1]


@pytest.mark.long
def test_after_the_end_the_whole_programme_is_judged(ended):
    assert ended.ask(
        "select status, percent_met_pct from marts.mart_indicator_status"
        " where scope = 'example' and metric = 'trainings_held'"
        " and grain = 'programme' and dimension = 'total'"
    ) == [("not_met", 66.666667)]
