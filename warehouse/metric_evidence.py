"""The things behind every metric, so that a figure can be followed to its rows.

A metric is compiled once more by what its semantic model names as evidence
(`config.meta.evidence`: an event, a document, a project), a row for each and day.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_queries import MetricCompiler, MetricQuery, land_query

_TABLE = """
create schema if not exists landed;
create or replace table landed.metric_evidence (
    metric text not null, scope text not null, grain text, evidence_date date,
    dimension text not null, member text not null,
    evidence_kind text not null, evidence_id text not null,
    part text not null, amount double not null
);
"""

Content = dict[str, Any]


def land_metric_evidence(
    build_file: Path, target_dir: Path, definitions: Sequence[MetricDefinition]
) -> None:
    """Land what stands behind each metric, by its own formula.

    One row per metric, scope, day, thing, member of a dimension that the thing has, and
    part of the figure (`value`, or `numerator` and `denominator`). Needs what
    `compute_metrics` needs. Results by hand are rows already and have no query.
    """
    manifest = json.loads((target_dir / "semantic_manifest.json").read_bytes())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "semantic_manifest.json"
        path.write_text(json.dumps(open_manifest(manifest)), "utf-8")
        compiler = MetricCompiler(path)
    grains = _list_grains(definitions)
    with duckdb.connect(str(build_file)) as connection:
        connection.execute(_TABLE)
        for definition in definitions:
            if not definition.is_reported_by_hand:
                _land(connection, compiler, definition, grains[definition.name])


def _list_grains(
    definitions: Sequence[MetricDefinition],
) -> dict[str, Sequence[str | None]]:
    """By MetricFlow's name: none where the same rows stand behind every grain."""
    names = Counter(definition.reports_as for definition in definitions)
    return {
        d.name: d.grains if names[d.reports_as] > 1 else (None,) for d in definitions
    }


def open_manifest(manifest: Content) -> Content:
    """A semantic manifest whose metrics give what happened, thing by thing.

    Each semantic model is read from the rows its evidence names, by the key of the
    thing. A figure of what stands at a period's end becomes the changes that it adds
    up, and a gap stays a gap.
    """
    return {
        **manifest,
        "semantic_models": [_open_model(m) for m in manifest["semantic_models"]],
        "metrics": [_open_metric(m) for m in manifest["metrics"]],
    }


def _open_model(model: Content) -> Content:
    evidence = model["config"]["meta"]["evidence"]
    relation = model["node_relation"]
    if other := evidence.get("model"):
        name = relation["relation_name"].replace(relation["alias"], other)
        relation = {**relation, "alias": other, "relation_name": name}
    entities = [
        {**entity, "expr": evidence["key"]} if entity["type"] == "primary" else entity
        for entity in model["entities"]
    ]
    return {**model, "node_relation": relation, "entities": entities}


def _open_metric(metric: Content) -> Content:
    parameters = {
        key: value
        for key, value in metric["type_params"].items()
        if key != "cumulative_type_params"
    }
    if measure := parameters.get("measure"):
        parameters["measure"] = {**measure, "fill_nulls_with": None}
    kind = "simple" if metric["type"] == "cumulative" else metric["type"]
    return {**metric, "type": kind, "type_params": parameters}


def _land(
    connection: duckdb.DuckDBPyConnection,
    compiler: MetricCompiler,
    definition: MetricDefinition,
    grains: Sequence[str | None],
) -> None:
    evidence = compiler.describe_evidence(definition.name)
    parts = dict(zip(("numerator", "denominator"), definition.parts, strict=False))
    for part, name in (parts or {"value": definition.name}).items():
        for split in _list_splits(definition, evidence):
            query = compiler.compile_evidence(name, split)
            place = [definition.reports_as, *(split or ["total"]), evidence["kind"]]
            for grain in grains:
                values = [*place, grain, part]
                land_query(connection, definition.name, _insert(query, name), values)


def _list_splits(
    definition: MetricDefinition, evidence: Content
) -> Iterator[tuple[str, ...]]:
    """The total, and each dimension of which one thing has one member."""
    yield ()
    if evidence.get("has_members", True):
        yield from ((dimension,) for dimension in definition.dimensions)


def _insert(query: MetricQuery, name: str) -> str:
    member = query.member_columns[0] if query.member_columns else "'total'"
    return f"""
        insert into landed.metric_evidence
        select
            $1, {query.scope_column}, $4, cast({query.period_column} as date),
            $2, coalesce(cast({member} as text), 'not_reported'),
            $3, cast({query.entity_column} as text), $5, {name}
        from ({query.sql})
        where {name} is not null and {query.entity_column} is not null
    """
