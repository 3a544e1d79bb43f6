"""Illustrative registers: any size, the published totals, and never a real name."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from warehouse.intake import ingest
from warehouse.settings import Settings
from warehouse.synthesis import SynthesisError, people, synthesize
from warehouse.synthesis.institution import synthesize_institution
from warehouse.synthesis.profile import InstitutionProfile
from warehouse.synthesis.published import read_published_year

REPOSITORY = Path(__file__).parents[2]
SETTINGS = Settings()
SEEDS = SETTINGS.programme_dir / "seeds"
PROFILE = InstitutionProfile.read(SETTINGS.programme_dir / "synthesis")
PUBLISHED = read_published_year(SEEDS, PROFILE)


def read_institution(folder):
    return (
        pl.read_csv(folder / "training_events.csv", try_parse_dates=True),
        pl.read_parquet(folder / "attendance.parquet"),
        pl.read_csv(folder / "municipalities.csv"),
    )


def hash_files(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.*")
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The registers of the demo: as many attendances as were published."""
    folder = tmp_path_factory.mktemp("demo")
    synthesize(PUBLISHED.attendances, 1, folder, settings=SETTINGS)
    return folder


@pytest.fixture(scope="module")
def institution(demo):
    return read_institution(demo / "institution")


class TestAnySizeAndSeed:
    @effort(max_examples=40, deadline=None)
    @given(
        attendances=st.integers(PUBLISHED.trainings.height, 4000),
        seed=st.integers(0, 2**40),
    )
    def test_totals_are_exact_and_every_attendance_has_its_event(
        self, tmp_path_factory, attendances, seed
    ):
        folder = tmp_path_factory.mktemp("any")
        synthesize_institution(attendances, seed, folder, SETTINGS)
        events, attendance, places = read_institution(folder)

        published = PUBLISHED.trainings["event_id"]
        a_piece = PUBLISHED.attendances / PUBLISHED.events
        assert events.height == max(len(published), round(attendances / a_piece))
        assert events["event_id"].is_unique().all()
        assert published.is_in(events["event_id"].implode()).all()

        assert attendance.height == attendances
        assert set(attendance["event_id"]) == set(events["event_id"])
        assert attendance.select("event_id", "participant_id").is_unique().all()
        assert set(attendance["municipality"]) <= set(places["municipality_id"])
        invented = events.filter(pl.col("scope") == PROFILE.scope)
        assert set(invented["municipality"]) <= set(places["municipality_id"])

        days = events["end_date"] - events["start_date"]
        assert days.dt.total_days().is_between(0, 4).all()
        assert events["start_date"].dt.year().eq(PUBLISHED.year).all()
        assert events["end_date"].dt.year().eq(PUBLISHED.year).all()

    @pytest.mark.parametrize("attendances", [-1, 0, PUBLISHED.trainings.height - 1])
    def test_too_few_attendances_are_refused(self, tmp_path, attendances):
        with pytest.raises(SynthesisError, match="too_few_attendances"):
            synthesize(attendances, 7, tmp_path, settings=SETTINGS)

    def test_a_programme_without_profile_is_refused(self, tmp_path):
        elsewhere = SETTINGS.model_copy(update={"project_dir": tmp_path})
        with pytest.raises(SynthesisError, match=r"institution\.toml"):
            synthesize(1000, 7, tmp_path, settings=elsewhere)

    def test_chunks_leave_no_seam(self, tmp_path, monkeypatch):
        monkeypatch.setattr(people, "SEATS_A_CHUNK", 100)
        synthesize_institution(5000, 3, tmp_path, SETTINGS)
        _, attendance, _ = read_institution(tmp_path)
        assert attendance.select("event_id", "participant_id").is_unique().all()


class TestSameSeedSameBytes:
    def test_in_another_process_with_other_threads(self, demo, tmp_path):
        code = (
            "import sys; from pathlib import Path;"
            "from warehouse.synthesis import synthesize;"
            "synthesize(int(sys.argv[1]), 1, Path(sys.argv[2]))"
        )
        for threads in ("1", "5"):
            out = tmp_path / threads
            subprocess.run(
                [sys.executable, "-c", code, str(PUBLISHED.attendances), out],
                env=os.environ
                | {"POLARS_MAX_THREADS": threads, "PYTHONHASHSEED": threads},
                cwd=REPOSITORY,
                check=True,
            )
            assert hash_files(out) == hash_files(demo)

    def test_another_seed_gives_other_registers(self, demo, tmp_path):
        synthesize(PUBLISHED.attendances, 8, tmp_path, settings=SETTINGS)
        ours, others = hash_files(demo), hash_files(tmp_path)
        drawn = [
            name
            for name in ours
            if re.search(
                "attendance|evaluations|tests|follow|institution.*events", name
            )
        ]
        assert len(drawn) == 7
        assert all(ours[name] != others[name] for name in drawn)


class TestDemo:
    def test_has_the_published_totals(self, institution):
        events, attendance, _ = institution
        assert events.height == PUBLISHED.events
        assert attendance.height == PUBLISHED.attendances

    def test_published_trainings_carry_published_fields_only(self, institution):
        events, attendance, _ = institution
        seed = pl.read_csv(
            SEEDS / "published_training_events.csv", try_parse_dates=True
        )
        known = {
            "event_id": "event_id",
            "scope": "scope",
            "start_date": "start_date",
            "end_date": "end_date",
            "status": "status",
            "municipality": "municipality_id",
        }
        ids = PUBLISHED.trainings["event_id"].implode()
        ours = events.filter(pl.col("event_id").is_in(ids)).sort("event_id")
        theirs = seed.filter(pl.col("event_id").is_in(ids)).sort("event_id")
        assert ours.height == PUBLISHED.trainings.height
        assert ours.select(list(known)).equals(theirs.select(**known))
        invented = ours.drop(list(known))
        assert invented.null_count().sum_horizontal().item() == (
            invented.width * invented.height
        )
        rows = attendance.filter(pl.col("event_id").is_in(ids))
        assert rows["scope"].unique().to_list() == ["programme"]
        assert rows["contact_hours"].null_count() == rows.height
        assert rows["is_completed"].null_count() == rows.height

    def test_only_trainings_of_the_year_that_were_held(self, institution):
        events, _, _ = institution
        programme = events.filter(pl.col("scope") == "programme")
        assert programme["status"].unique().to_list() == ["completed"]
        assert programme["end_date"].dt.year().unique().to_list() == [PUBLISHED.year]

    def test_a_planned_training_with_dates_is_not_among_the_events(self, tmp_path):
        for path in SEEDS.glob("published_*.csv"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        trainings = tmp_path / "published_training_events.csv"
        text = trainings.read_text("utf-8")
        trainings.write_text(text.replace(",completed,", ",planned,", 1), "utf-8")
        published = read_published_year(tmp_path, PROFILE)
        assert published.trainings.height == PUBLISHED.trainings.height - 1

    def test_places_are_numbered_and_never_real(self, institution):
        _, attendance, places = institution
        real = pl.read_csv(SEEDS / "published_municipalities.csv")
        assert not set(places["municipality_id"]) & set(real["municipality_id"])
        assert not set(attendance["municipality"]) & set(real["municipality_id"])
        for row in places.iter_rows(named=True):
            number = int(row["municipality_id"].removeprefix("m"))
            assert re.fullmatch(
                rf"Municipality {number}, [A-Z][\w -]+ district", row["name_en"]
            )
            assert re.fullmatch(
                rf"Муниципалитет {number}, [А-Я][\w-]+ округ", row["name_ru"]
            )
            assert re.search("[А-я]", row["name_en"]) is None
        assert places["federal_district"].n_unique() == 7

    def test_is_believable(self, institution):
        events, attendance, places = institution
        sizes = attendance.group_by("event_id").len().join(events, on="event_id")
        size = sizes["len"]
        assert size.max() > 2.5 * size.mean() > 2.5 * size.median()
        by_month = (
            sizes.group_by(pl.col("end_date").dt.month())
            .len()
            .rows_by_key("end_date", unique=True)
        )
        busy, quiet = (by_month.get(m, 0) for m in (10, 8))
        assert busy > 5 * quiet
        first, last = (events[c].dt.weekday() for c in ("start_date", "end_date"))
        assert last.max() <= 5
        assert (first <= last).all()

        women = attendance["sex"].drop_nulls().eq("female").mean()
        assert women == pytest.approx(0.6, abs=0.03)
        assert 0.055 < attendance["sex"].null_count() / attendance.height < 0.085
        assert 0.035 < attendance["category"].null_count() / attendance.height < 0.065
        assert attendance["category"].eq("local_government").mean() > 0.5

        times = attendance.group_by("participant_id").len()["len"]
        assert 1.4 < times.mean() < 2.2
        assert times.max() >= 8
        assert times.eq(1).sum() > times.eq(2).sum() > times.eq(4).sum()

        where = dict(places.select("municipality_id", "federal_district").rows())
        real = pl.read_csv(SEEDS / "published_municipalities.csv")
        where |= dict(real.select("municipality_id", "federal_district_code").rows())
        hosts = events.select("event_id", host=pl.col("municipality").replace(where))
        seats = attendance.join(hosts, on="event_id")
        home = seats["municipality"].replace(where)
        assert 0.85 < (home == seats["host"]).mean() < 0.97

    def test_hours_fit_the_event(self, institution):
        events, attendance, _ = institution
        hours = events.filter(pl.col("scope") == PROFILE.scope)["contact_hours"]
        assert hours.is_between(4, 40).all()
        seats = attendance.join(events, on="event_id", suffix="_of_event")
        share = seats["contact_hours"] / seats["contact_hours_of_event"]
        assert share.max() <= 1
        completed = seats.with_columns(share=share).filter("is_completed")
        assert completed["share"].min() == 1
        left = seats.with_columns(share=share).filter(~pl.col("is_completed"))
        assert left["share"].max() < 0.8

    def test_a_person_stays_the_same(self, institution):
        _, attendance, _ = institution
        kept = ["sex", "age_years", "category", "organisation_type", "municipality"]
        people = attendance.select("participant_id", *kept).unique()
        assert people["participant_id"].is_unique().all()

    def test_intake_accepts_every_row_of_the_institution(self, demo, tmp_path):
        paths = sorted((demo / "institution").iterdir())
        settings = Settings(dir=tmp_path)
        reports = ingest(paths, settings=settings, provenance="illustrative")
        assert {report.dataset for report in reports} == {path.stem for path in paths}
        assert sum(report.rows_quarantined for report in reports) == 0
