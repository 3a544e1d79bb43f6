"""How the cells of the workbook look."""

from typing import Any

import dataframely as dy
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from warehouse.registers.columns import Language, notes_of

ACCENT, PALE, TEXT, GREY, LINE = "#0B5CAD", "#DCE9F6", "#1F2933", "#616E7C", "#B8C4D0"


_DATES: dict[Language, str] = {"en": "yyyy-mm-dd", "ru": "dd.mm.yyyy"}


class Formats:
    """The workbook's formats, each made once; dates look as the language has them."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._workbook = workbook
        self._date_format = _DATES[language]
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.title = self._make(bold=True, font_size=16, font_color=ACCENT)
        self.subtitle = self._make(font_color=GREY)
        self.heading = self._make(bold=True, font_size=12, font_color=ACCENT, bottom=1)
        self.term = self._make(bold=True, font_color=TEXT, valign="top", text_wrap=True)
        self.prose = self._make(font_color=TEXT, valign="top", text_wrap=True)
        self.link = self._make(font_color=ACCENT, underline=1, valign="top")
        self.note = self._make(
            font_size=8, font_color=GREY, valign="top", text_wrap=True
        )
        self.label = self._make(font_size=8, font_color=GREY, bold=True, italic=True)

    def header(self, *, required: bool) -> Format:
        """A header cell: dark where a value is required, pale where it may be empty."""
        colours = (
            {"bg_color": ACCENT, "font_color": "#FFFFFF"}
            if required
            else {"bg_color": PALE, "font_color": TEXT}
        )
        return self._make(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=LINE,
            **colours,
        )

    def cell(self, column: dy.Column) -> Format:
        """An empty cell to be filled in."""
        return self._make(**self._type_of(column), valign="top")

    def example(self, column: dy.Column) -> Format:
        """A cell of the example row."""
        return self._make(
            **self._type_of(column), font_color=GREY, italic=True, align="left"
        )

    def _type_of(self, column: dy.Column) -> dict[str, Any]:
        if isinstance(column, dy.Date):
            return {"num_format": self._date_format}
        # As text, or a spreadsheet would make a number or a date of an id.
        return {"num_format": "@"} if notes_of(column).is_identifier else {}

    def _make(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]
