"""The openly invented programme: two deliveries of all its registers."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.settings import Settings
from warehouse.synthesis.answers import examine_people, follow_people_up, rate_event
from warehouse.synthesis.example_people import Seats, form_pool, seat_events
from warehouse.synthesis.problems import name_faults

DELIVERIES = (1, 2)

_ATTENDANCE = (
    "event_id",
    "scope",
    "participant_id",
    "sex",
    "age_years",
    "category",
    "organisation_type",
    "organisation",
    "municipality",
    "contact_hours",
    "is_completed",
)


def synthesize_example(seed: int, out: Path, settings: Settings) -> list[Path]:
    """Write `delivery-1/` and `delivery-2/`, which supersedes by natural key.

    What somebody has to have written (events, projects, practices, narratives) lies
    ready in the programme's folder; who came and what they answered is drawn. The
    faults of the first delivery are meant to end in quarantine.
    """
    templates = settings.programme_dir / "synthesis" / "example"
    with name_faults(templates):
        form = tomllib.loads((templates / "example.toml").read_text("utf-8"))
        seats = _seat_everybody(templates, seed, form)
        as_of = _read_written(templates / "delivery-1" / "programme.csv")["as_of_date"]
    first = [item for item in seats if item.event["delivery"] == 1]
    late = [item for item in seats if item.event["delivery"] == 2]
    deadline = as_of.str.to_date().item()
    drawn = {
        "attendance": _list_attendance(first),
        "evaluations": pl.concat(
            [rate_event(item, seed, form) for item in first], how="diagonal"
        ),
        "learning_tests": pl.concat(
            [examine_people(item, seed, form) for item in first], how="diagonal"
        ),
        "follow_ups": pl.concat(
            [follow_people_up(item, seed, form, deadline) for item in first]
        ),
    }
    return [
        *_deliver(templates, 1, drawn, out),
        *_deliver(templates, 2, {"attendance": _list_attendance(late)}, out),
    ]


def _seat_everybody(templates: Path, seed: int, form: Mapping[str, Any]) -> list[Seats]:
    written = templates / "delivery-1"
    events = _read_written(written / "training_events.csv").with_columns(
        pl.col("start_date", "end_date").str.to_date()
    )
    shapes = pl.read_csv(templates / "shapes.csv", try_parse_dates=False)
    pool = form_pool(seed, form, written / "organisations.csv")
    shaped = shapes.join(events, on="event_id", maintain_order="left")
    return list(seat_events(seed, form, pool, shaped))


def _list_attendance(seats: list[Seats]) -> pl.DataFrame:
    return pl.concat([item.people for item in seats]).select(_ATTENDANCE)


def _deliver(
    templates: Path, number: int, drawn: Mapping[str, pl.DataFrame], out: Path
) -> list[Path]:
    name = f"delivery-{number}"
    written = {
        path.stem: _read_written(path) for path in (templates / name).glob("*.csv")
    }
    faults = templates / "faults" if number == DELIVERIES[0] else None
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(dataset, rows, faults, folder)
        for dataset, rows in sorted({**written, **drawn}.items())
    ]


def _write(dataset: str, rows: pl.DataFrame, faults: Path | None, folder: Path) -> Path:
    path = folder / f"{dataset}.csv"
    if faults and (faults / path.name).is_file():
        wrong = _read_written(faults / path.name)
        rows = pl.concat([rows.cast(pl.String), wrong], how="diagonal")
    rows.write_csv(path)
    return path


def _read_written(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)
