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
        people = _compile_people(compiler, slot)
        values = _select_values(definition, query, people)
        insert = f"insert into landed.metric_results {values}"
        land_query(connection, definition.name, insert, place)
    connection.execute(
        "insert into landed.metric_queries values (?, ?, ?, ?, ?)", [*place, sql]
    )


def _list_metrics(definition: MetricDefinition) -> list[str]:
    """The metric with its parts and its weakest provenance."""
    provenance = definition.meta["provenance_metric"]
    return list(dict.fromkeys([definition.name, *definition.parts, provenance]))


def _compile_people(compiler: MetricCompiler, slot: Slot) -> MetricQuery | None:
    """The people behind the values, where the figures do not tell them themselves.

    Their rows may be others than those counted.
    """
    definition, grain, split = slot
    if set(definition.n_metrics) <= {definition.name, *definition.parts}:
        return None
    return compiler.compile_query(list(definition.n_metrics), grain, split)


def _name_dimensions(split: tuple[str, ...]) -> list[str | None]:
    """Return the two dimensions of a row; without one the value is the total."""
    first, second = (*split, None, None)[:2]
    return [first or "total", second]


def _select_values(
    definition: MetricDefinition, query: MetricQuery, people: MetricQuery | None
) -> str:
    members = [f"figures.{name}" for name in query.member_columns]
    first, second = (*members, "'total'" if not members else "null", "null")[:2]
    period = f"cast(figures.{query.period_column} as date)"
    parts = [f"figures.{name}" for name in definition.parts] or ["null", "null"]
    provenance = f"figures.{definition.meta['provenance_metric']}"
    return f"""
        select
            $1, figures.{query.scope_column}, $2,
            {period if query.period_column else "null"},
            $3, cast({first} as text), $4, cast({second} as text),
            figures.{definition.name}, {", ".join(parts)},
            {_add(definition.n_metrics, "people" if people else "figures")},
            {provenance}
        from ({query.sql}) as figures
        {_join_people(query, people) if people else ""}
        where figures.{definition.name} is not null
            and {provenance} is not null
    """


def _join_people(query: MetricQuery, people: MetricQuery) -> str:
    pairs = zip(_list_keys(query), _list_keys(people), strict=True)
    same = " and ".join(
        f"figures.{own} is not distinct from people.{other}" for own, other in pairs
    )
    return f"left join ({people.sql}) as people on {same}"


def _list_keys(query: MetricQuery) -> list[str]:
    period = [query.period_column] if query.period_column else []
    return [query.scope_column, *period, *query.member_columns]


def _add(metrics: Sequence[str], source: str) -> str:
    return " + ".join(f"coalesce({source}.{name}, 0)" for name in metrics) or "null"
