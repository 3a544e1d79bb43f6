"""Why a build was refused: for each failing rule, the rows and the files behind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from warehouse.register_rows import (
    ROW_LIMIT,
    Keys,
    RegisterRow,
    RegisterSearch,
    Remedy,
    Row,
    list_imported,
    open_search,
    suggest_remedies,
)
from warehouse.seed_rows import COMMON, SeedRow, find_seed_rows
from warehouse.settings import Settings
from warehouse.transform import NodeOutcome
from warehouse.upstream import list_upstream

_KEY_NAMES = ("unique_field", "from_field", "value_field")
"""What dbt's generic tests call the tested column in the rows they return."""

_REFERENCE = re.compile(r"ref\('(\w+)'\)")


@dataclass(frozen=True)
class Refusal:
    """One failing rule: what it says, what it found, where that comes from.

    `test` names a generic test and `parameters` what it was asked about, from which
    words can be made; `files` and `registers` are all that could be behind, where no
    row is known. `is_consequence` tells that a rule with rows of its own failed on
    something that this one stands on.
    """

    rule: str
    kind: str
    description: str
    message: str
    failures: int
    files: tuple[str, ...]
    culprits: tuple[Row, ...]
    seed_rows: tuple[SeedRow, ...]
    register_rows: tuple[RegisterRow, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    registers: tuple[str, ...] = ()
    test: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    is_consequence: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether rows of a file are known to be behind."""
        return bool(self.seed_rows or self.register_rows)


class BuildRefusedError(RuntimeError):
    """Error-level tests or models failed; `refusals` has each with its rows."""

    def __init__(self, refusals: list[Refusal]) -> None:
        self.refusals = refusals
        super().__init__(", ".join(refusal.rule for refusal in refusals))


def refuse_failures(
    nodes: Iterable[NodeOutcome], manifest: Any, build_file: Path, settings: Settings
) -> None:
    """Stop where a node forbids publishing.

    Raises:
        BuildRefusedError: naming each with its rows.
    """
    if refusals := explain(nodes, manifest, build_file, settings):
        raise BuildRefusedError(refusals)


def explain(
    nodes: Iterable[NodeOutcome], manifest: Any, build_file: Path, settings: Settings
) -> list[Refusal]:
    """Describe every node that forbids publishing, causes before consequences."""
    refused = [node for node in nodes if node.is_refusal]
    if not refused:
        return []
    if not build_file.exists():
        found = [_explain(node, manifest, None, settings) for node in refused]
    else:
        with duckdb.connect(str(build_file), read_only=True) as connection:
            search = open_search(connection, manifest, settings)
            found = [_explain(node, manifest, search, settings) for node in refused]
    return _put_causes_first([node.unique_id for node in refused], found, manifest)


def _explain(
    node: NodeOutcome,
    manifest: Any,
    search: RegisterSearch | None,
    settings: Settings,
) -> Refusal:
    definition = _find_node(node.unique_id, manifest)
    files = _list_seed_files(node.unique_id, manifest)
    culprits = tuple(_fetch_culprits(node, definition, search))
    keys = _list_keys(definition, culprits)
    seed_rows = tuple(find_seed_rows(culprits, files, keys, settings.project_dir))
    rows = tuple(search.find_rows(node.unique_id, culprits, keys) if search else ())
    imported = list_imported(node.unique_id, manifest, settings)
    return Refusal(
        rule=definition.name,
        kind=node.kind,
        description=" ".join((definition.description or "").split()),
        message=_shorten(node.message),
        failures=node.failures,
        files=tuple(files),
        culprits=culprits,
        seed_rows=seed_rows,
        register_rows=rows,
        remedies=tuple(
            suggest_remedies(rows, _list_faulty(definition, keys), settings)
        ),
        registers=tuple(f"{load.file} ({load.load_id})" for load in imported),
        test=_name_test(definition),
        parameters=_describe_test(definition),
    )


def _put_causes_first(
    names: list[str], refusals: list[Refusal], manifest: Any
) -> list[Refusal]:
    """Refusals with rows, then the others; those that stand on the same are told."""
    tested = {
        model
        for name, refusal in zip(names, refusals, strict=True)
        if refusal.has_rows
        for model in _list_tested(_find_node(name, manifest))
    }
    told = [
        replace(
            refusal,
            is_consequence=not refusal.has_rows
            and not tested.isdisjoint(list_upstream(name, manifest, "model")),
        )
        for name, refusal in zip(names, refusals, strict=True)
    ]
    return sorted(told, key=lambda refusal: not refusal.has_rows)


def _list_tested(definition: Any) -> list[str]:
    attached = getattr(definition, "attached_node", None)
    return [attached] if attached else list(definition.depends_on.nodes)


def _name_test(definition: Any) -> str:
    metadata = getattr(definition, "test_metadata", None)
    return metadata.name if metadata else ""


def _list_arguments(definition: Any) -> Mapping[str, Any]:
    metadata = getattr(definition, "test_metadata", None)
    return metadata.kwargs if metadata else {}


def _describe_test(definition: Any) -> dict[str, str]:
    """What a generic test was asked about, as words of the project."""
    arguments = _list_arguments(definition)
    parent = _REFERENCE.search(str(arguments.get("to")))
    attached = getattr(definition, "attached_node", None) or ""
    return {
        "model": attached.rpartition(".")[2],
        "column": str(arguments.get("column_name")),
        "columns": ", ".join(arguments.get("columns", ())),
        "parent": parent[1] if parent else str(arguments.get("to")),
        "dimension": str(arguments.get("dimension")),
    }


def _list_keys(definition: Any, culprits: tuple[Row, ...]) -> Keys:
    """What tells rows apart: the tested columns, else any id in what was found."""
    arguments = _list_arguments(definition)
    column = getattr(definition, "column_name", None)
    tested = [column] if column else arguments.get("key") or arguments.get("columns")
    if tested:
        return (frozenset(tested),)
    names = [name for name in (culprits[0] if culprits else ()) if name.endswith("_id")]
    own = [name for name in names if name not in COMMON]
    return tuple(frozenset([name]) for name in own or names)


def _list_faulty(definition: Any, keys: Keys) -> set[str]:
    """The columns that a rule finds fault with; a scope is seldom the one to mend."""
    filled = _list_arguments(definition).get("columns")
    return set(filled or frozenset().union(*keys)) - {"scope"}


def _shorten(message: str) -> str:
    """What dbt says, without its list of macros called."""
    return message.split("\n  > in macro", 1)[0].strip()


def _find_node(unique_id: str, manifest: Any) -> Any:
    return manifest.nodes.get(unique_id) or manifest.unit_tests[unique_id]


def _list_seed_files(unique_id: str, manifest: Any) -> list[str]:
    """Seed files upstream of a node, nearest first, relative to the project."""
    seeds = list_upstream(unique_id, manifest, "seed")
    return [manifest.nodes[name].original_file_path for name in seeds]


def _fetch_culprits(
    node: NodeOutcome, definition: Any, search: RegisterSearch | None
) -> Iterator[Row]:
    if search is None or node.kind != "test" or not node.sql:
        return
    column = getattr(definition, "column_name", None)
    try:
        # The rule's SQL may end in a comment.
        cursor = search.connection.execute(
            f"select distinct * from ({node.sql}\n) limit {ROW_LIMIT}"
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
