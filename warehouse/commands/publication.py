"""`releases`, `publish`, `rollback`: what is there and what is served."""

from datetime import datetime
from typing import Annotated, Any

import typer
from babel.dates import format_datetime
from babel.numbers import format_decimal
from rich.console import Console
from rich.table import Table

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    make_plain,
    print_line,
    show_lines,
)
from warehouse.commands.building import build_unpublished
from warehouse.commands.confirming import confirm
from warehouse.commands.impact import find_impact, find_shown
from warehouse.commands.withdrawn import word_withdrawal
from warehouse.releases import (
    Release,
    find_damage,
    find_previous,
    find_servable,
    find_served_id,
    list_folders,
    list_releases,
    publish_unless_moved,
    read_pointer,
)
from warehouse.releases import publish as move_pointer
from warehouse.settings import load_settings
from warehouse.withdrawals import list_withdrawals
from warehouse.wording import current_language, say


def releases(
    output: FormatOption = OutputFormat.TEXT, lang: LanguageOption = None
) -> Answer:
    """List the releases, newest first."""
    settings = load_settings()
    rows = [_describe(release) for release in list_releases(settings)]
    known = {row["id"] for row in rows}
    rows += [
        {"id": folder.name, "is_sound": False, "damaged": ["release.json"]}
        for folder in list_folders(settings)
        if folder.name not in known
    ]
    served = find_served_id(settings)
    for row in rows:
        row["is_served"] = row["id"] == served
    gone = list_withdrawals(settings)
    data = {
        "releases": rows,
        "served": served,
        "pointer": read_pointer(settings),
        "withdrawn": [withdrawal.model_dump(mode="json") for withdrawal in gone],
    }

    def show(console: Console) -> None:
        _show_table(console, rows)
        for withdrawal in gone:
            print_line(console, word_withdrawal(withdrawal))

    return Answer(data, show)


def publish(
    release_id: Annotated[
        str | None, typer.Argument(metavar="ID", help=say("help.argument_publish"))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=say("help.option_yes"))] = False,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Say what would move, ask, and serve a release from now on."""
    settings = load_settings()
    before = read_pointer(settings)
    release = (
        find_servable(release_id, settings)
        if release_id
        else build_unpublished(settings, output)
    )
    shown = find_shown(settings)
    if shown and shown.id == release.id == before:
        words = say("publication.already", id=release.id)
        return Answer({"served": before, "before": before}, show_lines(words))
    impact = find_impact(shown, release, settings)
    impact.show(Console(highlight=False))
    data = {"before": before, **impact.tabulate()}
    if not (yes or confirm(say("publication.ask", id=release.id))):
        words = say("publication.declined", id=release.id, served=before or "–")
        return Answer({"served": before, **data}, show_lines(words), exit_code=1)
    if not publish_unless_moved(release.id, before, settings):
        served = read_pointer(settings)
        words = say("publication.overtaken", id=release.id, served=served)
        return Answer({"served": served, **data}, show_lines(words), exit_code=1)
    words = say("publication.moved", id=release.id)
    return Answer({"served": release.id, **data}, show_lines(words))


def rollback(
    release_id: Annotated[
        str | None, typer.Argument(metavar="ID", help=say("help.argument_previous"))
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Serve an earlier release again."""
    settings = load_settings()
    before = read_pointer(settings)
    chosen = release_id or find_previous(settings).id
    move_pointer(chosen, settings)
    return Answer(
        {"served": chosen, "before": before},
        show_lines(say("publication.moved", id=chosen)),
    )


def _describe(release: Release) -> dict[str, Any]:
    info, damaged = release.info, find_damage(release)
    return {
        "id": release.id,
        "edition": info.edition,
        "as_of": {scope: day.isoformat() for scope, day in info.as_of.items()},
        "created_at": info.created_at.isoformat(),
        "tests": {
            "passed": info.tests.passed,
            "warned": info.tests.warned,
            "failed": info.tests.failed,
        },
        "size": sum(checksum.size for checksum in info.checksums.values()),
        "is_sound": not damaged,
        "damaged": damaged,
    }


_COLUMNS = ("id", "edition", "as_of", "created", "tests", "size", "state")


def _show_table(console: Console, rows: list[dict[str, Any]]) -> None:
    if not rows:
        print_line(console, say("publication.none"))
        return
    table = Table(box=None, pad_edge=False)
    table.add_column()
    for name in _COLUMNS:
        # An id is there to be copied: other columns give way.
        table.add_column(say(f"column.{name}"), overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*map(make_plain, _list_cells(row)))
    console.print(table)


def _list_cells(row: dict[str, Any]) -> list[str]:
    mark = "→" if row["is_served"] else ""
    if "tests" not in row:
        return [mark, row["id"], "", "", "", "", "", _say_state(row)]
    tests = row["tests"]
    return [
        mark,
        row["id"],
        say(f"edition.{row['edition']}"),
        ", ".join(sorted(set(row["as_of"].values()))),
        _show_time(row["created_at"]),
        f"{tests['passed']} / {tests['warned']} / {tests['failed']}",
        _show_size(row["size"]),
        _say_state(row),
    ]


def _say_state(row: dict[str, Any]) -> str:
    if row["is_sound"]:
        return say("publication.sound")
    return say("publication.damaged", files=", ".join(row["damaged"]))


def _show_time(moment: str) -> str:
    return format_datetime(
        datetime.fromisoformat(moment), "d MMM y HH:mm 'UTC'", locale=current_language()
    )


def _show_size(size: int) -> str:
    number = format_decimal(
        round(size / 1_000_000, 1), format="#,##0.0", locale=current_language()
    )
    return say("publication.size", megabytes=number)
