"""People: who sits on which seat, who comes back, and what stays the same of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.synthesis.places import Places
from warehouse.synthesis.profile import InstitutionProfile
from warehouse.synthesis.randomness import (
    choose,
    make_generator,
    weigh_ranks,
    weights_of,
)

SEATS_A_CHUNK = 2_000_000


@dataclass(frozen=True)
class People:
    """Everybody, by person number; a missing answer is the last entry of its list."""

    municipality: NDArray[np.uint16]
    sex: NDArray[np.uint8]
    age: NDArray[np.uint8]
    category: NDArray[np.uint8]
    organisation_type: NDArray[np.uint8]
    sexes: pl.Series
    categories: pl.Series
    organisation_types: pl.Series


def seat_people(
    event: NDArray[np.uint32],
    district: NDArray[np.uint8],
    seed: int,
    profile: InstitutionProfile,
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Give each seat a person of the seat's district, nobody twice at one event.

    `event` (ascending) and `district` have one entry per seat. Returns the person's
    number per seat and the district per person. People come once or, ever more
    rarely, several times; where chance would seat one twice at an event, somebody new
    takes the second seat.
    """
    generator = make_generator(seed, "people")
    person = np.zeros(len(event), dtype=np.uint32)
    homes: list[NDArray[np.uint8]] = []
    known = 0
    for number in range(len(profile.districts)):
        here = np.flatnonzero(district == number)
        slots = _draw_slots(generator, len(here), profile.person)
        person[here] = slots + known
        newcomers = int(slots.max()) + 1 if len(slots) else 0
        homes.append(np.full(newcomers, number, dtype=np.uint8))
        known += newcomers
    again = _find_repeats(event, person)
    person[again] = known + np.arange(len(again), dtype=np.uint32)
    return person, np.concatenate([*homes, district[again]])


def describe_people(
    home: NDArray[np.uint8], seed: int, profile: InstitutionProfile, places: Places
) -> People:
    """Draw what stays the same of a person from event to event."""
    generator = make_generator(seed, "persons")
    form, count = profile.person, len(home)
    categories = list(profile.categories)
    category = choose(
        generator, [profile.categories[c]["weight"] for c in categories], count
    )
    types, organisation_type = _draw_organisation_types(generator, category, profile)
    sex = choose(generator, [form["women_share"], 1 - form["women_share"]], count)
    years = generator.normal(form["age_mean"], form["age_spread"], count)
    age = years.clip(form["age_low"], form["age_high"]).astype(np.uint8)
    return People(
        municipality=places.draw(generator, home),
        sex=_blank(generator, sex, form["sex_missing"], 2),
        age=_blank(generator, age, form["age_missing"], 0),
        category=_blank(generator, category, form["category_missing"], len(categories)),
        organisation_type=_blank(
            generator, organisation_type, form["organisation_type_missing"], len(types)
        ),
        sexes=pl.Series(["female", "male", None]),
        categories=pl.Series([*categories, None]),
        organisation_types=pl.Series([*types, None]),
    )


def _draw_slots(
    generator: np.random.Generator, count: int, form: Mapping[str, Any]
) -> NDArray[np.uint32]:
    """Person numbers for `count` seats in random order, each as often as they come."""
    weights = weigh_ranks(form["repeat_most"], form["repeat_skew"])
    times = choose(generator, weights.tolist(), count) + np.uint8(1)
    enough = int(np.searchsorted(np.cumsum(times, dtype=np.int64), count)) + 1
    slots = np.repeat(np.arange(min(enough, count), dtype=np.uint32), times[:enough])
    slots = slots[:count]
    generator.shuffle(slots)
    return slots


def _find_repeats(
    event: NDArray[np.uint32], person: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Seats whose person already has an earlier seat at the same event."""
    found = [np.zeros(0, dtype=np.int64)]
    start = 0
    while start < len(event):
        end = min(start + SEATS_A_CHUNK, len(event))
        end = int(np.searchsorted(event, event[end - 1], side="right"))
        key = event[start:end].astype(np.uint64) << np.uint64(32) | person[start:end]
        order = np.argsort(key, kind="stable")
        same = key[order][1:] == key[order][:-1]
        found.append(np.sort(order[1:][same]) + start)
        start = end
    return np.concatenate(found)


def _draw_organisation_types(
    generator: np.random.Generator,
    category: NDArray[np.uint8],
    profile: InstitutionProfile,
) -> tuple[list[str], NDArray[np.uint8]]:
    tables = [row["organisation_types"] for row in profile.categories.values()]
    types = list(dict.fromkeys(name for table in tables for name in table))
    drawn = np.zeros(len(category), dtype=np.uint8)
    for number, table in enumerate(tables):
        names, weights = weights_of(table)
        here = category == number
        numbers = np.array([types.index(name) for name in names], dtype=np.uint8)
        drawn[here] = numbers[choose(generator, weights, int(here.sum()))]
    return types, drawn


def _blank(
    generator: np.random.Generator,
    values: NDArray[np.uint8],
    share: float,
    missing: int,
) -> NDArray[np.uint8]:
    """Replace a share of the values by the number that stands for a missing one."""
    return np.where(generator.random(len(values)) < share, np.uint8(missing), values)
