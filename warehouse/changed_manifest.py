"""Two of dbt's manifests: what is new, changed or gone, and what stands on it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Content = dict[str, Any]

_PASSING = {
    "created_at",
    "build_path",
    "compiled",
    "compiled_code",
    "compiled_path",
    "extra_ctes",
    "extra_ctes_injected",
    "depends_on",
    "refs",
    "sources",
}
"""What changes with every run, or follows from the rest."""

_KINDS = ("nodes", "unit_tests", "metrics", "semantic_models")


def read_manifest(target: Path) -> Content:
    """The manifest among dbt's artifacts."""
    content: Content = json.loads((target / "manifest.json").read_bytes())
    return content


def list_ids(manifest: Content) -> frozenset[str]:
    """Unique ids of everything that a project is made of."""
    return frozenset(name for kind in _KINDS for name in manifest[kind])


def list_changed(before: Content, after: Content) -> frozenset[str]:
    """What is new or not what it was, macros aside.

    More than dbt's `state:modified` sees: formulas of metrics, new metrics, words and
    tags of tests, seeds and sources.
    """
    return frozenset(
        name
        for kind in (*_KINDS, "sources")
        for name, node in after[kind].items()
        if _drop_passing(node) != _drop_passing(before[kind].get(name, {}))
    )


def list_descendants(ids: Iterable[str], manifest: Any) -> frozenset[str]:
    """These nodes of dbt's own manifest and all that stands on them."""
    manifest.build_parent_and_child_maps()
    found, waiting = set(ids), list(ids)
    while waiting:
        new = set(manifest.child_map.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(found)


def _drop_passing(node: Content) -> Content:
    return {key: value for key, value in node.items() if key not in _PASSING}
