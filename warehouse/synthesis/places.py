"""Numbered municipalities: a place for everybody, and nobody's real name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.synthesis.profile import InstitutionProfile
from warehouse.synthesis.randomness import weigh_ranks


@dataclass(frozen=True)
class Places:
    """Municipalities of all districts, those of one district next to each other.

    `register` has the columns of the dataset `municipalities`; `first` and `count`
    say where a district's rows begin and how many there are, by district number.
    """

    register: pl.DataFrame
    districts: list[str]
    first: NDArray[np.int64]
    count: NDArray[np.int64]
    skew: float

    def draw(
        self, generator: np.random.Generator, district: NDArray[np.uint8]
    ) -> NDArray[np.uint16]:
        """Draw a municipality of each given district; low numbers come up more."""
        drawn = np.zeros(len(district), dtype=np.uint16)
        for number, (first, count) in enumerate(
            zip(self.first, self.count, strict=True)
        ):
            here = district == number
            steps = np.cumsum(weigh_ranks(int(count), self.skew))
            shares = generator.random(int(here.sum())) * steps[-1]
            drawn[here] = first + np.searchsorted(steps, shares, side="right")
        return drawn


def list_places(profile: InstitutionProfile, members: Path) -> Places:
    """Number the municipalities; district names come from the seed `members`."""
    names = _read_district_names(members)
    counts = np.array([row["municipalities"] for row in profile.districts.values()])
    codes = np.repeat(list(profile.districts), counts).tolist()
    rows = [
        _describe(profile, number, code, names[code])
        for number, code in enumerate(codes, start=1)
    ]
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return Places(
        pl.DataFrame(rows),
        list(profile.districts),
        first,
        counts,
        profile.municipality["skew"],
    )


def _read_district_names(members: Path) -> dict[str, tuple[str, str]]:
    rows = pl.read_csv(members, infer_schema=False).filter(
        pl.col("dimension") == "federal_district"
    )
    return {row["member"]: (row["name_en"], row["name_ru"]) for row in rows.to_dicts()}


def _describe(
    profile: InstitutionProfile, number: int, code: str, names: tuple[str, str]
) -> Mapping[str, object]:
    form = profile.municipality
    return {
        "municipality_id": form["id"].format(number=number),
        "scope": profile.scope,
        "name_en": form["name_en"].format(number=number, district=names[0]),
        "name_ru": form["name_ru"].format(number=number, district=names[1]),
        "region_code": code,
        "region_name_en": form["region_en"].format(district=names[0]),
        "region_name_ru": form["region_ru"].format(district=names[1]),
        "federal_district": code,
        "country_code": profile.country,
        "is_base_city": False,
    }
