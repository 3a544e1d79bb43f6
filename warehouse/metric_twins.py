"""Metrics that claim the same: a name, a label, a place in the order, a target."""

from collections import Counter
from collections.abc import Iterator, Sequence

from warehouse.metric_blocks import Block
from warehouse.metric_inputs import read_meta
from warehouse.metric_sheet import NONE

Claim = tuple[Block, tuple[str, ...], str]
"""A block, the path of the key, and what it claims there."""

Twin = tuple[Block, tuple[str, ...], str, dict[str, str]]
"""A block, the path of the key, the fault's code and what fills in its words."""


def find_twins(metrics: Sequence[Block]) -> Iterator[Twin]:
    """Every block that claims what another one claims as well."""
    names = [(block, ("name",), block.name) for block in metrics if block.name]
    yield from _find_shared(names, "name_taken")
    labels = [
        (b, ("label",), str(b.content["label"]))
        for b in metrics
        if b.content.get("label")
    ]
    yield from _find_shared(labels, "label_taken")
    sheets = [
        (block, read_meta(block.content))
        for block in metrics
        if "code" in read_meta(block.content)
    ]
    places = [
        (b, ("config", "meta", "sort_order"), f"{m['code']}, {m.get('sort_order')}")
        for b, m in sheets
    ]
    yield from _find_shared(places, "place_taken")
    targets = [
        (b, ("config", "meta", "target_key"), str(m["target_key"]))
        for b, m in sheets
        if m.get("target_key") not in (None, NONE)
    ]
    yield from _find_shared(targets, "target_taken")


def _find_shared(claims: Sequence[Claim], code: str) -> Iterator[Twin]:
    counts = Counter(name for _, _, name in claims)
    for block, path, name in claims:
        if counts[name] > 1:
            others = [b.name for b, _, n in claims if n == name and b is not block]
            yield block, path, code, {"name": name, "others": ", ".join(others)}
