"""The hidden sheet with the values that cells offer."""

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_formula


class ListSheet:
    """Lists side by side, a column each; equal lists share one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._columns: dict[tuple[str, ...], int] = {}

    def place(self, choices: tuple[str, ...]) -> str:
        """Give a list its column; the cells of it, as a validation names them."""
        column = self._columns.setdefault(choices, len(self._columns))
        last = len(choices) - 1
        cells: str = xl_range_formula(self._name, 0, column, last, column)
        return cells

    def write(self, workbook: Workbook) -> None:
        """Add the sheet, after all lists have their place."""
        sheet = workbook.add_worksheet(self._name)
        sheet.hide()
        for choices, column in self._columns.items():
            sheet.write_column(0, column, choices)
