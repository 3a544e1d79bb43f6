"""Two of dbt's manifests: what is new, changed or gone, and what stands on it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Content = dict[str, Any]

_KINDS = ("nodes", "unit_tests", "metrics", "semantic_models")


def read_manifest(target: Path) -> Content:
    """The manifest among dbt's artifacts."""
    content: Content = json.loads((target / "manifest.json").read_bytes())
    return content


def list_ids(manifest: Content) -> frozenset[str]:
    """Unique ids of everything that a project is made of."""
    return frozenset(name for kind in _KINDS for name in manifest[kind])


def list_changed_metrics(before: Content, after: Content) -> list[str]:
    """New and changed metrics, whose formulas dbt's `state:modified` does not see."""
    return [
        name
        for kind in ("metrics", "semantic_models")
        for name, node in after[kind].items()
        if _drop_time(node) != _drop_time(before[kind].get(name, {}))
    ]


def list_descendants(ids: Iterable[str], manifest: Any) -> frozenset[str]:
    """These nodes of dbt's own manifest and all that stands on them."""
    manifest.build_parent_and_child_maps()
    found, waiting = set(ids), list(ids)
    while waiting:
        new = set(manifest.child_map.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(found)


def _drop_time(node: Content) -> Content:
    return {key: value for key, value in node.items() if key != "created_at"}
