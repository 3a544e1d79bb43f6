"""The numbers of `mart_metric_value` and `mart_metric_cell`, as built and by hand."""

import time

from benchmarks.facts import find_workspace, read_settings, run_models
from benchmarks.fresh_process import Work
from tests.warehouse.reconciling import (
    formulate,
    group_definitions,
    list_formulations,
    open_facts,
)
from warehouse.evidence import land_evidence
from warehouse.metric_definitions import read_definitions
from warehouse.metric_queries import MetricCompiler
from warehouse.metrics import compute_metrics
from warehouse.transform import LANDED, Transform

BEHIND_METRICS = ["--select", "path:models/intermediate/metrics"]
# The floor, too, reads from dim_indicator which parts add up.
ON_METRICS = [
    "--select",
    f"{LANDED},+mart_metric_value",
    f"{LANDED},+mart_metric_cell",
    f"{LANDED},+dim_indicator",
]


def compute_metric_values(work: Work) -> float:
    """What metrics are read from, MetricFlow for every one, and the marts of them."""
    settings = read_settings(work.room)
    workspace = find_workspace(settings)
    transform = Transform(settings, workspace)
    manifest = transform.parse()
    definitions = read_definitions(settings)
    MetricCompiler(workspace.target / "semantic_manifest.json")
    start = time.perf_counter()
    run_models(transform, [*BEHIND_METRICS, "--exclude", LANDED], manifest)
    compute_metrics(workspace.database, workspace.target, definitions)
    land_evidence(workspace.database, definitions, (), manifest, settings.project_dir)
    run_models(transform, ON_METRICS, manifest)
    return time.perf_counter() - start


def formulate_metric_values(work: Work) -> float:
    """The reconciliation's SQL for the same numbers, with DuckDB alone."""
    settings = read_settings(work.room)
    metrics = group_definitions(read_definitions(settings))
    config = {"threads": settings.threads, "memory_limit": settings.memory_limit}
    start = time.perf_counter()
    with open_facts(find_workspace(settings).database, config) as facts:
        for metric, text in list_formulations().items():
            formulate(facts, text, metrics[metric])
    return time.perf_counter() - start
