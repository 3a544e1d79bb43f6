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
