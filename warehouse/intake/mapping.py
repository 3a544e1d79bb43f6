"""How somebody else's file is read as a register: a YAML file, and where it is kept."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from warehouse.durability import replace_text
from warehouse.intake.dates import is_format
from warehouse.intake.problems import WrongMappingError
from warehouse.registers import DATASETS
from warehouse.registers.headers import fold_header
from warehouse.registers.identifiers import DIRECT_IDENTIFIERS
from warehouse.settings import Settings


class Unpivot(BaseModel):
    """Columns of a wide table that become rows: header to `name`, cell to `value`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: tuple[str, ...] = Field(min_length=1)
    name: str | None = None
    value: str


class Mapping(BaseModel):
    """Which column of a register comes from where; what is not named is not read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    columns: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    dates: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    unpivot: Unpivot | None = None

    @property
    def fingerprint(self) -> str:
        """The same for mappings that read alike."""
        text = json.dumps(self.model_dump(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header of the file that the mapping needs."""
        wide = self.unpivot.columns if self.unpivot else ()
        return (*dict.fromkeys(self.columns.values()), *wide)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file: all that stands there is text, `1`, `no` and dates too.

    Raises:
        WrongMappingError: naming the key that is wrong, and how.
    """
    try:
        given = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        mapping = Mapping.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise WrongMappingError(path, "shape", name=key or "dataset") from None
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = "–" if line is None else str(line + 1)
        raise WrongMappingError(path, "unreadable", name=place) from None
    _check(path, mapping)
    return mapping


def _check(path: Path, mapping: Mapping) -> None:
    if mapping.dataset not in DATASETS:
        names = ", ".join(DATASETS)
        raise WrongMappingError(path, "dataset", name=mapping.dataset, known=names)
    for column, form in mapping.dates.items():
        if not is_format(form):
            raise WrongMappingError(path, "format", name=f"{column}: {form}")
    known = {*DATASETS[mapping.dataset].columns, *DIRECT_IDENTIFIERS}
    for key, columns in _list_columns(mapping):
        for column in columns:
            if column not in known:
                names = ", ".join(DATASETS[mapping.dataset].columns)
                raise WrongMappingError(
                    path, "column", name=f"{key}.{column}", known=names
                )


def _list_columns(mapping: Mapping) -> Iterable[tuple[str, Iterable[str]]]:
    yield "columns", mapping.columns
    yield "constants", mapping.constants
    yield "dates", mapping.dates
    yield "values", mapping.values
    if mapping.unpivot:
        yield "unpivot", filter(None, (mapping.unpivot.name, mapping.unpivot.value))


def keep_mapping(mapping: Mapping, headers: Iterable[str], settings: Settings) -> None:
    """Keep a mapping that a file was loaded with, to be found again by its headers."""
    path = _place(headers, settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(
        mapping.model_dump(mode="json", exclude_none=True),
        allow_unicode=True,
        sort_keys=False,
    )
    replace_text(path, text)


def find_mapping(headers: Iterable[str], settings: Settings) -> Mapping | None:
    """The mapping kept for a file with these headers, in this order.

    Raises:
        WrongMappingError: there is one, and it cannot be read.
    """
    path = _place(headers, settings)
    return read_mapping(path) if path.is_file() else None


def _place(headers: Iterable[str], settings: Settings) -> Path:
    text = "\x1f".join(fold_header(header) for header in headers)
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    return settings.dir / "mappings" / f"{name}.yml"
