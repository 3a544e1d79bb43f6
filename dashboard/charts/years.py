"""Dates as positions on a line of years, free of the browser's time zone."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

QUARTERLY_SPAN_YEARS = 2.6


@dataclass(frozen=True)
class Span:
    """A stretch of decimal years, its end not included."""

    start: float
    end: float


def place_date(day: date) -> float:
    """The date's start in decimal years: 2008-07-01 lies near 2008.5."""
    days = 366 if isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / days


def span_date(day: date, precision: str) -> Span:
    """The stretch that a date of this precision stands for; early: a quarter."""
    if precision == "year":
        return Span(day.year, day.year + 1)
    if precision == "early_year":
        return Span(day.year, day.year + 0.25)
    if precision == "month":
        first = day.replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        return Span(place_date(first), place_date(following))
    return Span(place_date(day), place_date(day + timedelta(days=1)))


def choose_ticks(span: Span) -> list[date]:
    """First days to write on the axis: of quarters in short spans, else of years."""
    years = range(int(span.start), int(span.end) + 1)
    months = (1, 4, 7, 10) if span.end - span.start <= QUARTERLY_SPAN_YEARS else (1,)
    days = [date(year, month, 1) for year in years for month in months]
    return [day for day in days if span.start <= place_date(day) < span.end]


def cover_spans(spans: Sequence[Span]) -> Span:
    """The shortest span of whole quarters that covers them all (at least one)."""
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    quarters = [
        place_date(date(year, month, 1))
        for year in range(floor(start), ceil(end) + 2)
        for month in (1, 4, 7, 10)
    ]
    return Span(
        max(place for place in quarters if place <= start),
        min(place for place in quarters if place >= end),
    )
