"""The people of the example programme: a small pool that meets again and again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from warehouse.synthesis.randomness import choose, make_generator, weigh_ranks


def form_pool(seed: int, form: Mapping[str, Any], organisations: Path) -> pl.DataFrame:
    """Draw the pool: one row per person with participant_id, sex, age_years, category,
    organisation_type, organisation and municipality; missing answers are null.
    """
    generator = make_generator(seed, "example pool")
    person, count = form["person"], int(form["person"]["pool"])
    employers = pl.read_csv(organisations, infer_schema=False)
    weights = [form["organisation_weights"][t] for t in employers["organisation_type"]]
    employed = employers[choose(generator, weights, count)]
    years = generator.normal(person["age_mean"], person["age_spread"], count)
    ages = years.clip(person["age_low"], person["age_high"]).astype(np.int64)
    women = generator.random(count) < person["women_share"]
    return employed.select(
        participant_id=pl.Series(
            [person["id"].format(number=n) for n in range(1, count + 1)]
        ),
        sex=_thin(
            pl.Series(women).replace_strict({True: "female", False: "male"}),
            generator,
            person["sex_missing"],
        ),
        age_years=_thin(pl.Series(ages), generator, person["age_missing"]),
        category=_thin(
            employed["organisation_type"].replace_strict(form["category_of_type"]),
            generator,
            person["category_missing"],
        ),
        organisation_type="organisation_type",
        organisation="organisation_id",
        municipality="municipality",
    )


@dataclass(frozen=True)
class Seats:
    """Who came to one event: `event` as in its register and shape; `people` from the
    pool, with contact_hours and is_completed.
    """

    event: Mapping[str, Any]
    people: pl.DataFrame


def seat_events(
    seed: int, form: Mapping[str, Any], pool: pl.DataFrame, events: pl.DataFrame
) -> Iterator[Seats]:
    """Invite people to every event; those from the host's city come more readily."""
    person = form["person"]
    ranks = weigh_ranks(pool.height, person["repeat_skew"])
    for event in events.iter_rows(named=True):
        generator = make_generator(seed, f"example seats {event['event_id']}")
        is_local = (pool["municipality"] == event["municipality"]).to_numpy()
        weights = ranks * np.where(is_local, person["host_weight"], 1.0)
        chosen = generator.choice(
            pool.height, event["participants"], replace=False, p=weights / weights.sum()
        )
        people = _attend(pool[chosen.tolist()], event, generator, person)
        yield Seats(event, people)


def _attend(
    people: pl.DataFrame,
    event: Mapping[str, Any],
    generator: np.random.Generator,
    form: Mapping[str, Any],
) -> pl.DataFrame:
    completed = pl.Series(generator.random(people.height) < form["completed"])
    part = pl.Series(generator.uniform(0.3, 0.75, people.height))
    return people.with_columns(
        event_id=pl.lit(event["event_id"]),
        scope=pl.lit(event["scope"]),
        contact_hours=pl.when(completed)
        .then(pl.lit(float(event["contact_hours"])))
        .otherwise((part * float(event["contact_hours"])).round()),
        is_completed=_thin(completed, generator, form["completed_missing"]),
    )


def _thin(values: pl.Series, generator: np.random.Generator, share: float) -> pl.Series:
    """Leave a share of the values out."""
    missing = pl.Series(generator.random(len(values)) < share)
    return values.set(missing, None)
