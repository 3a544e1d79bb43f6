"""The SQL of a whole build, written down so that DuckDB can run it alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb

from warehouse.definition_changes import land_definition_changes
from warehouse.evidence import land_evidence
from warehouse.inputs import link_registers
from warehouse.metric_definitions import read_definitions
from warehouse.metric_evidence import land_metric_evidence
from warehouse.metrics import compute_metrics
from warehouse.settings import Settings
from warehouse.transform import LANDED, Transform
from warehouse.workspace import Workspace, open_workspace

Statement = dict[str, Any]
"""`sql` and its `parameters`."""

METRICS_MODULE = "warehouse.metrics.duckdb.connect"


def record_build(settings: Settings) -> tuple[list[Statement], Path]:
    """Build once and return every statement in order, and the finished build file.

    Seeds are read from their files, models and tests as dbt compiled them, metrics as
    MetricFlow did. What the build lands from memory is copied from the build file.
    """
    workspace = open_workspace(settings)
    link_registers(settings, workspace, "demo")
    transform = Transform(settings, workspace)
    manifest = transform.parse()
    nodes = transform.build(["--exclude", LANDED], manifest, _ignore)
    facts = _read_nodes(workspace, settings)
    definitions = read_definitions(settings)
    with _hear_metrics() as metrics:
        compute_metrics(workspace.database, workspace.target, definitions)
    land_evidence(
        workspace.database, definitions, nodes, manifest, settings.project_dir
    )
    land_metric_evidence(workspace.database, workspace.target, definitions)
    land_definition_changes(workspace.database, workspace.target, "demo", settings)
    transform.build(["--select", LANDED], manifest, _ignore)
    results = _read_nodes(workspace, settings)
    schemas = [_create_schema(name) for name in _list_schemas(workspace.database)]
    return [*schemas, *facts, *metrics, *results], workspace.database


def _read_nodes(workspace: Workspace, settings: Settings) -> list[Statement]:
    run = json.loads((workspace.target / "run_results.json").read_text("utf-8"))
    manifest = json.loads((workspace.target / "manifest.json").read_text("utf-8"))
    nodes = manifest["nodes"] | manifest.get("unit_tests", {})
    statements = []
    for result in run["results"]:
        node = nodes.get(result["unique_id"])
        sql = _write_sql(node, result, settings) if node else None
        if sql:
            statements.append({"sql": sql, "parameters": None})
    return statements


def _write_sql(
    node: dict[str, Any], result: dict[str, Any], settings: Settings
) -> str | None:
    """The statement of one node; None for what is no single query (unit tests)."""
    relation, code = node.get("relation_name"), result.get("compiled_code")
    kind = node["resource_type"]
    if kind == "seed":
        file = settings.project_dir / node["original_file_path"]
        types = json.dumps(node["config"]["column_types"]).replace('"', "'")
        read = f"read_csv('{file}', header = true, types = {types})"
        return f"create table {relation} as from {read}"
    if kind == "test" and code:
        return f"select count(*) from ({code}\n)"
    if kind == "model" and code:
        form = "view" if node["config"]["materialized"] == "view" else "table"
        return f"create {form} {relation} as (\n{code}\n)"
    return None


class _Recorder:
    """A connection that writes down what it runs."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, heard: list[Statement]
    ) -> None:
        self._connection = connection
        self._heard = heard

    def __enter__(self) -> "_Recorder":
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, parameters: Any = None) -> Any:
        """Run a statement and remember it; frames in memory become copies."""
        if sql.endswith("as from declared"):
            table = sql.split()[4]
            copy = f"create or replace table {table} as from recorded.{table}"
            self._heard.append({"sql": copy, "parameters": None})
        else:
            self._heard.append({"sql": sql, "parameters": parameters})
        return self._connection.execute(sql, parameters)


@contextmanager
def _hear_metrics() -> Iterator[list[Statement]]:
    heard: list[Statement] = []
    connect = duckdb.connect
    with patch(METRICS_MODULE, lambda path: _Recorder(connect(path), heard)):
        yield heard


def _list_schemas(database: Path) -> list[str]:
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select distinct schema_name from duckdb_tables() union "
            "select distinct schema_name from duckdb_views() where not internal"
        ).fetchall()
    return sorted(name for (name,) in rows)


def _create_schema(name: str) -> Statement:
    return {"sql": f"create schema if not exists {name}", "parameters": None}


def _ignore(done: int, total: int, name: str) -> None:
    """Take no notice of progress."""
