"""Every declared metric, computed into the build file between dbt's two passes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.metric_definitions import MetricDefinition, read_definitions
from warehouse.metric_queries import MetricCompiler, MetricQuery

_RESULTS = """
create or replace table landed.metric_results (
    metric text not null, scope text not null, grain text not null, period date,
    dimension text not null, member text not null,
    dimension_2 text, member_2 text,
    value double not null, numerator double, denominator double, n bigint,
    provenance_rank integer
)
"""
_DEFINITIONS = {
    "metric": pl.String,
    "indicator_code": pl.String,
    "name_en": pl.String,
    "name_ru": pl.String,
    "definition_en": pl.String,
    "definition_ru": pl.String,
    "counting_rule_en": pl.String,
    "counting_rule_ru": pl.String,
    "unit_code": pl.String,
    "unit_en": pl.String,
    "unit_ru": pl.String,
    "indicator_type": pl.String,
    "direction": pl.String,
    "rollup_time": pl.String,
    "rollup_place": pl.String,
    "rollup_disaggregates": pl.String,
    "suppression_class": pl.String,
    "is_additive": pl.Boolean,
    "sort_order": pl.Int32,
    "metric_yaml": pl.String,
}


@dataclass(frozen=True)
class MetricProgress:
    """How far the computation is: queries done of all, and the metric at work."""

    done: int
    total: int
    metric: str


def compute_metrics(
    build_file: Path,
    target_dir: Path,
    dbt_dir: Path,
    report: Callable[[MetricProgress], None] = lambda progress: None,
) -> int:
    """Land every declared metric in the build file; return the number of queries.

    Needs dbt's manifest.json and semantic_manifest.json in `target_dir`, parsed for a
    database of this build file's name, and the facts built. Nobody else may hold the
    build file open.

    Raises:
        FaultyMetricsError: naming each faulty metric block by file and line.
    """
    definitions = read_definitions(target_dir / "manifest.json", dbt_dir)
    compiler = MetricCompiler(target_dir / "semantic_manifest.json")
    slots = [(d, grain, split) for d, grain, split in _list_slots(definitions)]
    with duckdb.connect(str(build_file)) as connection:
        connection.execute("create schema if not exists landed")
        connection.execute(_RESULTS)
        for done, (definition, grain, split) in enumerate(slots):
            report(MetricProgress(done, len(slots), definition.name))
            _land_values(connection, compiler, definition, grain, split)
        _land_declarations(connection, definitions)
    return len(slots)


def _list_slots(
    definitions: list[MetricDefinition],
) -> Iterator[tuple[MetricDefinition, str, tuple[str, ...]]]:
    for definition in definitions:
        for grain in definition.grains:
            for split in definition.splits:
                yield definition, grain, split


def _land_values(
    connection: duckdb.DuckDBPyConnection,
    compiler: MetricCompiler,
    definition: MetricDefinition,
    grain: str,
    split: tuple[str, ...],
) -> None:
    companions = [definition.meta["provenance_metric"], definition.meta.get("n_metric")]
    names = [definition.name, *definition.parts, *companions]
    query = compiler.compile_query(
        list(dict.fromkeys(name for name in names if name)), grain, split
    )
    connection.execute(
        f"insert into landed.metric_results {_select_values(definition, query)}",
        [definition.reports_as, grain, *_name_dimensions(split)],
    )


def _name_dimensions(split: tuple[str, ...]) -> list[str | None]:
    """Return the two dimensions of a row; without one the value is the total."""
    first, second = (*split, None, None)[:2]
    return [first or "total", second]


def _select_values(definition: MetricDefinition, query: MetricQuery) -> str:
    member = query.member_columns[0] if query.member_columns else "'total'"
    member_2 = query.member_columns[1] if len(query.member_columns) > 1 else "null"
    numerator, denominator = definition.parts or ("null", "null")
    return f"""
        select
            $1, {query.scope_column}, $2,
            {f"cast({query.period_column} as date)" if query.period_column else "null"},
            $3, cast({member} as text), $4, cast({member_2} as text),
            {definition.name}, {numerator}, {denominator},
            {definition.meta.get("n_metric", "null")},
            {definition.meta["provenance_metric"]}
        from ({query.sql})
        where {definition.name} is not null
            and {definition.meta["provenance_metric"]} is not null
    """


def _land_declarations(
    connection: duckdb.DuckDBPyConnection, definitions: list[MetricDefinition]
) -> None:
    sheets = pl.DataFrame(
        [_describe(d) for d in definitions if d.reports_as == d.name],
        schema=_DEFINITIONS,
    )
    slots = pl.DataFrame(
        [
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
    )
    for name, frame in (("metric_definitions", sheets), ("metric_slots", slots)):
        connection.register("declared", frame)
        connection.execute(f"create or replace table landed.{name} as from declared")
        connection.unregister("declared")


def _describe(definition: MetricDefinition) -> dict[str, object]:
    meta = definition.meta
    texts = {
        f"{column}_{language}": meta[key][language]
        for column, key in (
            ("name", "names"),
            ("definition", "definition"),
            ("counting_rule", "counting_rule"),
            ("unit", "unit"),
        )
        for language in ("en", "ru")
    }
    rollup = {f"rollup_{way}": rule for way, rule in meta["rollup"].items()}
    return {
        "metric": definition.name,
        "indicator_code": meta["code"],
        "unit_code": meta["unit"]["code"],
        "indicator_type": meta["type"],
        "direction": meta["direction"],
        "suppression_class": meta["suppression_class"],
        "is_additive": meta["rollup"]["time"] == "sum",
        "sort_order": meta["sort_order"],
        "metric_yaml": definition.block,
        **texts,
        **rollup,
    }
