"""A release in which every text that a programme may write is hostile."""

import shutil
from pathlib import Path

import duckdb
import polars as pl

from warehouse.checksums import compute_checksum
from warehouse.intake import ingest
from warehouse.release_info import write_info
from warehouse.releases import list_releases
from warehouse.settings import Settings

SCRIPT = "window.broken=true"
LINK = f"javascript:{SCRIPT}"
FORMULA = "=cmd|'/C calc'!A0"
MARKS = (
    f"<img src=x onerror={SCRIPT}>",
    f"<script>{SCRIPT}</script>",
    f"[x]({LINK})",
    "![x](x.png)",
    "$x$",
    ":red[x]",
    ":material/delete:",
    "`x` **x** | x | {0.__class__} %s",
)
HOSTILE = " ".join((FORMULA, *MARKS))
FILE_NAME = " ".join(mark for mark in MARKS if "/" not in mark)
EVENT = f"{HOSTILE} mpp-2008-1"
"""An event's id is what a register calls it."""

_PROSE = """
select table_name, column_name
from duckdb_columns()
where schema_name = 'marts' and data_type = 'VARCHAR' and (
    column_name similar to '.*_(en|ru)'
    or column_name in (
        'topic', 'venue', 'provider', 'source_note', 'file_name', 'sql', 'metric_yaml',
        'source_column', 'reason', 'host_organisation'
    )
)
"""
_EVENTS = """
select table_name
from duckdb_columns()
where schema_name = 'marts' and column_name = 'event_id'
"""
_LINKS = """
select table_name
from duckdb_columns()
where schema_name = 'marts' and column_name = 'url'
"""


def make_hostile(demo: Path, folder: Path) -> Settings:
    """The demo's releases in `folder`, with `HOSTILE` before every text."""
    settings = Settings(dir=folder)
    for release in list_releases(Settings(dir=demo)):
        copy = settings.releases_dir / release.id
        shutil.copytree(release.path, copy)
        for path in copy.glob("*.duckdb"):
            _spoil(path)
        names = release.info.checksums
        changed = {"checksums": {name: compute_checksum(copy / name) for name in names}}
        write_info(copy, release.info.model_copy(update=changed))
    shutil.copy(demo / "current.json", folder)
    _hold_back(settings)
    return settings


def _hold_back(settings: Settings) -> None:
    """Load a register of which a row waits to be mended."""
    file = settings.dir / f"{FILE_NAME}.parquet"
    rows = {
        "event_id": [HOSTILE, "e1"],
        "start_date": [HOSTILE, "2008-04-22"],
        "title_en": [HOSTILE, HOSTILE],
    }
    pl.DataFrame(rows).write_parquet(file)
    ingest([file], settings=settings, dataset="training_events")


def _spoil(path: Path) -> None:
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        for table, column in connection.execute(_PROSE).fetchall():
            connection.execute(
                f"update marts.{table} set {column} = ? || {column} "
                f"where {column} is not null",
                [f"{HOSTILE} "],
            )
        for (table,) in connection.execute(_EVENTS).fetchall():
            connection.execute(
                f"update marts.{table} set event_id = ? || event_id", [f"{HOSTILE} "]
            )
        for (table,) in connection.execute(_LINKS).fetchall():
            connection.execute(f"update marts.{table} set url = ?", [LINK])
