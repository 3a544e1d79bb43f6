"""What a reader of a view has to know beside its figures."""

from collections.abc import Iterator, Sequence

import polars as pl

from dashboard.data import ask
from dashboard.explore.cells import Row, Subject, is_marked_partial
from dashboard.explore.layout import Layout
from dashboard.explore.marks import PARTIAL_MARK
from dashboard.frame import scope_row
from dashboard.indicator_words import format_figure
from dashboard.period_names import name_period
from dashboard.states import SUPPRESSED, state_text
from dashboard.wording import pick, text
from warehouse.answers.definition_changes import fetch_breaks

ROUNDING = 1e-6
ROOMY = 12


def list_remarks(
    cells: pl.DataFrame,
    drawn: Sequence[Row],
    wholes: pl.DataFrame,
    layout: Layout,
    subject: Subject,
) -> list[str]:
    """Sentences in plain text; none where nothing needs to be said."""
    return [
        *_say_cut(layout),
        *_say_chosen(subject),
        *_say_gaps(drawn, layout),
        *_say_overlap(subject),
        *_say_unsplit(cells, wholes, subject),
        *_say_partial(drawn, layout),
        *_say_fiscal(subject),
        *_say_breaks(subject),
        *_say_assumption(cells, subject),
    ]


def _say_cut(layout: Layout) -> Iterator[str]:
    drawn = len(layout.strips)
    if drawn < layout.found:
        yield text("explore.cut", drawn=drawn, found=layout.found)


def _say_overlap(subject: Subject) -> Iterator[str]:
    """Why no total stands above parts that cannot be added."""
    rule = subject.indicator["rollup_disaggregates"]
    if subject.view.dimensions and rule != "sum":
        yield text("explore.recomputed" if rule == "recomputed" else "explore.overlap")


def _say_unsplit(
    cells: pl.DataFrame, wholes: pl.DataFrame, subject: Subject
) -> Iterator[str]:
    """What of a whole its parts do not make up, where none of them is hidden."""
    view = subject.view
    is_whole = not (view.members or view.members_2)
    if not (view.dimensions and subject.has_additive_parts and is_whole):
        return
    sums = cells.group_by("period").agg(
        parts=pl.col("value").sum(),
        is_hidden=(pl.col("state") == SUPPRESSED).any(),
    )
    missing = (
        wholes.join(sums.filter(~pl.col("is_hidden")), on="period")
        .with_columns(missing=pl.col("value") - pl.col("parts"))
        .filter(pl.col("missing").abs() > ROUNDING)
    )
    for row in missing.sort("period").to_dicts():
        yield text(
            "explore.unsplit",
            period=name_period(view.grain, row["period"]),
            whole=format_figure(row["value"], subject.indicator),
            parts=format_figure(row["parts"], subject.indicator),
        )


def _say_chosen(subject: Subject) -> Iterator[str]:
    """What the total of the table is, where only some groups are chosen."""
    if subject.view.members or subject.view.members_2:
        yield text("explore.chosen")


def _say_gaps(drawn: Sequence[Row], layout: Layout) -> Iterator[str]:
    """What empty places stand for, where they are too narrow for words."""
    states = dict.fromkeys(row["state"] for row in drawn if row["value"] is None)
    periods = {row["period"] for row in drawn}
    if states and (layout.strip_columns or len(periods) > ROOMY):
        words = ", ".join(state_text(state).lower() for state in states)
        yield text("explore.gaps", states=words)


def _say_partial(drawn: Sequence[Row], layout: Layout) -> Iterator[str]:
    if any(is_marked_partial(row) for row in drawn):
        mark = "" if layout.is_one_period else f"{PARTIAL_MARK} "
        yield text("explore.partial", mark=mark)


def _say_fiscal(subject: Subject) -> Iterator[str]:
    """What the short names of fiscal periods stand for."""
    if subject.view.grain.startswith("fiscal"):
        yield text("explore.fiscal")


def _say_breaks(subject: Subject) -> Iterator[str]:
    """From when another definition holds, and what it means for earlier periods."""
    view = subject.view
    for row in ask(fetch_breaks, view.scope, view.metric).to_dicts():
        key = "recomputed" if row["is_recomputed"] else "kept"
        yield text(f"explore.changed_{key}", day=row["changed_date"])


def _say_assumption(cells: pl.DataFrame, subject: Subject) -> Iterator[str]:
    """What the split of a register assumes, beside every generated split."""
    note = pick(scope_row(), "register_note")
    if note and subject.view.dimensions and "illustrative" in cells["provenance"]:
        yield note
