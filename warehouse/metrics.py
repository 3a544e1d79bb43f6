"""Every declared metric, computed into the build file between dbt's two passes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_queries import MetricCompiler, MetricQuery, land_query

_TABLES = """
create schema if not exists landed;
create or replace table landed.metric_results (
    metric text not null, scope text not null, grain text not null, period date,
    dimension text not null, member text not null,
    dimension_2 text, member_2 text,
    value double not null, numerator double, denominator double, n bigint,
    provenance_rank integer
);
create or replace table landed.metric_queries (
    metric text not null, grain text not null,
    dimension text not null, dimension_2 text, sql text
);
"""

Slot = tuple[MetricDefinition, str, tuple[str, ...]]
"""A metric, a grain, and the dimensions it is split by."""


@dataclass(frozen=True)
class MetricProgress:
    """How far the computation is: queries done of all, and the metric at work."""

    done: int
    total: int
    metric: str


def compute_metrics(
    build_file: Path,
    target_dir: Path,
    definitions: Sequence[MetricDefinition],
    report: Callable[[MetricProgress], None] = lambda progress: None,
) -> int:
    """Land every declared metric in the build file; return the number of queries.

    Needs dbt's semantic_manifest.json in `target_dir`, parsed for a database of this
    build file's name, and the facts built. Nobody else may hold the build file open.
    Results that somebody reports by hand are facts already and have no query.
    """
    compiler = MetricCompiler(target_dir / "semantic_manifest.json")
    slots = list(_list_slots(definitions))
    with duckdb.connect(str(build_file)) as connection:
        connection.execute(_TABLES)
        for done, slot in enumerate(slots):
            report(MetricProgress(done, len(slots), slot[0].name))
            _land_slot(connection, compiler, slot)
    return len(slots)


def _list_slots(definitions: Sequence[MetricDefinition]) -> Iterator[Slot]:
    for definition in definitions:
        for grain in definition.grains:
            for split in definition.splits:
                yield definition, grain, split


def _land_slot(
    connection: duckdb.DuckDBPyConnection, compiler: MetricCompiler, slot: Slot
) -> None:
    definition, grain, split = slot
    place = [definition.reports_as, grain, *_name_dimensions(split)]
    sql = None
    if not definition.is_reported_by_hand:
        query = compiler.compile_query(_list_metrics(definition), grain, split)
        sql = query.sql
        insert = (
            f"insert into landed.metric_results {_select_values(definition, query)}"
        )
        land_query(connection, definition.name, insert, place)
    connection.execute(
        "insert into landed.metric_queries values (?, ?, ?, ?, ?)", [*place, sql]
    )


def _list_metrics(definition: MetricDefinition) -> list[str]:
    """The metric with its parts, its number of people and its weakest provenance."""
    companions = [definition.meta["provenance_metric"], definition.meta.get("n_metric")]
    names = [definition.name, *definition.parts, *companions]
    return list(dict.fromkeys(name for name in names if name))


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
