"""`backup` and `restore`: one file with what cannot be made again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    show_lines,
)
from warehouse.settings import load_settings
from warehouse.wording import say

if TYPE_CHECKING:
    from warehouse.backup import Backup


def backup(
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT.tar", dir_okay=False, help=say("help.argument_backup_out")
        ),
    ],
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Write a backup, whatever else is at work."""
    from warehouse.backup import write_backup

    written = write_backup(out, load_settings())
    return Answer(_tabulate(written), show_lines(_say("backup.written", written)))


def restore(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.tar",
            exists=True,
            dir_okay=False,
            help=say("help.argument_backup"),
        ),
    ],
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Put a backup into an empty folder."""
    from warehouse.backup import restore_backup

    restored = restore_backup(file, load_settings())
    words = (_say("backup.restored", restored), say("backup.afterwards"))
    return Answer(_tabulate(restored), show_lines(*words))


def _tabulate(backup: "Backup") -> dict[str, Any]:
    return {
        "file": str(backup.path),
        "size": backup.size,
        "loads": backup.loads,
        "releases": backup.releases,
        "served": backup.served,
    }


def _say(key: str, backup: "Backup") -> str:
    return say(
        key,
        file=backup.path,
        megabytes=round(backup.size / 1_000_000, 1),
        loads=backup.loads,
        releases=backup.releases,
        served=backup.served or "–",
    )
