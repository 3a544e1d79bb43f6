"""Why a build was refused: for each failing rule, the rows and the seed rows behind."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.settings import Settings
from warehouse.transform import NodeOutcome

ROW_LIMIT = 20

_SHARED_COLUMNS = 3

_KEY_NAMES = ("unique_field", "from_field", "value_field")
"""What dbt's generic tests call the tested column in the rows they return."""

Row = dict[str, str | None]


@dataclass(frozen=True)
class SeedRow:
    """A row of a seed file; `row` counts data rows from 1, the header not included."""

    file: str
    row: int
    values: Row


@dataclass(frozen=True)
class Refusal:
    """One failing rule: what it says, what it found, where that comes from."""

    rule: str
    kind: str
    description: str
    message: str
    failures: int
    files: tuple[str, ...]
    culprits: tuple[Row, ...]
    seed_rows: tuple[SeedRow, ...]


def explain(
    nodes: Iterable[NodeOutcome], manifest: Any, build_file: Path, settings: Settings
) -> list[Refusal]:
    """Describe every node that forbids publishing, with its first culprit rows."""
    refused = [node for node in nodes if node.is_refusal]
    if not refused or not build_file.exists():
        return [_explain(node, manifest, None, settings) for node in refused]
    with duckdb.connect(str(build_file), read_only=True) as connection:
        return [_explain(node, manifest, connection, settings) for node in refused]


def _explain(
    node: NodeOutcome,
    manifest: Any,
    connection: duckdb.DuckDBPyConnection | None,
    settings: Settings,
) -> Refusal:
    definition = _find_node(node.unique_id, manifest)
    files = _list_seed_files(node.unique_id, manifest)
    culprits = tuple(_fetch_culprits(node, definition, connection))
    found = _find_seed_rows(culprits, files, settings.project_dir)
    return Refusal(
        rule=definition.name,
        kind=node.kind,
        description=" ".join((definition.description or "").split()),
        message=_shorten(node.message),
        failures=node.failures,
        files=tuple(files),
        culprits=culprits,
        seed_rows=tuple(found),
    )


def _shorten(message: str) -> str:
    """What dbt says, without its list of macros called."""
    return message.split("\n  > in macro", 1)[0].strip()


def _find_node(unique_id: str, manifest: Any) -> Any:
    return manifest.nodes.get(unique_id) or manifest.unit_tests[unique_id]


def _list_seed_files(unique_id: str, manifest: Any) -> list[str]:
    """Seed files upstream of a node, nearest first, relative to the project."""
    files, seen, level = [], {unique_id}, [unique_id]
    while level:
        seeds = [name for name in level if name.startswith("seed.")]
        files += sorted(manifest.nodes[name].original_file_path for name in seeds)
        parents = {p for name in level for p in _list_parents(name, manifest)}
        level = sorted(parents - seen)
        seen |= parents
    return files


def _list_parents(unique_id: str, manifest: Any) -> list[str]:
    node = manifest.nodes.get(unique_id) or manifest.unit_tests.get(unique_id)
    # Sources are in neither list, and a seed depends on macros only.
    return list(getattr(getattr(node, "depends_on", None), "nodes", ()))


def _fetch_culprits(
    node: NodeOutcome, definition: Any, connection: duckdb.DuckDBPyConnection | None
) -> Iterator[Row]:
    if connection is None or node.kind != "test" or not node.sql:
        return
    column = getattr(definition, "column_name", None)
    try:
        cursor = connection.execute(
            f"select distinct * from ({node.sql}) limit {ROW_LIMIT}"
        )
    except duckdb.Error:
        return
    names = [
        column if n in _KEY_NAMES and column else n for n, *_ in cursor.description
    ]
    for values in cursor.fetchall():
        yield {n: _as_text(v) for n, v in zip(names, values, strict=True)}


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def _find_seed_rows(
    culprits: tuple[Row, ...], files: list[str], project: Path
) -> Iterator[SeedRow]:
    """Rows that agree with a culprit: of the nearest seed on anything that both have,
    of seeds further away on several columns, or half of them would agree by chance.
    """
    wanted = 1
    for file in files:
        rows = [
            row
            for row in _read_seed(file, project)
            if any(_count_shared(row.values, c) >= wanted for c in culprits)
        ]
        if rows:
            wanted = _SHARED_COLUMNS
            yield from rows[:ROW_LIMIT]


def _read_seed(file: str, project: Path) -> Iterator[SeedRow]:
    with (project / file).open(encoding="utf-8-sig", newline="") as content:
        for number, values in enumerate(csv.DictReader(content), start=1):
            yield SeedRow(file, number, values)


def _count_shared(row: Mapping[str, str | None], culprit: Row) -> int:
    """How many columns with a value both have, or 0 if any of them differs."""
    shared = [name for name in culprit if name in row]
    if not all(_are_equal(row[name], culprit[name]) for name in shared):
        return 0
    return sum(1 for name in shared if culprit[name])


def _are_equal(seed: str | None, found: str | None) -> bool:
    """Whether a CSV field and a value of DuckDB mean the same: 216 is 216.0."""
    if not seed or not found:
        return not seed and not found
    if seed.casefold() == found.casefold():
        return True
    try:
        return float(seed) == float(found)
    except ValueError:
        return False
