"""Reading a sealed release: the only way from a release file to a frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from warehouse.older_formats import Config
from warehouse.opening import open_database
from warehouse.releases import Audience, Release
from warehouse.settings import Settings

_SELECT = duckdb.StatementType.SELECT

Params = Mapping[str, Any] | Sequence[Any]


class ReadingError(RuntimeError):
    """A release file could not be opened, or a query on it failed."""


class GoneReleaseError(ReadingError):
    """The release was removed after it had been found; find one anew."""


@dataclass(frozen=True)
class ReleaseFile:
    """An open release; share one in a process and call it from any thread."""

    release: Release
    connection: duckdb.DuckDBPyConnection

    def fetch(self, sql: str, params: Params | None = None) -> pl.DataFrame:
        """Run one query (`?` or `$name` for values) on a cursor of its own.

        Raises:
            ReadingError: the query is wrong, too large, or not a query.
        """
        cursor = self.connection.cursor()
        try:
            # Over an older format lies a database in memory, which could be written.
            if any(s.type != _SELECT for s in cursor.extract_statements(sql)):
                raise ReadingError("the statement is no query")
            relation = cursor.sql(sql, params=params)
            if relation is None:
                raise ReadingError("the statement returns no rows")
            frame: pl.DataFrame = relation.pl()
            return frame
        except duckdb.Error as error:
            raise ReadingError(str(error)) from error
        finally:
            cursor.close()

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()


def open_release(
    release: Release, settings: Settings, audience: Audience = "internal"
) -> ReleaseFile:
    """Open a release read-only for an audience, without access to any other file.

    One of an older format reads as one of the current format (docs/decisions/0008).

    Raises:
        GoneReleaseError: the release has been removed since it was found.
        ReadingError: the file is missing or is no DuckDB file.
    """
    config: Config = {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        # A sealed folder takes no spill files: a query that does not fit fails.
        "temp_directory": "",
    }
    path = release.find_file(audience)
    try:
        connection = open_database(path, release.info.format_version, config)
    except (duckdb.Error, OSError) as error:
        kind = ReadingError if release.path.exists() else GoneReleaseError
        raise kind(f"{path}: {error}") from error
    return ReleaseFile(release, connection)
