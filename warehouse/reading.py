"""Reading a sealed release: the only way from a release file to a frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.releases import Release
from warehouse.settings import Settings

Params = Mapping[str, Any] | Sequence[Any]


class ReadingError(RuntimeError):
    """A release file could not be opened, or a query on it failed."""


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


def open_release(release: Release, settings: Settings) -> ReleaseFile:
    """Open a release read-only, without access to any other file.

    Raises:
        ReadingError: the file is missing or is no DuckDB file.
    """
    return ReleaseFile(release, _connect(release.database, settings))


def _connect(path: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        # A sealed folder takes no spill files: a query that does not fit fails.
        "temp_directory": "",
        "lock_configuration": True,
    }
    try:
        return duckdb.connect(str(path), read_only=True, config=config)
    except (duckdb.Error, OSError) as error:
        raise ReadingError(f"{path}: {error}") from error
