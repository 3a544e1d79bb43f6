"""Two sealed releases open in one connection, read-only and without other files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import polars as pl

from warehouse.reading import ReadingError
from warehouse.releases import Release
from warehouse.settings import Settings

_TABLES = """
select table_name
from duckdb_tables()
where database_name = $side and schema_name = 'marts'
"""


@dataclass(frozen=True)
class ReleasePair:
    """The releases as databases `before` and `after` of one connection."""

    before: Release
    after: Release
    connection: duckdb.DuckDBPyConnection

    def run(self, sql: str) -> None:
        """Run a statement that makes a temporary table."""
        self.connection.execute(sql)

    def fetch(self, sql: str) -> pl.DataFrame:
        """The rows of one query."""
        frame: pl.DataFrame = self.connection.sql(sql).pl()
        return frame

    def put(self, name: str, frame: pl.DataFrame) -> None:
        """Make a frame a table that queries can name."""
        self.connection.register("given", frame)
        self.connection.execute(f"create temp table {name} as from given")
        self.connection.unregister("given")

    def lacks(self, table: str) -> bool:
        """Tell whether one of the releases was made before this mart was."""
        return any(
            (table,) not in self.connection.execute(_TABLES, {"side": side}).fetchall()
            for side in ("before", "after")
        )


@contextmanager
def open_pair(
    before: Release, after: Release, settings: Settings
) -> Iterator[ReleasePair]:
    """Open two releases side by side.

    Raises:
        ReadingError: a file is missing or is no DuckDB file, or a query fails.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": "",
    }
    try:
        with duckdb.connect(config=config) as connection:
            for name, release in (("before", before), ("after", after)):
                path = str(release.database).replace("'", "''")
                connection.execute(f"attach '{path}' as {name} (read_only)")
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            yield ReleasePair(before, after, connection)
    except duckdb.Error as error:
        raise ReadingError(f"{before.id}, {after.id}: {error}") from error
