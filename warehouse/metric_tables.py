"""What the metrics say about themselves, as tables for dbt's second pass."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_sheet import (
    LANGUAGES,
    NONE,
    NOT_PUBLISHED,
    PIRS_FIELDS,
    USUAL_DEVIATION,
    Deviation,
)

_DEFINITIONS = {
    "metric": pl.String,
    "indicator_code": pl.String,
    "result_id": pl.String,
    "name_en": pl.String,
    "name_ru": pl.String,
    "definition_en": pl.String,
    "definition_ru": pl.String,
    "counting_rule_en": pl.String,
    "counting_rule_ru": pl.String,
    "unit_code": pl.String,
    "unit_en": pl.String,
    "unit_ru": pl.String,
    "data_type": pl.String,
    "indicator_type": pl.String,
    "direction": pl.String,
    "percent_met_form": pl.String,
    "target_key": pl.String,
    "deviation_threshold": pl.Float64,
    "deviation_is_points": pl.Boolean,
    "rollup_time": pl.String,
    "rollup_place": pl.String,
    "rollup_disaggregates": pl.String,
    "suppression_class": pl.String,
    "dataset": pl.String,
    "is_reported_by_hand": pl.Boolean,
    "sort_order": pl.Int32,
    "metric_yaml": pl.String,
    "yaml_file": pl.String,
    "yaml_line": pl.Int32,
}
_SLOTS = {
    "metric": pl.String,
    "scope": pl.String,
    "grain": pl.String,
    "dataset": pl.String,
    "is_count": pl.Boolean,
    "needs_identity": pl.Boolean,
}
_SHEETS = {
    "metric": pl.String,
    "scope": pl.String,
    "field": pl.String,
    "sort_order": pl.Int32,
    "text_en": pl.String,
    "text_ru": pl.String,
    "state": pl.String,
}


def tabulate_definitions(
    definitions: Sequence[MetricDefinition], project_dir: Path
) -> pl.DataFrame:
    """One row per metric, with its code, words, unit, rules and own YAML."""
    rows = [_describe(d, project_dir) for d in _mains(definitions)]
    return pl.DataFrame(rows, schema=_DEFINITIONS)


def tabulate_slots(definitions: Sequence[MetricDefinition]) -> pl.DataFrame:
    """One row per metric, scope and grain that the metric declares."""
    rows = [
        {
            "metric": d.reports_as,
            "scope": scope,
            "grain": grain,
            "dataset": d.meta["dataset"],
            "is_count": d.meta["is_count"],
            "needs_identity": d.meta.get("needs_identity", False),
        }
        for d in definitions
        for scope in d.meta["scopes"]
        for grain in d.grains
    ]
    return pl.DataFrame(rows, schema=_SLOTS)


def tabulate_sheets(definitions: Sequence[MetricDefinition]) -> pl.DataFrame:
    """One row per metric, scope and field of the reference sheet that words fill."""
    rows = [
        _describe_field(d, scope, order, name)
        for d in _mains(definitions)
        for scope in d.meta["scopes"]
        for order, name in enumerate(PIRS_FIELDS, start=1)
    ]
    return pl.DataFrame(rows, schema=_SHEETS)


def _mains(definitions: Iterable[MetricDefinition]) -> list[MetricDefinition]:
    return [d for d in definitions if d.reports_as == d.name]


def _describe_field(
    definition: MetricDefinition, scope: str, order: int, name: str
) -> dict[str, object]:
    own = definition.meta.get("pirs_by_scope", {}).get(scope, {})
    value = own.get(name, definition.meta["pirs"][name])
    is_known = value != NOT_PUBLISHED
    texts = {f"text_{x}": value[x] if is_known else None for x in LANGUAGES}
    return {
        "metric": definition.name,
        "scope": scope,
        "field": name,
        "sort_order": order,
        "state": "value" if is_known else NOT_PUBLISHED,
        **texts,
    }


def _describe(definition: MetricDefinition, project_dir: Path) -> dict[str, object]:
    meta = definition.meta
    return {
        "metric": definition.name,
        "indicator_code": meta["code"],
        "result_id": meta.get("result"),
        "unit_code": meta["unit"]["code"],
        "data_type": meta["data_type"],
        "indicator_type": meta["type"],
        "direction": meta["direction"],
        "percent_met_form": meta["percent_met"],
        "target_key": None if meta["target_key"] == NONE else meta["target_key"],
        "suppression_class": meta["suppression_class"],
        "dataset": meta["dataset"],
        "is_reported_by_hand": definition.is_reported_by_hand,
        "sort_order": meta["sort_order"],
        "metric_yaml": definition.block,
        "yaml_file": definition.file.relative_to(project_dir).as_posix(),
        "yaml_line": definition.line,
        **_describe_words(meta),
        **describe_deviation(meta),
        **{f"rollup_{way}": rule for way, rule in meta["rollup"].items()},
    }


def _describe_words(meta: dict[str, Any]) -> dict[str, str]:
    columns = {
        "name": "names",
        "definition": "definition",
        "counting_rule": "counting_rule",
        "unit": "unit",
    }
    return {
        f"{column}_{language}": meta[key][language]
        for column, key in columns.items()
        for language in LANGUAGES
    }


def describe_deviation(meta: dict[str, Any]) -> dict[str, object]:
    """From what distance to its target a result asks for a narrative, with the unit."""
    written = meta.get("deviation")
    rule = Deviation.model_validate(written) if written else USUAL_DEVIATION
    return {
        "deviation_threshold": rule.threshold,
        "deviation_is_points": rule.unit == "points",
    }
