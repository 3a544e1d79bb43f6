"""Two sealed releases open in one connection, read-only and without other files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import polars as pl

from warehouse.older_formats import Config, attach_release, connect_over
from warehouse.reading import GoneReleaseError, ReadingError
from warehouse.releases import Audience, Release
from warehouse.settings import Settings


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


@contextmanager
def open_pair(
    before: Release, after: Release, settings: Settings, audience: Audience
) -> Iterator[ReleasePair]:
    """Open two releases side by side; one of an older format reads as today's.

    Raises:
        GoneReleaseError: one of them has been removed since it was found.
        ReadingError: a file is missing or is no DuckDB file.
    """
    try:
        connection = _attach_both(before, after, settings, audience)
    except duckdb.Error as error:
        are_kept = before.path.exists() and after.path.exists()
        kind = ReadingError if are_kept else GoneReleaseError
        raise kind(f"{before.id}, {after.id}: {error}") from error
    with connection:
        yield ReleasePair(before, after, connection)


def _attach_both(
    before: Release, after: Release, settings: Settings, audience: Audience
) -> duckdb.DuckDBPyConnection:
    config: Config = {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": "",
    }

    def attach(connection: duckdb.DuckDBPyConnection) -> None:
        for name, release in (("before", before), ("after", after)):
            version = release.info.format_version
            attach_release(connection, release.find_file(audience), version, name)

    return connect_over(attach, config)
