"""From sources to pages: what stands on what in a release, by its own manifest."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from warehouse.checksums import Checksum, is_sound
from warehouse.release_info import TestResult
from warehouse.releases import Release

Kind = Literal["source", "seed", "model", "semantic_model", "metric", "exposure"]
KINDS: tuple[Kind, ...] = get_args(Kind)

RESULTS = "source.landed.metric_results"
"""Where every computed metric lands, and later models take it up."""

_MANIFEST = "manifest.json"
_PLACES = ("nodes", "sources", "semantic_models", "metrics", "exposures")


class UnknownNodeError(LookupError):
    """The release's lineage has no node of this name."""


class UnreadableLineageError(ValueError):
    """The release's manifest is missing, damaged, or not understood."""


@dataclass(frozen=True)
class Node:
    """A source, seed, model, semantic model, metric or page of a release.

    `name` is the kind and dbt's name, `metric.trainings_held`; a page is an exposure.
    `unique_id` is dbt's own, empty for a name that several metrics are stored under.
    Titles and texts are in English and Russian where they are declared so, else the
    same in both. `url` is a page's.
    """

    name: str
    kind: Kind
    unique_id: str = ""
    folder: str = ""
    title_en: str = ""
    title_ru: str = ""
    text_en: str = ""
    text_ru: str = ""
    url: str = ""

    @property
    def short_name(self) -> str:
        """The name without its kind."""
        return self.name.split(".", 1)[1]


Layers = tuple[tuple[Node, ...], ...]
"""Nodes by their least number of steps, nearest first; by name within a step."""


@dataclass(frozen=True)
class Lineage:
    """All nodes of a release by name, and the names each one stands on."""

    nodes: Mapping[str, Node]
    parents: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> Node:
        """The node of a name.

        Raises:
            UnknownNodeError: there is none.
        """
        if name not in self.nodes:
            raise UnknownNodeError(name)
        return self.nodes[name]

    def list_upstream(self, name: str) -> Layers:
        """What a node stands on, layer by layer, `metric.trainings_held` for example.

        Raises:
            UnknownNodeError: there is no such node.
        """
        return self._walk(name, self.parents)

    def list_downstream(self, name: str) -> Layers:
        """What stands on a node, layer by layer."""
        return self._walk(name, self.children)

    def _walk(self, name: str, steps: Mapping[str, tuple[str, ...]]) -> Layers:
        self.find(name)
        layers: list[tuple[Node, ...]] = []
        seen, level = {name}, [name]
        while True:
            level = sorted({near for at in level for near in steps.get(at, ())} - seen)
            if not level:
                return tuple(layers)
            seen.update(level)
            layers.append(tuple(self.nodes[near] for near in level))


def read_lineage(release: Release) -> Lineage:
    """The lineage of a release, read once per process.

    Raises:
        UnreadableLineageError: its manifest is missing, damaged, or not understood.
    """
    expected = release.info.checksums.get(_MANIFEST)
    if expected is None:
        raise UnreadableLineageError(f"{release.id}: no {_MANIFEST}")
    return _read(release.path / _MANIFEST, expected)


def list_tests(release: Release, node: Node) -> tuple[TestResult, ...]:
    """The tests of a seed, model or source with what came of them in the release."""
    name = node.name.rsplit(".", 1)[1]
    if node.kind not in ("model", "seed", "source"):
        return ()
    return tuple(t for t in release.info.tests.results if name in t.models)


@lru_cache(maxsize=8)
def _read(path: Path, expected: Checksum) -> Lineage:
    if not is_sound(path, expected):
        raise UnreadableLineageError(str(path))
    try:
        return _build(json.loads(path.read_bytes()))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableLineageError(f"{path}: {error}") from error


def _build(manifest: dict[str, Any]) -> Lineage:
    declared = [
        entry
        for place in _PLACES
        for entry in manifest[place].values()
        if entry["resource_type"] in KINDS
    ]
    nodes = {node.name: node for node in map(_describe, declared)}
    pairs = set(_list_steps(declared, nodes))
    for stored, metric in _list_stored(declared):
        nodes.setdefault(stored, _name_stored(nodes[metric], stored))
        pairs.add((metric, stored))
    return Lineage(nodes, _index(pairs, 1, 0), _index(pairs, 0, 1))


def _list_steps(
    declared: list[dict[str, Any]], nodes: Mapping[str, Node]
) -> Iterator[tuple[str, str]]:
    """Pairs of a node and what stands on it."""
    for entry in declared:
        below = _name(entry["unique_id"])
        for parent in entry.get("depends_on", {}).get("nodes", ()):
            if _name(parent) in nodes:
                yield _name(parent), below
        if _read_meta(entry).get("grains") and RESULTS in nodes:
            yield below, RESULTS


def _list_stored(declared: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Names that a metric's values are stored under, where they are not its own."""
    for entry in declared:
        if stored := _read_meta(entry).get("reports_as"):
            yield f"metric.{stored}", _name(entry["unique_id"])


def _name_stored(metric: Node, stored: str) -> Node:
    return Node(stored, "metric", "", metric.folder, metric.title_en, metric.title_ru)


def _describe(entry: dict[str, Any]) -> Node:
    meta = _read_meta(entry)
    titles = meta.get("names") or {}
    texts = meta.get("definition") or {}
    label = entry.get("label") or ""
    words = " ".join((entry.get("description") or "").split())
    return Node(
        name=_name(entry["unique_id"]),
        kind=entry["resource_type"],
        unique_id=entry["unique_id"],
        folder=str(Path(entry["original_file_path"]).parent.name),
        title_en=titles.get("en", label),
        title_ru=titles.get("ru", label),
        text_en=texts.get("en", words),
        text_ru=texts.get("ru", words),
        url=entry.get("url") or "",
    )


def _read_meta(entry: dict[str, Any]) -> dict[str, Any]:
    return entry.get("config", {}).get("meta") or {}


def _name(unique_id: str) -> str:
    """dbt's id without the project's name: `source.registers.attendance`."""
    kind, _, rest = unique_id.split(".", 2)
    return f"{kind}.{rest}"


def _index(
    pairs: set[tuple[str, str]], at: int, other: int
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for pair in sorted(pairs):
        found.setdefault(pair[at], []).append(pair[other])
    return {name: tuple(names) for name, names in found.items()}
