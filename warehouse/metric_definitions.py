"""Metrics as the dbt project declares them: which to compute, and how they read."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_Fault = tuple[str, dict[str, str]]
"""A fault's code and what fills in its words."""

GRAINS = ("month", "quarter", "year", "fiscal_quarter", "fiscal_year", "programme")
_REQUIRED = (
    "code",
    "sort_order",
    "names",
    "definition",
    "counting_rule",
    "unit",
    "type",
    "direction",
    "rollup",
    "suppression_class",
    "scopes",
    "dataset",
    "grains",
    "is_count",
    "provenance_metric",
)


@dataclass(frozen=True)
class MetricDefinition:
    """One metric that declares grains.

    `name` is MetricFlow's; `reports_as` is the name its values are stored under (two
    metrics may share one, each for grains of its own). `parts` are the numerator and
    denominator of a ratio, or empty.
    """

    name: str
    reports_as: str
    meta: dict[str, Any]
    parts: tuple[str, ...]
    file: Path
    line: int
    block: str

    @property
    def grains(self) -> tuple[str, ...]:
        """Grains the metric is computed for."""
        return tuple(self.meta["grains"])

    @property
    def splits(self) -> tuple[tuple[str, ...], ...]:
        """No dimension, each declared dimension, each declared pair."""
        singles = [(dimension,) for dimension in self.meta.get("dimensions", [])]
        pairs = [tuple(pair) for pair in self.meta.get("pairs", [])]
        return ((), *singles, *pairs)


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


class FaultyMetricsError(ValueError):
    """The semantic layer holds blocks that would compute wrong numbers."""

    def __init__(self, faults: list[MetricFault]) -> None:
        self.faults = faults
        lines = [
            f"{f.file}:{f.line}: {f.metric}: {f.code} {f.parameters}" for f in faults
        ]
        super().__init__("\n".join(lines))


def read_definitions(manifest_file: Path, dbt_dir: Path) -> list[MetricDefinition]:
    """Read the metrics that declare grains from dbt's manifest, by sort order.

    Raises:
        FaultyMetricsError: naming each faulty block by file and line.
    """
    nodes = json.loads(manifest_file.read_text(encoding="utf-8"))["metrics"].values()
    found = {node["name"]: (node, *_find_block(node, dbt_dir)) for node in nodes}
    faults = [fault for entry in found.values() for fault in _find_faults(entry, found)]
    if faults:
        raise FaultyMetricsError(faults)
    declared = [_read_definition(*entry) for entry in found.values() if _meta(entry[0])]
    return sorted(declared, key=lambda d: (d.meta["sort_order"], d.name))


def _meta(node: dict[str, Any]) -> dict[str, Any]:
    meta: dict[str, Any] = node["config"].get("meta") or {}
    return meta if "grains" in meta else {}


def _parts(node: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    params = node["type_params"]
    inputs = (params.get("numerator"), params.get("denominator"))
    return tuple(part for part in inputs if part)


def _read_definition(
    node: dict[str, Any], file: Path, line: int, block: str
) -> MetricDefinition:
    meta = _meta(node)
    return MetricDefinition(
        name=node["name"],
        reports_as=meta.get("reports_as", node["name"]),
        meta=meta,
        parts=tuple(part["name"] for part in _parts(node)),
        file=file,
        line=line,
        block=block,
    )


def _find_block(node: dict[str, Any], dbt_dir: Path) -> tuple[Path, int, str]:
    """Return the metric's file, its line (from 1) and the YAML of its block."""
    file = dbt_dir / node["original_file_path"]
    text = file.read_text(encoding="utf-8")
    for block in _list_blocks(text):
        if {key.value: value.value for key, value in block.value}.get("name") == (
            node["name"]
        ):
            start, end = block.start_mark.line, block.end_mark.line
            return file, start + 1, "\n".join(text.splitlines()[start:end]).rstrip()
    raise LookupError(f"{file} holds no block of metric {node['name']}")


def _list_blocks(text: str) -> list[Any]:
    """Return the nodes under `metrics:` of a properties file."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    return [
        block
        for key, value in root.value
        if key.value == "metrics"
        for block in value.value
    ]


def _find_faults(
    entry: tuple[dict[str, Any], Path, int, str], found: dict[str, Any]
) -> list[MetricFault]:
    node, file, line, _ = entry
    rules = [*_faults_of_sheet(node, found), *_faults_of_ratio(node, found)]
    rules += _faults_of_cumulative(node)
    return [
        MetricFault(node["name"], file, line, code, parameters)
        for code, parameters in rules
    ]


def _faults_of_sheet(node: dict[str, Any], found: dict[str, Any]) -> list[_Fault]:
    meta = _meta(node)
    if not meta:
        return []
    rules: list[_Fault] = [
        ("key_missing", {"key": key}) for key in _REQUIRED if key not in meta
    ]
    unknown = sorted(set(meta["grains"]) - set(GRAINS))
    known = ", ".join(GRAINS)
    rules += [("unknown_grain", {"grain": name, "known": known}) for name in unknown]
    companions = ("provenance_metric", "n_metric")
    named = {key: meta[key] for key in companions if key in meta}
    rules += [
        ("unknown_metric", {"key": key, "name": name})
        for key, name in named.items()
        if name not in found
    ]
    if len(meta.get("pairs", [])) > 4:
        rules.append(("too_many_pairs", {}))
    return rules


def _faults_of_ratio(node: dict[str, Any], found: dict[str, Any]) -> list[_Fault]:
    """A ratio's inline filter gives 1; a numerator without rows gives no value."""
    parts = _parts(node)
    rules: list[_Fault] = [
        ("filter_ignored", {"name": part["name"]})
        for part in parts
        if part.get("filter")
    ]
    if parts and not _fills_with_zero(found[parts[0]["name"]][0]):
        rules.append(("numerator_unfilled", {"name": parts[0]["name"]}))
    return rules


def _fills_with_zero(node: dict[str, Any]) -> bool:
    measure = node["type_params"].get("measure") or {}
    return measure.get("fill_nulls_with") == 0


def _faults_of_cumulative(node: dict[str, Any]) -> list[_Fault]:
    """At a coarser grain a cumulative metric takes its period's first value."""
    params = node["type_params"].get("cumulative_type_params") or {}
    if node["type"] == "cumulative" and params.get("period_agg") != "last":
        return [("first_value_of_period", {})]
    return []
