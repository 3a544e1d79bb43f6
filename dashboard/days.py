"""Dates in words at the precision that is known."""

from datetime import date

from dashboard.charts.years import Span, choose_ticks, place_date
from dashboard.wording import format_date, text

_PATTERNS = {"day": "d MMM y", "month": "LLLL y", "year": "y"}


def name_day(day: date | None, precision: str | None) -> str:
    """`5 Apr 2008`, `April 2008`, `early 2008` or `2008`; nothing for no date."""
    if day is None:
        return ""
    if precision == "early_year":
        return text("date.early_year", year=str(day.year))
    return format_date(day, _PATTERNS[precision or "day"])


def name_ticks(span: Span) -> list[tuple[float, str]]:
    """Places and words of a time axis: years, in short spans quarters too."""
    ticks = choose_ticks(span)
    return [
        (place_date(day), _name_tick(day, is_first=day == ticks[0])) for day in ticks
    ]


def _name_tick(day: date, *, is_first: bool) -> str:
    if day.month == 1:
        return format_date(day, "y")
    return format_date(day, "LLL y" if is_first else "LLL")
