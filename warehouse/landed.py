"""Tables that the build computes itself, for dbt's second pass to read."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl


def land_tables(build_file: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    """Write frames into the build file's schema `landed`, each under its name.

    Nobody else may hold the build file open.
    """
    with duckdb.connect(str(build_file)) as connection:
        connection.execute("create schema if not exists landed")
        for name, frame in frames.items():
            connection.register("declared", frame)
            connection.execute(
                f"create or replace table landed.{name} as from declared"
            )
            connection.unregister("declared")


def list_changed_tables(build_file: Path, other_file: Path) -> list[str]:
    """Names, with their schema, of landed tables whose rows are not the other's.

    Nobody else may hold the build file open.
    """
    with duckdb.connect(str(build_file)) as connection:
        quoted = str(other_file).replace("'", "''")
        connection.execute(f"attach '{quoted}' as other (read_only)")
        return [t for t in _list_tables(connection) if _is_changed(connection, t)]


def _list_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select distinct table_name from duckdb_tables() "
        "where schema_name = 'landed' order by table_name"
    ).fetchall()
    return [f"landed.{name}" for (name,) in rows]


def _is_changed(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    row = connection.execute(
        f"select exists (from {table} except all from other.{table}) "
        f"or exists (from other.{table} except all from {table})"
    ).fetchone()
    return bool(row and row[0])
