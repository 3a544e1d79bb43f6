"""A sealed release with one small table, for tests of what surrounds the numbers."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb

from warehouse.checksums import compute_checksum
from warehouse.release_info import (
    DATABASE_NAME,
    PUBLIC_NAME,
    ReleaseInfo,
    TestCounts,
    write_info,
)
from warehouse.releases import Release
from warehouse.settings import Settings

_START = datetime(2026, 1, 1, tzinfo=UTC)


def write_release(settings: Settings, number: int) -> Release:
    """Seal a release whose only table, `marts.answer`, holds `number`."""
    created_at = _START + timedelta(hours=number)
    folder = settings.releases_dir / f"{created_at:%Y%m%dT%H%M%SZ}-{number:08x}"
    folder.mkdir(parents=True)
    for name in (DATABASE_NAME, PUBLIC_NAME):
        _write_database(folder / name, number)
    (folder / "manifest.json").write_text("{}")
    names = (DATABASE_NAME, PUBLIC_NAME, "manifest.json")
    info = ReleaseInfo(
        id=folder.name,
        edition="demo",
        programme="mpp",
        created_at=created_at,
        as_of={"programme": date(2009, 2, 13)},
        inputs=(),
        code_revision="test",
        versions={},
        row_counts={"answer": 1},
        tests=TestCounts(passed=1, warned=0, failed=0),
        checksums={name: compute_checksum(folder / name) for name in names},
    )
    write_info(folder, info)
    return Release(folder.name, folder, info)


def reseal(folder: Path, text: str) -> None:
    """Give a release another `release.json`, as if it had been made so."""
    (folder / "release.json").write_text(text, "utf-8")
    digest = sha256(text.encode()).hexdigest()
    (folder / "release.json.sha256").write_text(f"{digest}  release.json\n")


def _write_database(path: Path, number: int) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        connection.execute(f"create table marts.answer as select {number} as number")
