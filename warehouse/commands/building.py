"""`build`: registers and seeds to a published release."""

from contextlib import AbstractContextManager
from dataclasses import replace
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
    with listen(work, output) as progress:
        made = replace(work, progress=progress).run()
    return _accept(made, work, progress.clock.seconds)


def build_unpublished(
    settings: Settings, output: OutputFormat, *, is_waiting: bool = False
) -> Release:
    """A full build like the last one, of its edition; nothing served changes."""
    from warehouse.build import Build
    from warehouse.full_build import find_full_build

    full = find_full_build(settings)
    work = Build(
        settings,
        full.record.release.edition if full else settings.edition,
        full.record.asked_as_of if full else None,
        is_published=False,
        is_waiting=is_waiting,
    )
    with listen(work, output) as progress:
        return replace(work, progress=progress).run()[-1]


def listen(
    work: "Build", output: OutputFormat
) -> AbstractContextManager[BuildProgress | BuildLog]:
    """Who is told how far the build is: people, a log, or nobody."""
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
