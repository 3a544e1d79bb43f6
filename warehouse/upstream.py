"""What a model or test of the dbt project stands on, nearest first."""

from collections.abc import Iterator
from typing import Any


def walk_upstream(unique_id: str, manifest: Any) -> Iterator[list[str]]:
    """Yield the parents, then theirs, and so on; each node once, at its nearest."""
    seen, level = {unique_id}, [unique_id]
    while level:
        parents = {p for name in level for p in _list_parents(name, manifest)}
        level = sorted(parents - seen)
        seen |= parents
        yield level


def list_upstream(unique_id: str, manifest: Any, kind: str) -> list[str]:
    """All nodes upstream that are of a kind: `seed`, `model` or `source`."""
    levels = walk_upstream(unique_id, manifest)
    return [name for level in levels for name in level if name.startswith(f"{kind}.")]


def _list_parents(unique_id: str, manifest: Any) -> list[str]:
    node = manifest.nodes.get(unique_id) or manifest.unit_tests.get(unique_id)
    # Sources are in neither list, and a seed depends on macros only.
    return list(getattr(getattr(node, "depends_on", None), "nodes", ()))
