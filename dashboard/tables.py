"""Tables in the reader's language, and the same rows as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import polars as pl
import streamlit as st

from dashboard.wording import current_language

ROW_HEIGHT = 36
VIEW_HEIGHT = 432
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Kind = Literal["text", "figure", "number", "date", "link", "percent", "flag"]


@dataclass(frozen=True)
class Column:
    """How a column is shown: its head (plain text) and kind.

    A `figure` is a number as text, or a word in its place; `digits` are those of
    numbers; `width` may be in pixels; `link_text` stands in place of an address; a
    pinned column stays in sight.
    """

    head: str
    kind: Kind = "text"
    digits: int = 0
    width: Literal["small", "medium", "large"] | int | None = None
    link_text: str | None = None
    is_pinned: bool = False


def show_table(
    frame: pl.DataFrame,
    columns: Mapping[str, Column],
    *,
    alt: str,
    key: str | None = None,
    row_height: int = ROW_HEIGHT,
    view_height: int = VIEW_HEIGHT,
    is_selectable: bool = False,
    has_cells: bool = False,
    on_pick: Callable[[], None] | None = None,
) -> Any:
    """Show `columns` of a frame in their order; `alt` names the table.

    `on_pick` is called when the reader picks another row. With `has_cells` a cell can
    be picked as well as a row; the arrow keys pick each cell that they come to.

    Returns:
        What the reader picked, where a row can be picked (`is_selectable`).
    """
    height = min(frame.height * row_height, view_height) + ROW_HEIGHT + 3
    return st.dataframe(
        frame.select(list(columns)),
        column_config={name: _configure(column) for name, column in columns.items()},
        hide_index=True,
        row_height=row_height,
        height=height,
        alt=alt,
        placeholder="–",
        key=key,
        on_select=on_pick or ("rerun" if is_selectable else "ignore"),
        selection_mode=("single-row", "single-cell") if has_cells else "single-row",
    )


def write_csv(frame: pl.DataFrame, notes: Mapping[str, str]) -> bytes:
    """A frame as CSV (UTF-8 with BOM); each note becomes a column of every row.

    So does the time of writing, `downloaded_at` (UTC). A column of the frame that has a
    note's name keeps its words as `<name>_name`, since notes are codes. Text that a
    spreadsheet would run as a formula gets an apostrophe in front.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    notes = {**notes, "downloaded_at": now}
    named = frame.rename({n: f"{n}_name" for n in notes if n in frame.columns})
    noted = named.with_columns(
        pl.lit(value).alias(name) for name, value in notes.items()
    )
    return noted.select(_disarm(noted)).write_csv(include_bom=True).encode()


def _disarm(frame: pl.DataFrame) -> Sequence[pl.Expr]:
    """Cells of text and heads that no spreadsheet runs; numbers stay numbers."""
    dangerous = "^[" + "".join(f"\\{start}" for start in "=+-@") + r"\t\r]"
    guarded = [
        pl.when(pl.col(name).str.contains(dangerous))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        if kind == pl.String
        else pl.col(name)
        for name, kind in frame.schema.items()
    ]
    heads = [
        f"'{name}" if name.startswith(FORMULA_STARTS) else name
        for name in frame.columns
    ]
    return [cell.alias(head) for cell, head in zip(guarded, heads, strict=True)]


def _configure(column: Column) -> Any:
    if column.kind == "number":
        places = f"%,.{column.digits}f" if column.digits else "%,d"
        form = places if current_language() == "en" else "localized"
        return st.column_config.NumberColumn(
            column.head, format=form, width=column.width
        )
    if column.kind == "percent":
        return st.column_config.NumberColumn(
            column.head, format=f"%.{column.digits}f %%", width=column.width
        )
    if column.kind == "date":
        form = {"en": "D MMM YYYY", "ru": "DD.MM.YYYY"}[current_language()]
        return st.column_config.DateColumn(column.head, format=form, width=column.width)
    if column.kind == "link":
        return st.column_config.LinkColumn(
            column.head, display_text=column.link_text, width=column.width
        )
    if column.kind == "flag":
        return st.column_config.CheckboxColumn(column.head, width=column.width)
    return st.column_config.TextColumn(
        column.head,
        width=column.width,
        pinned=column.is_pinned or None,
        alignment="right" if column.kind == "figure" else None,
    )
