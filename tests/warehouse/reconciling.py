"""Metrics formulated anew in SQL over the facts, and compared with the marts.

A file says what is counted, with its date, scope and members, and how it adds up; the
frame here puts it into scopes, periods and splits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import polars as pl

from warehouse.metric_definitions import MetricDefinition

EMPTY: Mapping[str, str | int] = {}
FOLDER = Path(__file__).parent / "reconciliation"
FORMULATED = """
    create or replace temp table formulated (
        scope text, grain text, period date, dimension text, member text,
        dimension_2 text default '', member_2 text default '',
        value double, numerator double, denominator double, n bigint
    )
"""
RATIOS = """
    update formulated set value = numerator / nullif(denominator, 0)
    where denominator is not null
"""


def list_formulations() -> dict[str, str]:
    """The SQL of every file, by the metric that it is named for."""
    return {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.sql")}


def group_definitions(
    definitions: Iterable[MetricDefinition],
) -> dict[str, list[MetricDefinition]]:
    """The definitions that report as each metric, one for some of its grains."""
    groups = defaultdict(list)
    for definition in definitions:
        groups[definition.reports_as].append(definition)
    return dict(groups)


def open_facts(
    database: Path, config: Mapping[str, str | int] = EMPTY
) -> duckdb.DuckDBPyConnection:
    """A connection to the facts of a release or build, with the views of the frame."""
    connection = duckdb.connect(config=dict(config))
    connection.execute(f"attach '{database}' as release (read_only)")
    connection.execute("use release")
    for path in sorted((FOLDER / "views").glob("*.sql")):
        connection.execute(path.read_text("utf-8"))
    return connection


def formulate(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    definitions: Iterable[MetricDefinition],
) -> None:
    """Fill the table `formulated` with what a metric's own file counts.

    The file's last select is asked once for every split that the metric declares.
    """
    counted, _, rest = text.rpartition("\nselect")
    totals = rest.partition("\nfrom counted")[0]
    connection.execute(
        f"create or replace temp table counted as {counted} select * from counted"
    )
    connection.execute(FORMULATED)
    for definition in definitions:
        _place(connection, definition)
        for members in _list_members(connection, definition):
            connection.execute(f"""
                insert into formulated by name
                select scope, grain, period, {members}, {totals}
                from placed group by all
            """)
    connection.execute(RATIOS)
    connection.execute("delete from formulated where value is null")


def copy_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Take copies of the marts, to compare with, or to break."""
    for name in ("metric_value", "metric_cell"):
        source = f"marts.mart_{name}"
        connection.execute(f"create or replace temp table {name}s as from {source}")


def compare(
    connection: duckdb.DuckDBPyConnection, definition: MetricDefinition
) -> pl.DataFrame:
    """Rows in which the marts and the table `formulated` say different things."""
    parameters = {
        "metric": definition.reports_as,
        "is_count": definition.meta["is_count"],
    }
    return connection.sql(_read_step("compare"), params=parameters).pl()


def _place(connection: duckdb.DuckDBPyConnection, definition: MetricDefinition) -> None:
    columns = connection.table("counted").columns
    step = "place_given" if "grain" in columns else "place_dated"
    parameters = {"grains": definition.grains, "scopes": definition.meta["scopes"]}
    connection.execute(_read_step(step), parameters)


def _list_members(
    connection: duckdb.DuckDBPyConnection, definition: MetricDefinition
) -> list[str]:
    """The columns that say whose part a row is, for every split of a metric."""
    if "dimension" in connection.table("counted").columns:
        return ["dimension, member"]
    return [_write_members(split) for split in definition.splits]


def _write_members(split: tuple[str, ...]) -> str:
    columns = [
        f"'{name}' as dimension{suffix}, "
        f"coalesce(cast({name} as text), 'not_reported') as member{suffix}"
        for name, suffix in zip(split, ("", "_2"), strict=False)
    ]
    return ", ".join(columns) or "'total' as dimension, 'total' as member"


def _read_step(name: str) -> str:
    return (FOLDER / "steps" / f"{name}.sql").read_text("utf-8")
