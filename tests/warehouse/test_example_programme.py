"""The openly invented programme shows every judgement at work."""

from datetime import date

import polars as pl
import pytest

from warehouse.intake import ingest
from warehouse.settings import Settings
from warehouse.synthesis.example import synthesize_example

SETTINGS = Settings()
SEEDS = SETTINGS.programme_dir / "seeds"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    synthesize_example(1, folder / "example", SETTINGS)
    return folder


def read_example(demo, delivery, dataset):
    path = demo / "example" / f"delivery-{delivery}" / f"{dataset}.csv"
    return pl.read_csv(path, try_parse_dates=True)


class TestExample:
    def test_exactly_the_faults_on_purpose_end_in_quarantine(self, demo, tmp_path):
        first = sorted((demo / "example" / "delivery-1").iterdir())
        second = sorted((demo / "example" / "delivery-2").iterdir())
        reports = ingest([*first, *second], settings=Settings(dir=tmp_path))
        faults = {r.dataset: r.reasons for r in reports if r.rows_quarantined}
        assert faults == {
            "attendance": {"out_of_range": 1},
            "city_project_milestones": {"wrong_type": 1},
            "evaluations": {"rating_out_of_range": 2},
            "learning_tests": {"out_of_range": 1},
            "organisations": {"duplicate_key": 1},
            "training_events": {"end_before_start": 1},
        }
        assert not [r for r in reports if r.ignored_columns or r.is_repeat]

    def test_every_row_is_of_the_example_scope(self, demo):
        for path in (demo / "example").rglob("*.csv"):
            rows = pl.read_csv(path, infer_schema=False)
            assert rows["scope"].unique().to_list() == ["example"], path.name

    def test_the_second_delivery_differs_as_told(self, demo):
        names = {p.stem for p in (demo / "example" / "delivery-2").iterdir()}
        assert names == {
            "attendance",
            "best_practices",
            "city_project_milestones",
            "deviations",
            "indicator_targets",
            "indicator_values",
            "programme",
            "training_events",
        }
        changed = {
            name: self._compare(demo, name)
            for name in ("training_events", "city_project_milestones", "programme")
        }
        assert changed == {
            "training_events": {"status"},
            "city_project_milestones": {"actual_date"},
            "programme": {"as_of_date", "register_to"},
        }
        early, late = (read_example(demo, n, "attendance") for n in (1, 2))
        assert late["event_id"].n_unique() == 1
        assert not set(late["event_id"]) & set(early["event_id"])

    def _compare(self, demo, dataset):
        """The columns in which the second delivery's one row differs."""
        key = {"training_events": "event_id", "city_project_milestones": "milestone_id"}
        on = key.get(dataset, "code")
        before, after = (
            pl.read_csv(
                demo / "example" / f"delivery-{n}" / f"{dataset}.csv",
                infer_schema=False,
            )
            for n in (1, 2)
        )
        (new,) = after.to_dicts()
        (old,) = before.filter(pl.col(on) == new[on]).to_dicts()
        return {name for name in new if new[name] != old[name]}

    def test_answers_go_together_and_with_the_events_quality(self, demo):
        answers = read_example(demo, 1, "evaluations").filter(
            pl.col("response_id").str.contains(r"-r[0-9]$|-r[1-5][0-9]$")
        )
        wide = answers.pivot("question", index="response_id", values="score")
        correlations = wide.drop("response_id").drop_nulls().corr()
        assert min(correlations.min().row(0)) > 0.35
        shapes = pl.read_csv(
            SETTINGS.programme_dir / "synthesis" / "example" / "shapes.csv"
        )
        means = (
            answers.filter(pl.col("question") == "overall")
            .group_by("event_id")
            .agg(pl.col("score").mean())
            .join(shapes, on="event_id")
        )
        assert means.select(pl.corr("score", "quality")).item() > 0.8

    def test_response_rates_are_between_55_and_90_per_cent(self, demo):
        came = read_example(demo, 1, "attendance").filter(pl.col("contact_hours") > 0)
        answered = read_example(demo, 1, "evaluations").filter(
            ~pl.col("response_id").str.contains("-r9[01]$")
        )
        rates = (
            came.group_by("event_id")
            .len("came")
            .join(
                answered.group_by("event_id").agg(
                    pl.col("response_id").n_unique().alias("answered")
                ),
                on="event_id",
            )
            .select(pl.col("answered") / pl.col("came"))
            .to_series()
        )
        assert rates.is_between(0.52, 0.92).all()
        assert rates.max() - rates.min() > 0.2

    def test_tests_are_paired_with_gains_and_some_lack_their_pair(self, demo):
        tests = read_example(demo, 1, "learning_tests").filter(
            pl.col("post_score").is_null() | (pl.col("post_score") <= 100)
        )
        pairs = tests.drop_nulls(["pre_score", "post_score"])
        gains = pairs["post_score"] - pairs["pre_score"]
        assert gains.mean() > 8
        assert gains.lt(0).any()
        assert 0.05 < tests["post_score"].null_count() / tests.height < 0.25

    def test_follow_ups_are_answered_late_missing_and_not_yet_due(self, demo):
        rows = read_example(demo, 1, "follow_ups")
        as_of = read_example(demo, 1, "programme")["as_of_date"].item()
        assert as_of == date(2010, 3, 31)
        asked, due = rows["asked_date"], rows["due_date"]
        assert asked.drop_nulls().le(as_of).all()
        assert rows["answered_date"].drop_nulls().le(as_of).all()
        assert (asked.is_null() & (due > as_of)).any()
        assert (asked.is_null() & (due <= as_of)).any()
        assert (asked > due).any()
        assert (asked.is_not_null() & rows["answered_date"].is_null()).any()
        applying = rows.drop_nulls("answered_date")["is_applying"]
        assert applying.any()
        assert not applying.all()
        assert (
            rows.filter(pl.col("answered_date").is_null())["is_applying"]
            .is_null()
            .all()
        )

    def test_milestones_are_reached_on_time_late_overdue_and_ahead(self, demo):
        rows = read_example(demo, 1, "city_project_milestones").filter(
            pl.col("planned_date") != "31.04.2010"
        )
        rows = rows.with_columns(pl.col("planned_date").str.to_date())
        as_of = date(2010, 3, 31)
        planned, actual = rows["planned_date"], rows["actual_date"]
        assert actual.drop_nulls().le(as_of).all()
        assert (actual <= planned).any()
        assert (actual > planned).any()
        assert (actual.is_null() & (planned < as_of)).any()
        assert (actual.is_null() & (planned > as_of)).any()

    def test_texts_are_there_in_both_languages(self, demo):
        for path in (demo / "example").rglob("*.csv"):
            rows = pl.read_csv(path, infer_schema=False)
            for english in [c for c in rows.columns if c.endswith("_en")]:
                russian = rows[english.removesuffix("_en") + "_ru"]
                assert (rows[english].is_null() == russian.is_null()).all(), path.name
                assert not rows[english].drop_nulls().str.contains("[А-яЁё]").any()
                assert russian.drop_nulls().str.contains("[А-яЁё]").all()

    def test_references_hold(self, demo):
        places = set(read_example(demo, 1, "municipalities")["municipality_id"])
        organisations = set(read_example(demo, 1, "organisations")["organisation_id"])
        projects = set(read_example(demo, 1, "city_projects")["project_id"])
        events = read_example(demo, 1, "training_events")
        topics = set(pl.read_csv(SEEDS / "courses.csv")["course_id"])
        assert set(events["topic"]) <= topics
        assert set(events["host_organisation"].drop_nulls()) <= organisations
        milestones = read_example(demo, 1, "city_project_milestones")
        assert set(milestones["project_id"]) == projects
        for path in (demo / "example").rglob("*.csv"):
            rows = pl.read_csv(path, infer_schema=False)
            for column, known in (
                ("municipality", places),
                ("applied_by", places),
                ("organisation", organisations),
                ("event_id", set(events["event_id"])),
                ("project_id", projects),
            ):
                if column in rows.columns:
                    assert set(rows[column].drop_nulls()) <= known, (path, column)

    def test_its_cities_are_openly_invented(self, demo):
        names = read_example(demo, 1, "municipalities")["name_en"]
        assert names.str.contains(r"^(City [A-C]|Example municipality \d+)$").all()
        partners = read_example(demo, 1, "partnerships")["partner_name_en"]
        assert partners.str.contains(r"^Alaska municipality \d+$").all()
