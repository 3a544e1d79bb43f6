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
from warehouse.release_info import DATABASE_NAME, PUBLIC_NAME, ReleaseInfo, write_info
from warehouse.releases import Release
from warehouse.settings import Settings
from warehouse.table_copies import MARTS, copy_table, count_rows, list_tables, quote


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

    @property
    def public_database(self) -> Path:
        """The file that the public may read."""
        return self.folder / PUBLIC_NAME


@contextmanager
def open_draft(settings: Settings) -> Iterator[Draft]:
    """A new folder beside the releases; it is gone afterwards unless it was sealed."""
    created_at = datetime.now(UTC)
    folder = settings.releases_dir / f".tmp-{created_at:%Y%m%dT%H%M%S%f}"
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
    with duckdb.connect(config=limit_build(build_file, settings)) as connection:
        # The build's own name, so that a view in it finds what it reads.
        connection.execute(f"attach {quote(build_file)} as internal (read_only)")
        connection.execute(f"attach {quote(sealed_file)} as sealed")
        connection.execute(f"create schema sealed.{MARTS}")
        tables = list_tables(connection, "internal")
        counts = {table: _copy_table(connection, table) for table in tables}
    if not counts:
        raise SealingError("the build has no marts")
    return counts


def count_marts(build_file: Path) -> dict[str, int]:
    """Rows by table of the marts in a build's file."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        tables = list_tables(connection, build_file.stem)
        return {table: count_rows(connection, f"{MARTS}.{table}") for table in tables}


def seal(draft: Draft, info: ReleaseInfo, settings: Settings) -> Release:
    """Describe the release, flush everything, give the folder its lasting name."""
    write_info(draft.folder, info)
    sync_tree(draft.folder)
    folder = settings.releases_dir / info.id
    draft.folder.rename(folder)
    sync_folder(folder.parent)
    return Release(info.id, folder, info)


def name_release(draft: Draft) -> tuple[str, dict[str, Checksum]]:
    """The release's id and the checksum of every file that is in the draft by now."""
    paths = sorted(path for path in draft.folder.iterdir() if path.is_file())
    checksums = {path.name: compute_checksum(path) for path in paths}
    short_hash = checksums[DATABASE_NAME].sha256[:8]
    return f"{draft.created_at:%Y%m%dT%H%M%SZ}-{short_hash}", checksums


def limit_build(
    build_file: Path, settings: Settings
) -> dict[str, str | bool | int | float | list[str]]:
    """What a connection of a build may take; it spills beside the build's file."""
    return {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": str(build_file.with_suffix(".spill")),
    }


def _copy_table(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    expected = count_rows(connection, f"internal.{MARTS}.{table}")
    copied = copy_table(connection, table, "internal", "sealed")
    if copied != expected:
        raise SealingError(f"{table}: {copied} of {expected} rows")
    return copied
