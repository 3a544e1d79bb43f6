"""Rows of landed registers behind the rows that a failing rule returns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.intake.ledger import Load, loads_dir, read_ledger
from warehouse.registers import DATASETS
from warehouse.settings import Settings
from warehouse.upstream import list_upstream, walk_upstream

ROW_LIMIT = 20

_PLACE = {"load_id", "source_row"}

Row = dict[str, str | None]

Keys = tuple[frozenset[str], ...]
"""Sets of columns of which one must agree in full; a scope alone is in none."""


@dataclass(frozen=True)
class RegisterRow:
    """A row of a register file; `row` counts data rows from 1, without the header.

    `values` are those that it shares with what the rule found, not the whole row,
    which may be about a person.
    """

    file: str
    row: int
    load_id: str
    dataset: str
    values: Row


@dataclass(frozen=True)
class Remedy:
    """How to get rid of what a load brought in.

    A later row with the same `natural_key` replaces it; where that is empty, only
    removing the load's `folder` helps.
    """

    load_id: str
    file: str
    folder: Path
    natural_key: tuple[str, ...]


@dataclass(frozen=True)
class RegisterSearch:
    """A refused build's file, its manifest and the loads it was made from."""

    connection: duckdb.DuckDBPyConnection
    manifest: Any
    loads: Mapping[str, Load]
    columns: Mapping[tuple[str, str], dict[str, str]]

    def find_rows(
        self, unique_id: str, culprits: Iterable[Row], keys: Keys
    ) -> list[RegisterRow]:
        """The rows that agree with a culprit, from the nearest model that has any."""
        found = [
            row for culprit in culprits for row in self._trace(unique_id, culprit, keys)
        ]
        once = {(row.load_id, row.row): row for row in reversed(found)}
        return list(reversed(once.values()))[:ROW_LIMIT]

    def _trace(self, unique_id: str, culprit: Row, keys: Keys) -> list[RegisterRow]:
        for level in walk_upstream(unique_id, self.manifest):
            models = [name for name in level if name.startswith("model.")]
            if rows := [r for m in models for r in self._search(m, culprit, keys)]:
                return rows
        return []

    def _search(self, model: str, culprit: Row, keys: Keys) -> Iterator[RegisterRow]:
        node = self.manifest.nodes[model]
        types = self.columns.get((node.schema, node.alias), {})
        values = {name: value for name, value in culprit.items() if name in types}
        known = {name for name, value in values.items() if value}
        if not types.keys() >= _PLACE or not any(key <= known for key in keys):
            return
        yield from self._read(node, types, values)

    def _read(
        self, node: Any, types: dict[str, str], values: Row
    ) -> Iterator[RegisterRow]:
        agrees = " and ".join(
            f'"{name}" = try_cast(? as {types[name]})'
            if value is not None
            else f'"{name}" is null'
            for name, value in values.items()
        )
        rows = self.connection.execute(
            f'select distinct load_id, source_row from "{node.schema}"."{node.alias}" '
            f"where load_id is not null and {agrees} "
            f"order by load_id, source_row limit {ROW_LIMIT}",
            [value for value in values.values() if value is not None],
        )
        for load_id, number in rows.fetchall():
            if load := self.loads.get(load_id):
                yield RegisterRow(load.file, number, load_id, load.dataset, values)


def open_search(
    connection: duckdb.DuckDBPyConnection, manifest: Any, settings: Settings
) -> RegisterSearch:
    """Get ready to search a build's file for rows of registers."""
    columns: dict[tuple[str, str], dict[str, str]] = {}
    described = connection.execute(
        "select table_schema, table_name, column_name, data_type "
        "from information_schema.columns"
    )
    for schema, table, column, kind in described.fetchall():
        columns.setdefault((schema, table), {})[column] = kind
    loads = {load.load_id: load for load in read_ledger(settings)}
    return RegisterSearch(connection, manifest, loads, columns)


def suggest_remedies(
    rows: Iterable[RegisterRow], faulty: Iterable[str], settings: Settings
) -> list[Remedy]:
    """One remedy per load; mending does not replace a row whose own key is at fault."""
    loads = {row.load_id: row for row in rows}
    return [
        Remedy(
            load_id,
            row.file,
            (loads_dir(settings) / load_id).resolve(),
            _choose_key(row.dataset, faulty),
        )
        for load_id, row in loads.items()
    ]


def list_imported(unique_id: str, manifest: Any, settings: Settings) -> list[Load]:
    """The newest loads of real registers that a model or test stands on."""
    sources = list_upstream(unique_id, manifest, "source")
    datasets = {name.rpartition(".registers.")[2] for name in sources}
    loads = [
        load
        for load in read_ledger(settings)
        if load.dataset in datasets and load.provenance != "illustrative"
    ]
    return loads[: -ROW_LIMIT - 1 : -1]


def _choose_key(dataset: str, faulty: Iterable[str]) -> tuple[str, ...]:
    key = DATASETS[dataset].natural_key
    return () if set(key) & set(faulty) else key
