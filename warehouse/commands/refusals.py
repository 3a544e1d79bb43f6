"""What a refused build says: rules, rows and remedies."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console

from warehouse.commands.answer import Answer, print_line
from warehouse.releases import read_pointer
from warehouse.settings import Settings
from warehouse.wording import say, say_count

if TYPE_CHECKING:
    from warehouse.culprits import Refusal
    from warehouse.register_rows import Remedy, Row


def refuse(refusals: "list[Refusal]", settings: Settings) -> Answer:
    """Every rule that was broken, with its rows and how to mend them."""
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
