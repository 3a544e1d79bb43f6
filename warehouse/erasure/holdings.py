"""Where erased people still are: in landed registers and in releases."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb
import polars as pl

from warehouse.intake.changes import CHANGES_NAME
from warehouse.intake.erased import is_marked
from warehouse.intake.identity import PERSON
from warehouse.intake.ledger import Load, loads_dir, read_history
from warehouse.intake.numbers import read_identifier
from warehouse.intake.writing import QUARANTINE
from warehouse.registers import DATASETS
from warehouse.release_info import DATABASE_NAME
from warehouse.releases import list_folders
from warehouse.settings import Settings

PLACE = ("source_row", "source_column")
"""What tells the rows of one table apart."""

_MOST_PARTS = max(len(dataset.natural_key) for dataset in DATASETS.values())

_PEOPLE = """
select schema_name, table_name, column_name
from duckdb_columns()
where column_name in ('participant_key', 'participant_id')
"""


class Sought(Protocol):
    """Who is looked for."""

    def find(self, codes: pl.Series) -> pl.Series:
        """Which of the codes are theirs."""


@dataclass(frozen=True)
class Coded:
    """People by their codes."""

    codes: frozenset[str]

    def find(self, codes: pl.Series) -> pl.Series:
        """Which of the codes are theirs."""
        return codes.is_in(list(self.codes)).fill_null(False)


@dataclass(frozen=True)
class Marked:
    """People by marks, and the key that these and the codes were made with."""

    marks: frozenset[str]
    key: str

    def find(self, codes: pl.Series) -> pl.Series:
        """Which of the codes are theirs."""
        return is_marked(codes, self.marks, self.key)


@dataclass(frozen=True)
class Holding:
    """A load with rows of theirs, accepted or held back."""

    load: Load
    folder: Path
    rows_accepted: int
    rows_quarantined: int


def find_holdings(sought: Sought, settings: Settings) -> list[Holding]:
    """The loads that have rows of theirs, replaced ones too.

    Raises:
        DamagedLoadError: an entry cannot be read.
    """
    found = (_look_into(load, sought, settings) for load in list_loads(settings))
    return [holding for holding in found if holding is not None]


def list_loads(settings: Settings) -> list[Load]:
    """Every load of a register of people."""
    loads = read_history(settings)
    return [load for load in loads if PERSON in DATASETS[load.dataset].columns]


def find_releases(
    sought: Sought, settings: Settings, *, if_unreadable: bool = True
) -> list[str]:
    """The ids of releases that hold them, and of those that nobody can look into."""
    found = []
    for folder in list_folders(settings):
        try:
            is_holding = _holds(folder, sought)
        except duckdb.Error:
            is_holding = if_unreadable
        if is_holding:
            found.append(folder.name)
    return found


def find_theirs(rows: pl.DataFrame, sought: Sought) -> pl.Series:
    """Which rows of a table of a load are theirs; none of one without people."""
    found = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
    for codes in _list_codes(rows):
        found |= sought.find(codes)
    return found


def _list_codes(rows: pl.DataFrame) -> Iterator[pl.Series]:
    if PERSON in rows.columns:
        yield rows[PERSON]
    if "original" in rows.columns:
        text = rows["original"].str.json_path_match(f"$.{PERSON}").str.strip_chars()
        yield text
        yield text.to_frame("id").select(read_identifier(pl.col("id"))).to_series()
    if {"key", "old", "new"} <= set(rows.columns):
        yield rows["old"]
        yield rows["new"]
        parts = rows["key"].str.split("; ")
        yield from (parts.list.get(at, null_on_oob=True) for at in range(_MOST_PARTS))


def _look_into(load: Load, sought: Sought, settings: Settings) -> Holding | None:
    folder = loads_dir(settings) / load.load_id
    accepted, held, changed = (
        _count(folder / f"{name}.parquet", sought)
        for name in (load.dataset, QUARANTINE, CHANGES_NAME.removesuffix(".parquet"))
    )
    if not (accepted or held or changed):
        return None
    return Holding(load, folder, accepted, held)


def _count(path: Path, sought: Sought) -> int:
    """Rows of the file, or of the register's file, that are theirs."""
    if not path.is_file():
        return 0
    rows = read_people(path)
    theirs = rows.filter(find_theirs(rows, sought))
    place = [name for name in PLACE if name in rows.columns]
    return theirs.unique(place or None).height


def read_people(path: Path) -> pl.DataFrame:
    """The columns of a load's table that tell people and places."""
    columns = [PERSON, "original", "key", "old", "new", *PLACE]
    known = pl.read_parquet_schema(path)
    return pl.read_parquet(path, columns=[name for name in columns if name in known])


def _holds(folder: Path, sought: Sought) -> bool:
    with duckdb.connect(folder / DATABASE_NAME, read_only=True) as connection:
        return any(sought.find(codes).any() for codes in _read_people(connection))


def _read_people(connection: duckdb.DuckDBPyConnection) -> Iterator[pl.Series]:
    for schema, table, column in connection.execute(_PEOPLE).fetchall():
        rows = connection.sql(f'select distinct "{column}" from "{schema}"."{table}"')
        yield rows.pl().to_series().cast(pl.String)
