"""What stands behind the metrics, for dbt's second pass: words, tests, models."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.dbt_tests import KINDS, find_subject
from warehouse.landed import land_tables
from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_tables import (
    tabulate_definitions,
    tabulate_sheets,
    tabulate_slots,
)
from warehouse.transform import NodeOutcome

_TESTS = {
    "test": pl.String,
    "model": pl.String,
    "column_name": pl.String,
    "kind": pl.String,
    "description": pl.String,
    "status": pl.String,
    "failures": pl.Int64,
}
_SOURCES = {"metric": pl.String, "model": pl.String}


def land_evidence(
    build_file: Path,
    definitions: Sequence[MetricDefinition],
    nodes: Iterable[NodeOutcome],
    manifest: Any,
    project_dir: Path,
) -> None:
    """Land the metrics' own words, the models behind them and what tests said so far.

    `nodes` are the outcomes of the first pass, `manifest` is dbt's own. Nobody else may
    hold the build file open.
    """
    manifest.build_parent_and_child_maps()
    frames = {
        "metric_definitions": tabulate_definitions(definitions, project_dir),
        "metric_slots": tabulate_slots(definitions),
        "metric_sheets": tabulate_sheets(definitions),
        "metric_sources": tabulate_sources(definitions, manifest),
        "test_results": tabulate_tests(nodes, manifest),
    }
    land_tables(build_file, frames)


def tabulate_sources(
    definitions: Sequence[MetricDefinition], manifest: Any
) -> pl.DataFrame:
    """One row per metric and model, source or seed that its figures rest on."""
    by_name = {metric.name: metric for metric in manifest.metrics.values()}
    rows = {
        (definition.reports_as, name)
        for definition in definitions
        for name in _list_ancestors(by_name[definition.name].unique_id, manifest)
    }
    return pl.DataFrame(sorted(rows), schema=_SOURCES, orient="row")


def tabulate_tests(nodes: Iterable[NodeOutcome], manifest: Any) -> pl.DataFrame:
    """One row per test that has run and model that it looks at."""
    found = [
        (node, find_subject(node, manifest)) for node in nodes if node.kind in KINDS
    ]
    rows = [
        {
            "test": node.name,
            "model": model,
            "column_name": subject.column,
            "kind": subject.kind,
            "description": subject.description,
            "status": node.status,
            "failures": node.failures,
        }
        for node, subject in found
        for model in subject.models
    ]
    return pl.DataFrame(rows, schema=_TESTS)


def _list_ancestors(unique_id: str, manifest: Any) -> Iterator[str]:
    """Names of the models, seeds and sources upstream of a metric, each once."""
    seen: set[str] = set()
    waiting = [unique_id]
    while waiting:
        current = waiting.pop()
        for parent in manifest.parent_map.get(current, []):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    for parent in sorted(seen):
        if parent.split(".", 1)[0] in ("model", "seed", "source"):
            yield parent.rsplit(".", 1)[1]
