"""What was published about the year that the illustrative register splits up."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from warehouse.synthesis.problems import SynthesisError, name_faults
from warehouse.synthesis.profile import InstitutionProfile


@dataclass(frozen=True)
class PublishedYear:
    """Totals of one calendar year, and the programme's own trainings in it.

    `trainings` has event_id, scope, start_date, end_date, status, municipality_id and
    federal_district, in the order of their dates.
    """

    year: int
    events: int
    attendances: int
    trainings: pl.DataFrame


def read_published_year(seeds: Path, profile: InstitutionProfile) -> PublishedYear:
    """Read the published totals and trainings from the programme's seeds.

    Raises:
        SynthesisError: a total is missing, or the two totals are of different years.
    """
    file = seeds / "published_figures.csv"
    with name_faults(file):
        events = _read_total(file, profile.scope, profile.events_metric)
        attendances = _read_total(file, profile.scope, profile.attendances_metric)
    if events[0] != attendances[0]:
        raise SynthesisError("totals_differ", file=file)
    year = events[0].year
    with name_faults(seeds / "published_training_events.csv"):
        trainings = _read_trainings(seeds, year)
    return PublishedYear(year, events[1], attendances[1], trainings)


def _read_total(file: Path, scope: str, metric: str) -> tuple[date, int]:
    figures = pl.read_csv(file, infer_schema=False)
    rows = figures.filter(
        (pl.col("scope") == scope)
        & (pl.col("metric") == metric)
        & (pl.col("grain") == "year")
    )
    if rows.height != 1:
        raise SynthesisError("total_missing", file=file, metric=metric, scope=scope)
    return date.fromisoformat(rows["period"].item()), int(float(rows["value"].item()))


def _read_trainings(seeds: Path, year: int) -> pl.DataFrame:
    trainings = pl.read_csv(seeds / "published_training_events.csv", infer_schema=False)
    places = pl.read_csv(seeds / "published_municipalities.csv", infer_schema=False)
    dates = pl.col("start_date", "end_date").str.to_date("%Y-%m-%d")
    return (
        trainings.filter(pl.col("status") == "completed")
        .with_columns(dates)
        .filter(pl.col("end_date").dt.year() == year)
        .join(places, on="municipality_id", how="left", maintain_order="left")
        .select(
            "event_id",
            "scope",
            "start_date",
            "end_date",
            "status",
            "municipality_id",
            federal_district="federal_district_code",
        )
        .sort("start_date", "event_id")
    )
