"""Where a command may write a workbook."""

from pathlib import Path

import typer

from warehouse.wording import say


def require_workbook_place(out: Path) -> None:
    """Refuse a path that is no file ending in .xlsx in a folder that is there."""
    if out.suffix.lower() != ".xlsx":
        raise typer.TyperException(say("template.wrong_ending", file=out))
    if out.is_dir():
        raise typer.TyperException(say("template.is_folder", file=out))
    if not out.parent.is_dir():
        raise typer.TyperException(say("template.no_folder", folder=out.parent))
