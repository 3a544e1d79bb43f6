"""`forget`: a person out of the registers and out of every release."""

import sys
from dataclasses import replace
from datetime import datetime
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
from warehouse.commands.building import listen
from warehouse.commands.confirming import confirm
from warehouse.settings import load_settings
from warehouse.wording import say, say_count
from warehouse.workspace import hold_lock

if TYPE_CHECKING:
    from warehouse.erasure.erasing import Erasure, Outcome, Plan
    from warehouse.erasure.people import Person

_FROM_INPUT = "-"


def forget(
    participants: Annotated[
        list[str] | None,
        typer.Argument(metavar="PARTICIPANT…", help=say("help.argument_participant")),
    ] = None,
    born: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=say("help.option_born")),
    ] = None,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=say("help.option_reason"))
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help=say("help.option_yes"))] = False,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Erase a person, make a new release and withdraw those that held the person."""
    from warehouse.erasure.erasing import Erasure

    settings = load_settings()
    person = _read_person(participants or [], born)
    plan = Erasure(settings, person).plan(reason)
    if not plan.is_needed:
        return Answer(_tabulate(plan, None), show_lines(say("erasure.nothing")))
    console = Console(stderr=output is OutputFormat.JSON, highlight=False)
    _show_plan(console, plan)
    if person is None:
        print_line(console, say("erasure.unsearched"))
    if not (yes or confirm(say("erasure.ask"))):
        words = show_lines(say("erasure.declined"))
        return Answer(_tabulate(plan, None), words, exit_code=1)
    with hold_lock(settings):
        erasure = Erasure(settings, person)
        plan = erasure.plan(reason)
        outcome = _carry_out(erasure, plan, output)
    return _accept(plan, outcome)


def _read_person(words: list[str], born: datetime | None) -> "Person | None":
    """With `-` a word is a line of standard input, where no shell remembers it."""
    from warehouse.erasure.people import Person

    read = [_read_line() if word == _FROM_INPUT else word for word in words]
    given = tuple(word.strip() for word in read if word.strip())
    if words and len(given) != len(words):
        raise typer.BadParameter(say("erasure.empty_word"))
    return Person(given, born.date() if born else None) if given else None


def _read_line() -> str:
    if sys.stdin.isatty():
        sys.stderr.write(say("erasure.whom") + " ")
        sys.stderr.flush()
    return sys.stdin.readline()


def _carry_out(erasure: "Erasure", plan: "Plan", output: OutputFormat) -> "Outcome":
    from warehouse.build import Build

    def make(work: Build) -> str:
        with listen(work, output) as progress:
            return replace(work, progress=progress).run_alone()[-1].id

    return erasure.carry_out(plan, make)


def _tabulate(plan: "Plan", outcome: "Outcome | None") -> dict[str, Any]:
    return {
        "is_finished": outcome is not None or not plan.is_needed,
        "loads": [
            {
                "load_id": holding.load.load_id,
                "dataset": holding.load.dataset,
                "rows_accepted": holding.rows_accepted,
                "rows_quarantined": holding.rows_quarantined,
            }
            for holding in plan.holdings
        ],
        "releases": list(plan.releases),
        "other_keys": list(plan.other_keys),
        "rows_erased": outcome.rows if outcome else 0,
        "files_removed": outcome.strays.removed if outcome else 0,
        "files_not_searched": list(outcome.strays.unsearched) if outcome else [],
        "served": outcome.served if outcome else None,
        "withdrawn": [
            withdrawal.model_dump(mode="json") | {"address": withdrawal.address}
            for withdrawal in (outcome.withdrawn if outcome else ())
        ],
    }


def _show_plan(console: Console, plan: "Plan") -> None:
    if plan.is_begun:
        print_line(console, say("erasure.begun", at=f"{plan.note.started_at:%Y-%m-%d}"))
    for holding in plan.holdings:
        words = say(
            "erasure.load",
            load=holding.load.load_id,
            accepted=holding.rows_accepted,
            held=holding.rows_quarantined,
        )
        print_line(console, words)
    for release in plan.releases:
        print_line(console, say("erasure.release", release=release))
    if plan.other_keys:
        keys = ", ".join(plan.other_keys)
        print_line(console, say("erasure.other_keys", keys=keys))
    print_line(console, say("erasure.inbox"))


def _accept(plan: "Plan", outcome: "Outcome") -> Answer:
    def show(console: Console) -> None:
        print_line(console, say_count("erasure.rows", outcome.rows))
        if outcome.strays.removed:
            print_line(console, say_count("erasure.strays", outcome.strays.removed))
        for file in outcome.strays.unsearched:
            print_line(console, say("erasure.not_searched", file=file))
        if outcome.served:
            print_line(console, say("publication.moved", id=outcome.served))
        if outcome.withdrawn:
            print_line(console, say("erasure.citations"))
        for withdrawal in outcome.withdrawn:
            print_line(console, f"  {withdrawal.release}  {withdrawal.address}")
        print_line(console, say("erasure.copies"))

    return Answer(_tabulate(plan, outcome), show)
