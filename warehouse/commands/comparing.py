"""`diff`: what moved between two releases, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    make_plain,
    print_line,
)
from warehouse.commands.places import require_workbook_place
from warehouse.drafts import find_comparable
from warehouse.settings import load_settings
from warehouse.wording import say, say_code, say_count

if TYPE_CHECKING:
    from warehouse.comparison import Comparison


class OtherProgrammeError(ValueError):
    """Figures of two programmes have nothing to do with each other."""


_SHOWN = 20
_COLUMNS = ("indicator", "scope", "period", "part", "before", "after", "why")


def diff(
    before: Annotated[
        str, typer.Argument(metavar="BEFORE", help=say("help.argument_before"))
    ],
    after: Annotated[
        str, typer.Argument(metavar="AFTER", help=say("help.argument_after"))
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help=say("help.option_diff_out")),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Compare two releases number by number."""
    from warehouse.comparison import compare
    from warehouse.comparison.workbook import write_workbook

    settings = load_settings()
    if out:
        require_workbook_place(out)
    earlier = find_comparable(before, settings)
    later = find_comparable(after, settings)
    if earlier.info.programme != later.info.programme:
        raise OtherProgrammeError(f"{earlier.info.programme}, {later.info.programme}")
    comparison = compare(earlier, later, settings)
    if out:
        write_workbook(comparison, out)
    data = {**tabulate(comparison), "file": str(out) if out else None}
    return Answer(data, lambda console: show_comparison(console, comparison, out))


def tabulate(comparison: "Comparison") -> dict[str, Any]:
    """Everything of a comparison, for `--format json`."""
    return {
        "before": comparison.before.id,
        "after": comparison.after.id,
        "is_compared": comparison.is_compared,
        "has_rows": comparison.has_rows,
        "moves": comparison.moves.to_dicts(),
        "definitions": [_tabulate_definition(c) for c in comparison.definitions],
        "rows": comparison.rows.to_dicts(),
        "targets": comparison.judged.to_dicts(),
        "inputs": [
            {"side": side, "file": file.file, "sha256": file.sha256}
            for side, file in comparison.inputs
        ],
    }


def show_comparison(
    console: Console, comparison: "Comparison", out: Path | None = None
) -> None:
    """The weightiest moves, and how many there are of what."""
    ids = {"before": comparison.before.id, "after": comparison.after.id}
    print_line(console, say("comparison.title", **ids))
    for line in _summarise(comparison):
        print_line(console, line)
    if not comparison.moves.is_empty():
        _show_moves(console, comparison)
    rest = comparison.moves.height - _SHOWN
    if rest > 0 and not out:
        print_line(console, say_count("comparison.more", rest, **ids))
    if out:
        print_line(console, say("comparison.written", file=out))


def _tabulate_definition(change: Any) -> dict[str, Any]:
    return {
        "metric": change.metric,
        "scope": change.scope,
        "kind": change.kind,
        "field": change.field,
        "before": dict(zip(("en", "ru"), change.before, strict=True)),
        "after": dict(zip(("en", "ru"), change.after, strict=True)),
    }


def _summarise(comparison: "Comparison") -> list[str]:
    moves, judged = comparison.moves, comparison.judged
    restated = moves.filter("is_restated").height
    targets = judged.filter("is_target_changed").height
    metrics = {change.metric for change in comparison.definitions}
    is_reversed = comparison.before.info.created_at > comparison.after.info.created_at
    lines = [
        say("comparison.reversed") if is_reversed else "",
        say_count("comparison.moved", moves.height),
        say_count("comparison.restated_count", restated) if restated else "",
        say_count("comparison.definitions", len(metrics)) if metrics else "",
        say_count("comparison.targets", targets) if targets else "",
        *(_say_rows(row) for row in comparison.rows.iter_rows(named=True)),
        "" if comparison.is_compared else say("comparison.not_compared"),
        "" if comparison.has_rows else say("comparison.without_rows"),
    ]
    return [line for line in lines if line]


def _say_rows(row: dict[str, Any]) -> str:
    return say("comparison.rows", name=say_code("comparison_fact", row["fact"]), **row)


def _show_moves(console: Console, comparison: "Comparison") -> None:
    table = Table(box=None, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(say(f"comparison_column.{name}"), overflow="fold")
    for row in comparison.moves.head(_SHOWN).iter_rows(named=True):
        table.add_row(*map(make_plain, _list_cells(row)))
    console.print(table)


def _list_cells(row: dict[str, Any]) -> list[str]:
    from warehouse.comparison import words

    why = words.name_causes(row["causes"])
    if row["is_restated"]:
        why = f"{why} ({say('comparison.restated')})"
    return [
        words.name_indicator(row),
        words.name_scope(row),
        words.name_period(row["grain"], row["period"]),
        " · ".join(filter(None, (words.name_part(row), words.name_measure(row)))),
        words.name_figure(row["value_before"], row["state_before"]),
        words.name_figure(row["value_after"], row["state_after"]),
        why,
    ]
