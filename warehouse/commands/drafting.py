"""`draft`: what the edited dbt project would give, and which numbers would move."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from babel.numbers import format_decimal
from rich.console import Console

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    print_line,
    show_lines,
)
from warehouse.commands.building import build_unpublished
from warehouse.commands.impact import find_impact, find_shown
from warehouse.commands.progress import show_progress
from warehouse.releases import Release, find_servable
from warehouse.settings import Settings, load_settings
from warehouse.wording import current_language, say, say_count

if TYPE_CHECKING:
    from watchfiles import Change

    from warehouse.full_build import FullBuild


def draft(
    watch: Annotated[
        bool, typer.Option("--watch", help=say("help.option_watch"))
    ] = False,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Build what was edited, and say which numbers would move."""
    settings = load_settings()
    if not watch:
        return _draft(settings, output)
    if output is OutputFormat.JSON:
        raise typer.BadParameter(say("draft.one_answer"))
    console = Console(highlight=False)
    for _ in _await_edits(settings.project_dir):
        _draft_once_more(settings, console)
    return Answer({}, show_lines())


def _draft_once_more(settings: Settings, console: Console) -> None:
    """A fault of the project is for the analyst to mend and does not end the watch."""
    from warehouse.commands.failures import describe_failure

    try:
        answer = _draft(settings, OutputFormat.TEXT, is_waiting=True)
    except Exception as error:
        answer = describe_failure(error)
    answer.show(console)


def _await_edits(project: Path) -> Iterator[None]:
    """Once at the start, with the watch begun, and after each set of edits."""
    from watchfiles import watch

    from warehouse.kept_parse import SOURCE_SUFFIXES

    def is_source(change: "Change", path: str) -> bool:
        return Path(path).suffix in ("", *SOURCE_SUFFIXES)  # "": a folder

    is_first = True
    for edits in watch(project, watch_filter=is_source, yield_on_timeout=True):
        if edits or is_first:
            yield
        is_first = False


def _draft(
    settings: Settings, output: OutputFormat, *, is_waiting: bool = False
) -> Answer:
    from warehouse.draft_build import DraftBuild

    full = _find_or_build(settings, output, is_waiting=is_waiting)
    with show_progress(is_quiet=output is OutputFormat.JSON) as progress:
        made = DraftBuild(settings, full, is_waiting, progress).run()
    if made is None:
        words = say("draft.no_edits", base=full.record.release.id)
        return Answer(
            {"draft": None, "base": full.record.release.id}, show_lines(words)
        )
    return _accept(made, progress.clock.seconds, settings)


def _find_or_build(
    settings: Settings, output: OutputFormat, *, is_waiting: bool
) -> "FullBuild":
    """The working copy of the last full build, made first where there is none."""
    from warehouse.full_build import find_full_build

    if full := find_full_build(settings):
        return full
    build_unpublished(settings, output, is_waiting=is_waiting)
    if full := find_full_build(settings):
        return full
    raise RuntimeError("a full build left no working copy")


def _accept(made: Release, seconds: dict[str, float], settings: Settings) -> Answer:
    earlier = made.info.predecessor.release
    before = find_servable(earlier, settings) if earlier else find_shown(settings)
    impact = find_impact(before, made, settings)
    data: dict[str, Any] = {
        "draft": made.id,
        "base": made.info.base,
        "path": str(made.path),
        "seconds": seconds,
        **impact.tabulate(),
    }

    def show(console: Console) -> None:
        impact.show(console)
        total = round(sum(seconds.values()), 1)
        words = format_decimal(total, locale=current_language())
        print_line(console, say("draft.made", id=made.id, seconds=words))
        tests = made.info.tests
        passed = say_count("build.tests_passed", tests.passed)
        print_line(
            console, f"  {passed}, {say_count('build.tests_warned', tests.warned)}"
        )
        print_line(console, say("draft.publish"))

    return Answer(data, show)
