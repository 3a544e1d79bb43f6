"""What is wrong with a metric's block, found before dbt reads it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.metric_blocks import Block
from warehouse.metric_inputs import (
    find_measure,
    list_part_inputs,
    list_parts,
    read_meta,
    read_window_end,
)
from warehouse.metric_sheet_faults import Found, find_sheet_faults

BY_HAND = "indicator_values"
"""The dataset of results that somebody reports: no formula computes them."""

PAIRS_AT_MOST = 4


@dataclass(frozen=True)
class MetricFault:
    """A fault in a metric's block: where it stands and which rule it breaks.

    `code` and `parameters` make the message in the reader's language (catalogue key
    `metric_fault.<code>`).
    """

    metric: str
    file: Path
    line: int
    code: str
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Layer:
    """Metrics by name; the dimensions of each measure's semantic model."""

    metrics: dict[str, Block]
    dimensions: dict[str, set[str]]

    def find_measure(self, block: Block) -> str | None:
        """The measure behind a metric, through a ratio's numerator."""
        parts = list_parts(block.content)
        if parts:
            numerator = self.metrics.get(parts[0])
            return self.find_measure(numerator) if numerator else None
        measure = find_measure(block.content)
        return str(measure["name"]) if measure else None


def find_faults(
    metrics: Sequence[Block], semantic_models: Sequence[Block]
) -> list[MetricFault]:
    """Every fault of every metric block, in the order of the files."""
    layer = _Layer({m.name: m for m in metrics}, _list_dimensions(semantic_models))
    return [
        MetricFault(block.name, block.file, block.find_line(*path), code, words)
        for block in metrics
        for rule in _RULES
        for path, code, words in rule(block, layer)
    ]


def _list_dimensions(semantic_models: Sequence[Block]) -> dict[str, set[str]]:
    return {
        measure["name"]: {d["name"] for d in model.content.get("dimensions", [])}
        for model in semantic_models
        for measure in model.content.get("measures", [])
    }


def _check_sheet(block: Block, layer: _Layer) -> Iterator[Found]:
    yield from find_sheet_faults(read_meta(block.content))


def _check_measure(block: Block, layer: _Layer) -> Iterator[Found]:
    measure = find_measure(block.content)
    if measure and measure["name"] not in layer.dimensions:
        known = ", ".join(sorted(layer.dimensions))
        words = {"name": str(measure["name"]), "known": known}
        yield ("type_params", "measure"), "unknown_measure", words


def _check_companions(block: Block, layer: _Layer) -> Iterator[Found]:
    meta = read_meta(block.content)
    for key in ("provenance_metric", "n_metric", "reports_as"):
        if key in meta and meta[key] not in layer.metrics:
            words = {"key": key, "name": str(meta[key])}
            yield ("config", "meta", key), "unknown_metric", words


def _check_dimensions(block: Block, layer: _Layer) -> Iterator[Found]:
    meta = read_meta(block.content)
    declared = meta.get("dimensions", [])
    measure = layer.find_measure(block)
    known = layer.dimensions.get(measure or "")
    if known is not None and meta.get("dataset") != BY_HAND:
        for name in sorted(set(declared) - known):
            words = {"name": name, "known": ", ".join(sorted(known))}
            yield ("config", "meta", "dimensions"), "unknown_dimension", words
    for name in sorted({n for pair in meta.get("pairs", []) for n in pair}):
        if name not in declared:
            yield ("config", "meta", "pairs"), "pair_undeclared", {"name": name}
    if len(meta.get("pairs", [])) > PAIRS_AT_MOST:
        yield ("config", "meta", "pairs"), "too_many_pairs", {}


def _check_ratio(block: Block, layer: _Layer) -> Iterator[Found]:
    """A ratio's inline filter gives 1; a numerator without rows gives no value."""
    for part in list_part_inputs(block.content):
        name = str(part["name"])
        if part.get("filter"):
            yield ("type_params",), "filter_ignored", {"name": name}
        if name not in layer.metrics:
            yield ("type_params",), "unknown_part", {"name": name}
    for name in list_parts(block.content)[:1]:
        if name in layer.metrics and not _fills_with_zero(layer.metrics[name].content):
            yield ("type_params", "numerator"), "numerator_unfilled", {"name": name}


def _fills_with_zero(content: dict[str, Any]) -> bool:
    return (find_measure(content) or {}).get("fill_nulls_with") == 0


def _check_cumulative(block: Block, layer: _Layer) -> Iterator[Found]:
    """At a coarser grain a cumulative metric takes its period's first value."""
    is_cumulative = block.content.get("type") == "cumulative"
    if is_cumulative and read_window_end(block.content) != "last":
        yield ("type_params",), "first_value_of_period", {}


_RULES: tuple[Callable[[Block, _Layer], Iterator[Found]], ...] = (
    _check_sheet,
    _check_measure,
    _check_companions,
    _check_dimensions,
    _check_ratio,
    _check_cumulative,
)
