"""What is wrong with a metric's block, found before dbt reads it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.evidence_faults import find_evidence_faults
from warehouse.metric_blocks import Block
from warehouse.metric_inputs import (
    find_measure,
    list_part_inputs,
    list_parts,
    read_list,
    read_mapping,
    read_meta,
    read_window_end,
)
from warehouse.metric_layer import (
    Layer,
    list_dimensions,
    list_unlisted_granularities,
    read_layer,
)
from warehouse.metric_sheet import BY_HAND
from warehouse.metric_sheet_faults import Found, Meta, find_sheet_faults
from warehouse.metric_twins import find_twins
from warehouse.people_faults import find_people_faults

NAME = re.compile(r"[a-z](?:_?[a-z0-9])*")
"""What MetricFlow takes for a name; two underscores part an entity from a dimension."""

_COMPUTED = ("simple", "ratio", "cumulative")
_COMPANIONS = ("provenance_metric", "n_metric")


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


def find_faults(
    metrics: Sequence[Block],
    semantic_models: Sequence[Block],
    models: Sequence[Block] = (),
) -> list[MetricFault]:
    """Every fault of every metric, semantic model and time spine."""
    layer = read_layer(metrics, semantic_models)
    found = [
        MetricFault(block.name, block.file, block.find_line(*path), code, words)
        for block in metrics
        for rule in _RULES
        for path, code, words in rule(block, layer)
    ]
    found += [
        MetricFault(block.name, block.file, line, "repeated_key", {"key": key})
        for block in metrics
        for line, key in block.list_repeated_keys()
    ]
    found += [
        MetricFault(block.name, block.file, block.find_line(*path), code, words)
        for block, path, code, words in (
            *find_twins(metrics),
            *find_evidence_faults(semantic_models),
        )
    ]
    return [*found, *_find_unlisted(models)]


def _check_shape(block: Block, layer: Layer) -> Iterator[Found]:
    """dbt would refuse these as well, but some of them without a line."""
    content = block.content
    if not NAME.fullmatch(block.name):
        yield ("name",), "bad_name", {}
    for key in ("label", "type", "type_params"):
        if not content.get(key):
            yield (key,), "word_missing", {"key": key}
    for path in (("type_params",), ("config",), ("config", "meta")):
        parent, found = content, None
        for key in path:
            parent, found = read_mapping(parent, key), parent.get(key)
        if found is not None and not isinstance(found, dict):
            yield path, "not_mapping_here", {"key": ".".join(path)}


def _check_sheet(block: Block, layer: Layer) -> Iterator[Found]:
    yield from find_sheet_faults(read_meta(block.content))


def _check_formula(block: Block, layer: Layer) -> Iterator[Found]:
    content = block.content
    measure = find_measure(content)
    if measure and measure["name"] and measure["name"] not in layer.models:
        known = ", ".join(sorted(layer.models))
        words = {"name": str(measure["name"]), "known": known}
        yield ("type_params", "measure"), "unknown_measure", words
    kind = content.get("type")
    if not read_meta(block.content):
        return
    if kind and kind not in _COMPUTED:
        words = {"name": str(kind), "known": ", ".join(_COMPUTED)}
        yield ("type",), "unknown_type", words
    elif kind == "ratio" and len(list_parts(content)) < 2:
        yield ("type_params",), "parts_missing", {}
    elif kind != "ratio" and not (measure and measure["name"]):
        yield ("type_params", "measure", "name"), "measure_missing", {}


def _check_companions(block: Block, layer: Layer) -> Iterator[Found]:
    meta = read_meta(block.content)
    own = {model.name for model in layer.find_models(block.name)}
    for key, name in _list_companions(meta):
        path, words = ("config", "meta", key), {"key": key, "name": name}
        models = {model.name for model in layer.find_models(name)}
        if name not in layer.metrics:
            yield path, "unknown_metric", words
        elif key == "n_metric":
            # The people behind a figure may be told by other rows than those counted.
            continue
        elif own and models and own != models and meta.get("dataset") != BY_HAND:
            words |= {"own": ", ".join(sorted(own)), "other": ", ".join(sorted(models))}
            yield path, "other_model", words
    if len(own) > 1:
        yield ("type_params",), "two_models", {"known": ", ".join(sorted(own))}


def _list_companions(meta: Meta) -> Iterator[tuple[str, str]]:
    """Each companion by the key that names it; a key may name several."""
    for key in _COMPANIONS:
        named = meta.get(key)
        for name in named if isinstance(named, list) else [named]:
            if isinstance(name, str) and name:
                yield key, name


def _check_family(block: Block, layer: Layer) -> Iterator[Found]:
    """A block stored under another's name takes its sheet, and adds grains to it."""
    meta = read_meta(block.content)
    if "reports_as" not in meta:
        return
    main = layer.metrics.get(str(meta["reports_as"]))
    path = ("config", "meta", "reports_as")
    words = {"key": "reports_as", "name": str(meta["reports_as"])}
    if main is None:
        yield path, "unknown_metric", words
        return
    if not read_meta(main.content) or "reports_as" in read_meta(main.content):
        yield path, "no_main_metric", words
    others = [b for b in layer.list_family(main.name) if b is not block]
    taken = {str(g) for other in others for g in _list(other, "grains")}
    for grain in sorted(taken & {str(g) for g in _list(block, "grains")}):
        yield ("config", "meta", "grains"), "grain_taken", {"grain": grain}


def _check_dimensions(block: Block, layer: Layer) -> Iterator[Found]:
    declared = _list(block, "dimensions")
    models = layer.find_models(block.name)
    if models and read_meta(block.content).get("dataset") != BY_HAND:
        known = list_dimensions(models[0])
        for name in declared:
            if isinstance(name, str) and name not in known:
                words = {"name": name, "known": ", ".join(sorted(known))}
                yield ("config", "meta", "dimensions"), "unknown_dimension", words
    pairs = [pair for pair in _list(block, "pairs") if isinstance(pair, list)]
    for name in dict.fromkeys(str(name) for pair in pairs for name in pair):
        if name not in declared:
            yield ("config", "meta", "pairs"), "pair_undeclared", {"name": name}


def _check_ratio(block: Block, layer: Layer) -> Iterator[Found]:
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


def _check_cumulative(block: Block, layer: Layer) -> Iterator[Found]:
    """At a coarser grain a cumulative metric takes its period's first value."""
    is_cumulative = block.content.get("type") == "cumulative"
    if is_cumulative and read_window_end(block.content) != "last":
        yield ("type_params",), "first_value_of_period", {}


_RULES: tuple[Callable[[Block, Layer], Iterator[Found]], ...] = (
    _check_shape,
    _check_sheet,
    _check_formula,
    _check_companions,
    _check_family,
    _check_dimensions,
    _check_ratio,
    _check_cumulative,
    find_people_faults,
)


def _find_unlisted(models: Sequence[Block]) -> Iterator[MetricFault]:
    """A custom granularity that no column carries: MetricFlow does not know it."""
    for model in models:
        for name, column in list_unlisted_granularities(model):
            line = model.find_line("time_spine", "custom_granularities")
            words = {"name": name, "column": column}
            code = "granularity_unlisted"
            yield MetricFault(model.name, model.file, line, code, words)


def _list(block: Block, key: str) -> list[Any]:
    return read_list(read_meta(block.content), key)


def _fills_with_zero(content: dict[Any, Any]) -> bool:
    return (find_measure(content) or {}).get("fill_nulls_with") == 0
