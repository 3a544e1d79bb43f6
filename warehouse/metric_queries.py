"""SQL of a metric at a grain, compiled by MetricFlow inside this process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from metricflow.engine.metricflow_engine import MetricFlowEngine


class UncomputableMetricError(ValueError):
    """A metric's SQL asks for what its semantic model's rows do not have or are not."""

    def __init__(self, metric: str, problem: str) -> None:
        self.metric = metric
        super().__init__(f"{metric}: {problem}")


@dataclass(frozen=True)
class MetricQuery:
    """One compiled query and the columns in which it answers."""

    sql: str
    entity_column: str
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
        self._models = {
            metric.name: _find_model(manifest, metric.name)
            for metric in manifest.metrics
        }

    def compile_query(
        self, metrics: list[str], grain: str, dimensions: tuple[str, ...]
    ) -> MetricQuery:
        """Compile metrics that share a semantic model, by scope, period and members.

        At grain `programme` the query has no period. Columns of values are named like
        their metrics.
        """
        period = None if grain == "programme" else f"metric_time__{grain}"
        return self._compile(metrics, period, dimensions, is_by_entity=False)

    def compile_evidence(self, metric: str, dimensions: tuple[str, ...]) -> MetricQuery:
        """Compile one metric by scope, thing behind it, day and members."""
        period = "metric_time__day"
        return self._compile([metric], period, dimensions, is_by_entity=True)

    def describe_evidence(self, metric: str) -> dict[str, Any]:
        """What the metric's semantic model says of the things behind it."""
        evidence: dict[str, Any] = self._models[metric].config.meta["evidence"]
        return evidence

    def _compile(
        self,
        metrics: list[str],
        period: str | None,
        dimensions: tuple[str, ...],
        *,
        is_by_entity: bool,
    ) -> MetricQuery:
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

        entity = _name_entity(self._models[metrics[0]])
        scope = f"{entity}__scope"
        members = tuple(f"{entity}__{dimension}" for dimension in dimensions)
        things = [entity] if is_by_entity else []
        columns = [*things, scope, *([period] if period else []), *members]
        request = MetricFlowQueryRequest.create(
            metric_names=metrics, group_by_names=columns
        )
        sql = self._engine.explain(request).sql_statement.sql
        return MetricQuery(sql, entity, scope, period, members)


def land_query(
    connection: duckdb.DuckDBPyConnection,
    metric: str,
    sql: str,
    values: Sequence[object],
) -> None:
    """Run a metric's insert.

    Raises:
        UncomputableMetricError: there is no such column, or what it has is no number.
    """
    try:
        connection.execute(sql, values)
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        raise UncomputableMetricError(metric, str(error)) from error


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


def _find_model(manifest: Any, name: str) -> Any:
    """The semantic model behind a metric; of a ratio that of its numerator."""
    metrics = {metric.name: metric for metric in manifest.metrics}
    metric = metrics[name]
    while metric.type_params.measure is None:
        metric = metrics[metric.type_params.numerator.name]
    wanted = metric.type_params.measure.name
    for model in manifest.semantic_models:
        if any(measure.name == wanted for measure in model.measures):
            return model
    raise LookupError(f"No semantic model has the measure {wanted} of metric {name}")


def _name_entity(model: Any) -> str:
    """The primary entity of a semantic model."""
    entities = (e.name for e in model.entities if e.type.value == "primary")
    return str(next(entities))
