"""What a session asks to be done with its parcel."""

from dataclasses import replace

from dashboard.reader_code import find_reader_code
from dashboard.roles import Role, least
from dashboard.wording import current_language
from warehouse.parcel_runs import Order, Run, start
from warehouse.parcels import Parcel, count_lines

_TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def order_check(parcel: Parcel, *, dataset: str | None, replaces: str | None) -> None:
    """Have the files read and judged; nothing is loaded."""
    rows = _expect_rows(parcel)
    order = Order(True, current_language(), dataset, replaces, rows)
    start(parcel, _sign(order))


@least(Role.ANALYST)
def order_load(parcel: Parcel, checked: Run) -> None:
    """Have the files loaded as they were checked."""
    if checked.order:
        rows = sum(file["rows_in"] for file in checked.files)
        start(parcel, replace(_sign(checked.order), dry_run=False, rows=rows))


@least(Role.ANALYST)
def order_again(parcel: Parcel, order: Order) -> None:
    """Try the same once more."""
    start(parcel, _sign(order))


def _sign(order: Order) -> Order:
    """The order in the language, and under the code, of who gives it now."""
    return replace(order, lang=current_language(), reader=find_reader_code())


def _expect_rows(parcel: Parcel) -> int | None:
    """A line a row, where rows are lines."""
    if any(path.suffix not in _TEXT_ENDINGS for path in parcel.files):
        return None
    return sum(count_lines(path) for path in parcel.files)
