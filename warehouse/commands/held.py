"""`quarantine` and `loads`: what waits to be mended, and what came in when."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    print_line,
)
from warehouse.commands.places import require_workbook_place
from warehouse.settings import load_settings
from warehouse.wording import say, say_count


def quarantine(
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="OUT.xlsx",
            dir_okay=False,
            help=say("help.option_export"),
        ),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """List the rows that wait to be mended, or write them into a workbook."""
    from warehouse.intake.quarantine import count_open

    settings = load_settings()
    if export is not None:
        require_workbook_place(export)
        from warehouse.intake.quarantine_book import export_quarantine

        export_quarantine(export, settings)
    counts = count_open(settings)
    data = {
        "rows": sum(counts.values()),
        "loads": counts,
        "file": str(export) if export else None,
    }
    return Answer(data, lambda console: _show_held(console, data))


def loads(
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """List every load, the newest first."""
    from warehouse.intake.ledger import read_history, read_ledger
    from warehouse.intake.quarantine import count_open

    settings = load_settings()
    counting = {load.load_id for load in read_ledger(settings)}
    waiting = count_open(settings)
    entries = [
        asdict(load)
        | {
            "is_replaced": load.load_id not in counting,
            "rows_waiting": waiting.get(load.load_id, 0),
        }
        for load in reversed(read_history(settings))
    ]
    return Answer({"loads": entries}, lambda console: _show_loads(console, entries))


def _show_held(console: Console, data: dict[str, Any]) -> None:
    print_line(console, say_count("quarantine.waiting", data["rows"]))
    for load_id, count in data["loads"].items():
        print_line(console, f"  {load_id}: {count}")
    if data["file"]:
        print_line(console, say("quarantine.written", file=data["file"]))


def _show_loads(console: Console, entries: list[dict[str, Any]]) -> None:
    if not entries:
        print_line(console, say("loads.none"))
    for entry in entries:
        line = say(
            "loads.entry",
            load=entry["load_id"],
            file=entry["file"],
            at=entry["loaded_at"][:16].replace("T", " "),
            by=entry["loaded_by"],
            rows=entry["rows_in"],
            accepted=entry["rows_accepted"],
            waiting=entry["rows_waiting"],
        )
        print_line(console, line)
        if entry["is_replaced"]:
            print_line(console, "  " + say("loads.replaced"))
