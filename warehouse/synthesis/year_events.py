"""The events of a year: how large, when, how long, where and what about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.synthesis.places import Places
from warehouse.synthesis.problems import SynthesisError
from warehouse.synthesis.profile import InstitutionProfile
from warehouse.synthesis.published import PublishedYear
from warehouse.synthesis.randomness import (
    Whole,
    choose,
    make_generator,
    share_out,
    weigh_ranks,
)


@dataclass(frozen=True)
class YearEvents:
    """The published trainings first, then the invented events by date.

    `register` has columns of the dataset `training_events`; `size` (attendances),
    `district` and `hours` (0 where no hours are known) have one entry per row.
    """

    register: pl.DataFrame
    size: Whole
    district: NDArray[np.uint8]
    hours: NDArray[np.float64]


def plan_events(
    attendances: int,
    seed: int,
    profile: InstitutionProfile,
    published: PublishedYear,
    places: Places,
) -> YearEvents:
    """Plan so many events that the published attendances per event are kept.

    Raises:
        SynthesisError: fewer attendances than published trainings of the year.
    """
    held = published.trainings.height
    if attendances < held:
        raise SynthesisError("too_few_attendances", least=held)
    count = max(held, round(attendances * published.events / published.attendances))
    size = _draw_sizes(attendances, count, seed, profile)
    invented = _invent(size[held:], seed, profile, published.year, places)
    trainings = published.trainings.select(
        "event_id",
        "scope",
        "start_date",
        "end_date",
        "status",
        municipality="municipality_id",
    )
    register = pl.concat([trainings, invented], how="diagonal")
    return YearEvents(
        register.drop("district"),
        size,
        _number_districts(published, invented, places),
        register["contact_hours"].fill_null(0.0).to_numpy(),
    )


def _draw_sizes(
    attendances: int, count: int, seed: int, profile: InstitutionProfile
) -> Whole:
    """Log-normal sizes; the sum is exact and nothing is smaller than the floor."""
    generator = make_generator(seed, "event sizes")
    floor = min(int(profile.event["size_floor"]), attendances // count)
    weights = generator.lognormal(0.0, profile.event["size_spread"], count)
    return floor + share_out(attendances - floor * count, weights)


def _invent(
    size: Whole, seed: int, profile: InstitutionProfile, year: int, places: Places
) -> pl.DataFrame:
    """The events nobody published, by date, with the number of their district."""
    count, form = len(size), profile.event
    generator = make_generator(seed, "events")
    days = choose(generator, form["days_weights"], count).astype(np.int64) + 1
    start = _draw_starts(generator, days, form, year)
    order = np.argsort(start, kind="stable")
    start, days = start[order], days[order]
    weights = [row["weight"] for row in profile.districts.values()]
    district = choose(generator, weights, count)
    ranks = weigh_ranks(len(form["courses"]), form["course_skew"]).tolist()
    drawn = {
        "event_id": pl.Series(
            [form["id"].format(year=year, number=n) for n in range(1, count + 1)],
            dtype=pl.String,
        ),
        "start_date": _to_dates(year, start),
        "end_date": _to_dates(year, start + days - 1),
        "topic": pl.Series(form["courses"]).gather(choose(generator, ranks, count)),
        "municipality": places.register["municipality_id"].gather(
            places.draw(generator, district)
        ),
        "contact_hours": days * _draw_hours_a_day(generator, form, count),
        "district": district,
    }
    return pl.DataFrame(drawn).with_columns(
        scope=pl.lit(profile.scope),
        status=pl.lit("completed"),
        country=pl.lit(profile.country),
        method=_choose_method(form, pl.lit(pl.Series(size)), pl.lit(pl.Series(days))),
        hour_minutes=pl.lit(60),
    )


def _draw_hours_a_day(
    generator: np.random.Generator, form: Mapping[str, Any], count: int
) -> NDArray[np.float64]:
    hours = np.array(form["hours_a_day"], dtype=np.float64)
    drawn: NDArray[np.float64] = hours[
        choose(generator, form["hours_a_day_weights"], count)
    ]
    return drawn


def _choose_method(form: Mapping[str, Any], size: pl.Expr, days: pl.Expr) -> pl.Expr:
    return (
        pl.when(size >= form["conference_from"])
        .then(pl.lit("conference"))
        .when(size < form["workshop_below"])
        .then(pl.lit("workshop"))
        .when(days >= form["short_course_from_days"])
        .then(pl.lit("short_course"))
        .otherwise(pl.lit("seminar"))
    )


def _draw_starts(
    generator: np.random.Generator, days: Whole, form: Mapping[str, Any], year: int
) -> Whole:
    """Days of the year (0 = 1 January) from which the event stays inside one week."""
    drawn = np.zeros(len(days), dtype=np.int64)
    open_weights = _weigh_days(form, year)
    for length in np.unique(days):
        here = days == length
        steps = np.cumsum(_weigh_starts(open_weights, int(length)))
        shares = generator.random(int(here.sum())) * steps[-1]
        drawn[here] = np.searchsorted(steps, shares, side="right")
    return drawn


def _weigh_days(form: Mapping[str, Any], year: int) -> NDArray[np.float64]:
    """Each day's weight: its month's, but 0 on weekends and closed days."""
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]
    closed = {
        f"{day:%m-%d}"
        for span in form["closed_days"]
        for day in days
        if span[:5] <= f"{day:%m-%d}" <= span[6:]
    }
    return np.array(
        [
            0.0
            if day.weekday() > 4 or f"{day:%m-%d}" in closed
            else float(form["month_weights"][day.month - 1])
            for day in days
        ]
    )


def _weigh_starts(weights: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """A start counts only if every day of the event does."""
    starts = weights.copy()
    for ahead in range(1, length):
        starts[:-ahead] *= weights[ahead:] > 0
        starts[-ahead:] = 0
    return starts


def _to_dates(year: int, day_of_year: Whole) -> pl.Series:
    first = (date(year, 1, 1) - date(1970, 1, 1)).days
    return pl.Series((day_of_year + first).astype(np.int32)).cast(pl.Date)


def _number_districts(
    published: PublishedYear, invented: pl.DataFrame, places: Places
) -> NDArray[np.uint8]:
    trainings = [
        places.districts.index(code) for code in published.trainings["federal_district"]
    ]
    return np.concatenate(
        [np.array(trainings, dtype=np.uint8), invented["district"].to_numpy()]
    )
