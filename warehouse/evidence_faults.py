"""Semantic models that do not say which things their rows are about."""

from collections.abc import Iterator, Sequence

from warehouse.metric_blocks import Block
from warehouse.metric_inputs import read_mapping, read_meta

Fault = tuple[Block, tuple[str, ...], str, dict[str, str]]
"""A block, the path of the key, the fault's code and what fills in its words."""

_PATH = ("config", "meta", "evidence")
_NEEDED = ("kind", "key")
_KNOWN = (*_NEEDED, "model", "has_members")


def find_evidence_faults(semantic_models: Sequence[Block]) -> Iterator[Fault]:
    """Every semantic model whose figures could not be followed to what was counted."""
    for block in semantic_models:
        evidence = read_mapping(read_meta(block.content), "evidence")
        for key in _NEEDED:
            if not isinstance(evidence.get(key), str) or not evidence[key]:
                yield block, _PATH, "evidence_missing", {"key": key}
        for key in evidence.keys() - set(_KNOWN):
            words = {"key": str(key), "known": ", ".join(_KNOWN)}
            yield block, (*_PATH, str(key)), "evidence_unknown_key", words
