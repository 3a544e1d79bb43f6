"""SQL of a metric at a grain, compiled by MetricFlow inside this process."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metricflow.engine.metricflow_engine import MetricFlowEngine


@dataclass(frozen=True)
class MetricQuery:
    """One compiled query and the columns in which it answers."""

    sql: str
    scope_column: str
    period_column: str | None
    member_columns: tuple[str, ...]


class MetricCompiler:
    """MetricFlow's engine over one semantic manifest; it compiles and runs nothing.

    Importing MetricFlow takes seconds on a cold start, so it happens here and not at
    the head of the file.
    """

    def __init__(self, semantic_manifest_file: Path) -> None:
        from metricflow_semantics.model.dbt_manifest_parser import (
            parse_manifest_from_dbt_generated_manifest as parse_manifest,
        )

        text = semantic_manifest_file.read_text(encoding="utf-8")
        manifest = parse_manifest(text)
        self._engine = _make_engine(manifest)
        self._entities = {
            metric.name: _find_entity(manifest, metric.name)
            for metric in manifest.metrics
        }

    def compile_query(
        self, metrics: list[str], grain: str, dimensions: tuple[str, ...]
    ) -> MetricQuery:
        """Compile metrics that share a semantic model, by scope, period and members.

        At grain `programme` the query has no period. Columns of values are named like
        their metrics.
        """
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

        entity = self._entities[metrics[0]]
        period = None if grain == "programme" else f"metric_time__{grain}"
        members = tuple(f"{entity}__{dimension}" for dimension in dimensions)
        columns = [f"{entity}__scope", *([period] if period else []), *members]
        request = MetricFlowQueryRequest.create(
            metric_names=metrics, group_by_names=columns
        )
        sql = self._engine.explain(request).sql_statement.sql
        return MetricQuery(sql, columns[0], period, members)


def _make_engine(manifest: object) -> "MetricFlowEngine":
    from metricflow.engine.metricflow_engine import MetricFlowEngine
    from metricflow.protocols.sql_client import SqlEngine
    from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
    from metricflow_semantics.model.semantic_manifest_lookup import (
        SemanticManifestLookup,
    )

    class CompileOnlyClient:
        """All that compiling asks of a SQL client."""

        sql_engine_type = SqlEngine.DUCKDB
        sql_plan_renderer = DuckDbSqlPlanRenderer()

    return MetricFlowEngine(SemanticManifestLookup(manifest), CompileOnlyClient())


def _find_entity(manifest: object, name: str) -> str:
    """Return the primary entity of the semantic model behind a metric."""
    metrics = {metric.name: metric for metric in manifest.metrics}  # type: ignore[attr-defined]
    metric = metrics[name]
    while metric.type_params.measure is None:
        metric = metrics[metric.type_params.numerator.name]
    wanted = metric.type_params.measure.name
    for model in manifest.semantic_models:  # type: ignore[attr-defined]
        if any(measure.name == wanted for measure in model.measures):
            return str(
                next(e.name for e in model.entities if e.type.value == "primary")
            )
    raise LookupError(f"No semantic model has the measure {wanted} of metric {name}")
