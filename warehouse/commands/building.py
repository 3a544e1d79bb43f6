"""`build`: registers and seeds to a published release."""

from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    print_line,
    show_lines,
)
from warehouse.commands.build_log import BuildLog, log_build
from warehouse.commands.progress import BuildProgress, show_progress
from warehouse.releases import Release, find_served_id, read_pointer
from warehouse.settings import Settings, load_settings
from warehouse.wording import say, say_count

if TYPE_CHECKING:
    from warehouse.build import Build
    from warehouse.culprits import Refusal
    from warehouse.register_rows import Remedy, Row


class EditionName(StrEnum):
    """What a release is for."""

    DEMO = "demo"
    REPORTED = "reported"
    LIVE = "live"


def build(
    edition: Annotated[
        EditionName | None, typer.Option(help=say("help.option_edition"))
    ] = None,
    no_publish: Annotated[
        bool, typer.Option("--no-publish", help=say("help.option_no_publish"))
    ] = False,
    if_missing: Annotated[
        bool, typer.Option("--if-missing", help=say("help.option_if_missing"))
    ] = False,
    wait: Annotated[bool, typer.Option("--wait", help=say("help.option_wait"))] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=say("help.option_as_of")),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Build, test, seal and publish."""
    from warehouse.build import Build
    from warehouse.culprits import BuildRefusedError

    settings = load_settings()
    if if_missing and (served := find_served_id(settings)):
        words = say("build.already_there", id=served)
        return Answer({"releases": [], "served": served}, show_lines(words))
    work = Build(
        settings,
        edition.value if edition else settings.edition,
        as_of.date() if as_of else None,
        is_published=not no_publish,
        is_waiting=wait,
    )
    try:
        with _choose_listener(work, output) as progress:
            made = replace(work, progress=progress).run()
    except BuildRefusedError as error:
        return _refuse(error.refusals, settings)
    return _accept(made, work, progress.clock.seconds)


def _choose_listener(
    work: "Build", output: OutputFormat
) -> AbstractContextManager[BuildProgress | BuildLog]:
    if work.settings.log_format == "json":
        return log_build(work.id, work.edition)
    return show_progress(is_quiet=output is OutputFormat.JSON)


def _accept(made: list[Release], work: "Build", seconds: dict[str, float]) -> Answer:
    served = read_pointer(work.settings)
    data = {
        "build": work.id,
        "releases": [_summarise(release) for release in made],
        "served": served,
        "is_published": served == made[-1].id,
        "seconds": seconds,
    }

    def show(console: Console) -> None:
        for release in made:
            tests = release.info.tests
            words = {"id": release.id, "path": release.path}
            print_line(console, say("build.sealed", **words))
            passed = say_count("build.tests_passed", tests.passed)
            warned = say_count("build.tests_warned", tests.warned)
            print_line(console, f"  {passed}, {warned}")
        print_line(console, _word_publication(made[-1].id, served, work))

    return Answer(data, show)


def _word_publication(newest: str, served: str | None, work: "Build") -> str:
    if served == newest:
        return say("build.published", id=served)
    key = "build.pointer_moved" if work.is_published else "build.not_published"
    return say(key, id=served or "–", newest=newest)


def _refuse(refusals: "list[Refusal]", settings: Settings) -> Answer:
    served = read_pointer(settings)
    data = {
        "error": {
            "code": "build_refused",
            "message": say_count("build.refused", len(refusals)),
        },
        "refusals": [_tabulate(refusal) for refusal in refusals],
        "served": served,
    }

    def show(console: Console) -> None:
        console.print(say_count("build.refused", len(refusals)), style="bold red")
        for refusal in refusals:
            _show_refusal(console, refusal)
        key = "build.still_served" if served else "build.nothing_served"
        print_line(console, say(key, id=served))

    return Answer(data, show, exit_code=1)


def _show_refusal(console: Console, refusal: "Refusal") -> None:
    words = _word_rule(refusal)
    lines = [
        say("build.rule", rule=refusal.rule),
        words and f"  {words}",
        refusal.message and f"  {refusal.message}",
        *(say("build.culprit", values=_join(row)) for row in refusal.culprits),
        *_list_places(refusal),
        *(f"  {_word_remedy(remedy)}" for remedy in refusal.remedies),
    ]
    console.print()
    for line in filter(None, lines):
        print_line(console, line)


def _list_places(refusal: "Refusal") -> list[str]:
    """Where the rows come from; where no row is known, all that may be behind."""
    if not refusal.has_rows:
        told = [say("build.consequence")] if refusal.is_consequence else []
        files = ", ".join([*refusal.registers, *refusal.files])
        return [*told, say("build.files", files=files)] if files else told
    seeds = [
        say("build.seed_row", file=row.file, row=row.row, values=_join(row.values))
        for row in refusal.seed_rows
    ]
    registers = [
        say(
            "build.register_row",
            file=row.file,
            row=row.row,
            load=row.load_id,
            values=_join(row.values),
        )
        for row in refusal.register_rows
    ]
    return [*registers, *seeds]


def _word_rule(refusal: "Refusal") -> str:
    """The rule's description; a generic test has none and gets words of its kind."""
    if refusal.description or not refusal.test:
        return refusal.description
    words = say(f"test.{refusal.test}", **refusal.parameters)
    return "" if words.startswith("test.") else words


def _word_remedy(remedy: "Remedy") -> str:
    key = "build.mend" if remedy.natural_key else "build.remove"
    return say(
        key,
        file=remedy.file,
        load=remedy.load_id,
        folder=remedy.folder,
        key=", ".join(remedy.natural_key),
    )


def _join(row: "Row") -> str:
    return ", ".join(f"{name}={value}" for name, value in row.items() if value)


def _tabulate(refusal: "Refusal") -> dict[str, Any]:
    return {
        "rule": refusal.rule,
        "kind": refusal.kind,
        "description": _word_rule(refusal),
        "message": refusal.message,
        "failures": refusal.failures,
        "files": list(refusal.files),
        "culprits": list(refusal.culprits),
        "seed_rows": [
            {"file": row.file, "row": row.row, "values": row.values}
            for row in refusal.seed_rows
        ],
        "register_rows": [asdict(row) for row in refusal.register_rows],
        "registers": list(refusal.registers),
        "is_consequence": refusal.is_consequence,
        "remedies": [
            {
                **asdict(remedy),
                "folder": str(remedy.folder),
                "message": _word_remedy(remedy),
            }
            for remedy in refusal.remedies
        ],
    }


def _summarise(release: Release) -> dict[str, Any]:
    tests = release.info.tests
    return {
        "id": release.id,
        "edition": release.info.edition,
        "path": str(release.path),
        "as_of": {s: day.isoformat() for s, day in release.info.as_of.items()},
        "tests": {
            "passed": tests.passed,
            "warned": tests.warned,
            "failed": tests.failed,
        },
        "row_counts": release.info.row_counts,
    }
