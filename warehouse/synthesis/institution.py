"""The institution's year: a register of any size that keeps the published totals."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.parquet import ParquetStream
from warehouse.settings import Settings
from warehouse.synthesis.people import (
    SEATS_A_CHUNK,
    People,
    describe_people,
    seat_people,
)
from warehouse.synthesis.places import Places, list_places
from warehouse.synthesis.problems import name_faults
from warehouse.synthesis.profile import InstitutionProfile
from warehouse.synthesis.published import read_published_year
from warehouse.synthesis.randomness import make_generator
from warehouse.synthesis.year_events import YearEvents, plan_events

_ATTENDANCE_TYPES: dict[str, pl.DataType] = {
    "event_id": pl.String(),
    "scope": pl.String(),
    "participant_id": pl.String(),
    "sex": pl.String(),
    "age_years": pl.Int64(),
    "category": pl.String(),
    "organisation_type": pl.String(),
    "municipality": pl.String(),
    "contact_hours": pl.Float64(),
    "is_completed": pl.Boolean(),
}


def synthesize_institution(
    attendances: int, seed: int, out: Path, settings: Settings
) -> list[Path]:
    """Write events, attendance and municipalities of the institution's year.

    Raises:
        SynthesisError: too few attendances, or a profile or total is missing.
    """
    profile = InstitutionProfile.read(settings.programme_dir / "synthesis")
    published = read_published_year(settings.programme_dir / "seeds", profile)
    members = settings.project_dir / "seeds" / "members.csv"
    with name_faults(members):
        places = list_places(profile, members)
    events = plan_events(attendances, seed, profile, published, places)
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / name for name in ("municipalities.csv", "training_events.csv")]
    places.register.write_csv(paths[0])
    events.register.write_csv(paths[1])
    attendance = out / "attendance.parquet"
    _write_attendance(attendance, events, seed, profile, places)
    return [*paths, attendance]


def _write_attendance(
    path: Path,
    events: YearEvents,
    seed: int,
    profile: InstitutionProfile,
    places: Places,
) -> None:
    event = np.repeat(np.arange(len(events.size), dtype=np.uint32), events.size)
    district = _send_people(events.district[event], seed, profile)
    person, home = seat_people(event, district, seed, profile)
    people = describe_people(home, seed, profile, places)
    generator = make_generator(seed, "attendance")
    with ParquetStream(path, _ATTENDANCE_TYPES) as stream:
        for chunk in _split(len(event)):
            seats = _describe_seats(event[chunk], person[chunk], events, people, places)
            stream.write(_add_completion(seats, generator, profile))


def _split(count: int) -> Iterator[slice]:
    for start in range(0, count, SEATS_A_CHUNK // 4):
        yield slice(start, start + SEATS_A_CHUNK // 4)


def _send_people(
    host: NDArray[np.uint8], seed: int, profile: InstitutionProfile
) -> NDArray[np.uint8]:
    """The district that each seat's person comes from: mostly the host's."""
    generator = make_generator(seed, "travel")
    districts = np.uint8(len(profile.districts))
    shift = generator.integers(1, districts, len(host), dtype=np.uint8)
    away = generator.random(len(host)) < profile.person["from_elsewhere"]
    return np.where(away, (host + shift) % districts, host).astype(np.uint8)


def _describe_seats(
    event: NDArray[np.uint32],
    person: NDArray[np.uint32],
    events: YearEvents,
    people: People,
    places: Places,
) -> pl.DataFrame:
    number = pl.Series(person + np.uint32(1)).cast(pl.String).str.zfill(8)
    return pl.DataFrame(
        {
            "event_id": events.register["event_id"].gather(event),
            "scope": events.register["scope"].gather(event),
            "participant_id": "p" + number,
            "sex": people.sexes.gather(people.sex[person]),
            "age_years": pl.Series(people.age[person]).cast(pl.Int64),
            "category": people.categories.gather(people.category[person]),
            "organisation_type": people.organisation_types.gather(
                people.organisation_type[person]
            ),
            "municipality": places.register["municipality_id"].gather(
                people.municipality[person]
            ),
            "contact_hours": events.hours[event],
        }
    ).with_columns(pl.col("age_years").replace(0, None))


def _add_completion(
    seats: pl.DataFrame, generator: np.random.Generator, profile: InstitutionProfile
) -> pl.DataFrame:
    """Hours attended and completion; neither where the event's hours are unknown."""
    form = profile.attendance
    drawn = pl.Series("drawn", generator.random(seats.height))
    part = pl.Series("part", generator.random(seats.height))
    missing = pl.Series("missing", generator.random(seats.height))
    left_early = pl.col("drawn").is_between(
        form["completed"], form["completed"] + form["not_completed"], closed="left"
    )
    known = pl.col("contact_hours") > 0
    attended = pl.when(left_early).then(0.25 + 0.5 * pl.col("part")).otherwise(1.0)
    return seats.with_columns(drawn, part, missing).with_columns(
        contact_hours=pl.when(
            known & (pl.col("missing") >= form["hours_missing"])
        ).then((pl.col("contact_hours") * attended).round()),
        is_completed=pl.when(known & (pl.col("drawn") < form["completed"]))
        .then(pl.lit(True))
        .when(known & left_early)
        .then(pl.lit(False)),
    )
