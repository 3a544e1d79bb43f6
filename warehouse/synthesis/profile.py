"""The shape of illustrative registers, as the programme's folder describes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from warehouse.synthesis.problems import name_faults


@dataclass(frozen=True)
class InstitutionProfile:
    """The tables of `institution.toml`, one field each; the file explains them."""

    scope: str
    country: str
    events_metric: str
    attendances_metric: str
    event: Mapping[str, Any]
    municipality: Mapping[str, Any]
    districts: Mapping[str, Mapping[str, int]]
    person: Mapping[str, Any]
    attendance: Mapping[str, float]
    categories: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the profile from the programme's folder `synthesis`.

        Raises:
            SynthesisError: there is none, or a table is missing or one too many.
        """
        path = folder / "institution.toml"
        with name_faults(path):
            return cls(**tomllib.loads(path.read_text("utf-8")))
