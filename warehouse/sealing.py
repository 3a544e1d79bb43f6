"""From a verified build to a sealed release folder: marts only, checked, on disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.checksums import Checksum, compute_checksum
from warehouse.durability import sync_folder, sync_tree
from warehouse.release_info import DATABASE_NAME, ReleaseInfo, write_info
from warehouse.releases import Release, releases_dir
from warehouse.settings import Settings

MARTS = "marts"

_SORTED_ROWS = 2_000_000
"""Larger tables keep the build's order: sorting 20 million rows costs minutes and
memory, and pages never read them (2026)."""


class SealingError(RuntimeError):
    """The sealed file is not the build's marts."""


@dataclass(frozen=True)
class Draft:
    """A release being written under a name that nobody serves."""

    folder: Path
    created_at: datetime

    @property
    def database(self) -> Path:
        """The file of the marts."""
        return self.folder / DATABASE_NAME


@contextmanager
def open_draft(settings: Settings) -> Iterator[Draft]:
    """A new folder beside the releases; it is gone afterwards unless it was sealed."""
    created_at = datetime.now(UTC)
    folder = releases_dir(settings) / f".tmp-{created_at:%Y%m%dT%H%M%S%f}"
    folder.mkdir(parents=True)
    try:
        yield Draft(folder, created_at)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_marts(
    build_file: Path, sealed_file: Path, settings: Settings
) -> dict[str, int]:
    """Write the marts' tables, with types, not-null rules and comments, to a new file.

    Returns:
        Rows by table.

    Raises:
        SealingError: there is no mart, or a table's rows were not all copied.
    """
    with duckdb.connect(config=_limits(build_file, settings)) as connection:
        # The build's own name, so that a view in it finds what it reads.
        connection.execute(f"attach {_quote(build_file)} as internal (read_only)")
        connection.execute(f"attach {_quote(sealed_file)} as sealed")
        connection.execute(f"create schema sealed.{MARTS}")
        tables = _list_tables(connection)
        counts = {table: _copy_table(connection, table) for table in tables}
    if not counts:
        raise SealingError("the build has no marts")
    return counts


def count_marts(build_file: Path) -> dict[str, int]:
    """Rows by table of the marts in a build's file."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        tables = _list_tables(connection)
        return {table: _count_rows(connection, f"{MARTS}.{table}") for table in tables}


def seal(draft: Draft, info: ReleaseInfo, settings: Settings) -> Release:
    """Describe the release, flush everything, give the folder its lasting name."""
    write_info(draft.folder, info)
    sync_tree(draft.folder)
    folder = releases_dir(settings) / info.id
    draft.folder.rename(folder)
    sync_folder(folder.parent)
    return Release(info.id, folder, info)


def name_release(draft: Draft) -> tuple[str, dict[str, Checksum]]:
    """The release's id and the checksum of every file that is in the draft by now."""
    paths = sorted(path for path in draft.folder.iterdir() if path.is_file())
    checksums = {path.name: compute_checksum(path) for path in paths}
    short_hash = checksums[DATABASE_NAME].sha256[:8]
    return f"{draft.created_at:%Y%m%dT%H%M%SZ}-{short_hash}", checksums


def _limits(
    build_file: Path, settings: Settings
) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": str(build_file.with_suffix(".spill")),
    }


def _list_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() "
        "where database_name = 'internal' and schema_name = ? order by table_name",
        [MARTS],
    ).fetchall()
    return [name for (name,) in rows]


def _copy_table(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    source, sealed = f"internal.{MARTS}.{table}", f"sealed.{MARTS}.{table}"
    columns = _describe_columns(connection, table)
    expected = _count_rows(connection, source)
    order = "order by all" if expected <= _SORTED_ROWS else ""
    connection.execute(f"create table {sealed} ({', '.join(columns)})")
    connection.execute(f"insert into {sealed} select * from {source} {order}")
    _copy_comments(connection, table)
    copied = _count_rows(connection, sealed)
    if copied != expected:
        raise SealingError(f"{table}: {copied} of {expected} rows")
    return copied


def _describe_columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() "
        "where database_name = 'internal' and schema_name = ? and table_name = ? "
        "order by column_index",
        [MARTS, table],
    ).fetchall()
    return [
        f'"{name}" {kind}' + ("" if is_nullable else " not null")
        for name, kind, is_nullable in rows
    ]


def _copy_comments(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    place = [MARTS, table]
    where = "where database_name = 'internal' and schema_name = ? and table_name = ?"
    tables = connection.execute(
        f"select comment from duckdb_tables() {where} and comment is not null", place
    ).fetchall()
    columns = connection.execute(
        f"select column_name, comment from duckdb_columns() {where} "
        "and comment is not null",
        place,
    ).fetchall()
    target = f"sealed.{MARTS}.{table}"
    for (comment,) in tables:
        connection.execute(f"comment on table {target} is {_quote(comment)}")
    for name, comment in columns:
        connection.execute(f'comment on column {target}."{name}" is {_quote(comment)}')


def _count_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def _quote(value: object) -> str:
    text = str(value).replace("'", "''")
    return f"'{text}'"
