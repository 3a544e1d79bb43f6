"""What the automatic checks of the demo measure, counted again; no score anywhere."""

import polars as pl
import pytest

from tests.conftest import REPOSITORY
from warehouse.reading import open_release
from warehouse.releases import find_served
from warehouse.settings import Settings

CHECKS = pl.read_csv(REPOSITORY / "dbt_project/seeds/quality_checks.csv")


@pytest.fixture(scope="module")
def ask(demo_warehouse):
    settings = Settings(dir=demo_warehouse)
    file = open_release(find_served(settings).release, settings)
    yield file.fetch
    file.close()


@pytest.fixture(scope="module")
def checks(ask):
    return ask("select * from marts.mart_quality_check")


@pytest.fixture(scope="module")
def answers(ask):
    return ask("select * from marts.fct_quality_assessment order by sort_order")


def find(checks, metric, scope, code):
    """One check of one figure."""
    found = checks.filter(metric=metric, scope=scope, check_code=code)
    return found.row(0, named=True)


def test_every_figure_has_every_check_once(ask, checks):
    declared = ask("select distinct metric, scope from marts.mart_metric_value")
    assert checks.height == declared.height * CHECKS.height
    per_figure = checks.group_by("metric", "scope").agg(pl.col("check_code").n_unique())
    assert set(per_figure["check_code"]) == {CHECKS.height}


def test_five_standards_and_nothing_that_adds_them_up(ask, checks):
    standards = ["validity", "integrity", "precision", "reliability", "timeliness"]
    assert checks["standard"].unique().sort().to_list() == sorted(standards)
    columns = ask(
        "select table_name, column_name from duckdb_columns() "
        "where table_name in ('mart_quality_check', 'fct_quality_assessment')"
    )
    assert not [name for name in columns["column_name"] if "score" in name]


def test_bounds_come_with_a_reason_and_the_outcome_keeps_to_them(checks):
    judged = checks.filter(pl.col("outcome").is_in(["passed", "failed"]))
    held = (
        pl.when(pl.col("bound") == "at_most")
        .then(pl.col("value") <= pl.col("threshold"))
        .otherwise(pl.col("value") >= pl.col("threshold"))
    )
    assert judged.filter(held != (pl.col("outcome") == "passed")).is_empty()
    assert {"passed", "failed"} == set(judged["outcome"])
    assert checks.filter(pl.col("threshold").is_null()).is_empty()
    assert (checks["reason_en"].str.len_chars() > 20).all()


def test_rows_that_wait_are_those_of_the_registers_behind_the_figure(ask, checks):
    """A training rests on the register of events, and on those of its places."""
    (waiting,) = ask(
        """
        select sum(rows_quarantined)
        from marts.dim_source
        where dataset = 'training_events' and file_name = 'training_events.csv'
        """
    ).row(0)
    check = find(checks, "trainings_held", "example", "rows_waiting")
    assert (check["outcome"], check["value"]) == ("failed", waiting)


def test_the_part_not_reported_is_the_worst_of_the_breakdowns(ask, checks):
    sums = ", ".join(
        f"count(*) filter ({column} = 'not_reported')"
        for column in ("age_band", "sex", "participant_category_code")
    )
    rows = ask(f"select {sums} from marts.fct_attendance where scope = 'example'")
    check = find(checks, "attendances", "example", "not_reported_share")
    assert (check["cases_count"], check["dimension"]) == (rows.row(0)[0], "age_band")
    assert max(rows.row(0)) == rows.row(0)[0]


def test_generated_rows_were_recorded_by_nobody(checks):
    check = find(checks, "attendances", "example", "days_to_record")
    assert (check["outcome"], check["value"], check["checked_count"]) == (
        *("not_applicable", None, None),
    )


def test_generated_registers_say_nothing_of_the_programmes_own_figures(checks):
    for code in ("rows_held_back", "rows_waiting", "corrections_untraced"):
        check = find(checks, "trainings_held", "programme", code)
        assert (check["outcome"], check["value"]) == ("not_applicable", None)
    page = find(checks, "trainings_held", "programme", "files_without_hash")
    assert (page["outcome"], page["checked_count"]) == ("passed", 1)


def test_when_the_page_was_written_is_not_known(checks):
    check = find(checks, "participants_published", "institution", "days_to_record")
    assert check["outcome"] == "unknown"


def test_a_figure_that_nobody_knows_has_no_rows_to_check(checks):
    """Attendances of the programme are not published."""
    check = find(checks, "attendances", "programme", "failing_tests")
    assert (check["outcome"], check["checked_count"]) == ("not_applicable", None)


class TestAssessments:
    def test_the_published_number_of_participants_was_really_assessed(self, answers):
        own = answers.filter(scope="institution")
        assert own["metric"].unique().to_list() == ["participants_published"]
        assert set(own["provenance"]) == {"reported"}
        found = dict(own.select("question_id", "answer").rows())
        assert len(found) == own.height == 15
        assert (found["validity_2"], found["reliability_1"]) == ("no", "no")
        assert (found["precision_1"], found["timeliness_1"]) == ("no", "no")
        assert found["integrity_3"] == "partly"

    def test_nothing_is_assessed_in_the_programmes_name(self, answers):
        assert answers.filter(scope="programme").is_empty()

    def test_the_example_shows_a_follow_up_that_is_late_and_one_that_is_done(
        self, answers
    ):
        example = answers.filter(scope="example")
        assert example["metric"].n_unique() >= 2
        assert {"open", "done"} <= set(example["recommendation_state"])
        late = example.filter(pl.col("days_late") > 0)
        assert late["recommendation_state"].unique().to_list() == ["open"]

    def test_every_word_of_a_finding_comes_in_both_languages(self, answers):
        for stem in ("question", "comment", "recommendation", "progress"):
            one_only = pl.col(f"{stem}_en").is_null() != pl.col(f"{stem}_ru").is_null()
            assert answers.filter(one_only).is_empty()
