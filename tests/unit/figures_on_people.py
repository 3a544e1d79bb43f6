"""Figures on people as a release has them, made by hand for tests."""

from datetime import date

import polars as pl

from warehouse.disclosure import RelationKind
from warehouse.public_edition.people import Link, PeopleMetric
from warehouse.public_edition.protecting import ReleaseRows

YEAR = date(2008, 1, 1)

_FIGURE = {
    "metric": pl.String,
    "scope": pl.String,
    "grain": pl.String,
    "period": pl.Date,
    "dimension": pl.String,
    "member": pl.String,
    "dimension_2": pl.String,
    "member_2": pl.String,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "n": pl.Int64,
    "is_fixed": pl.Boolean,
}
_EVENT = {
    "event_id": pl.String,
    "scope": pl.String,
    "last_date": pl.Date,
    "role": pl.String,
    "quantity": pl.String,
    "value": pl.Int64,
}
_PLACES = [("c-1", "r-1", "d-1"), ("c-2", "r-1", "d-1"), ("c-3", "r-2", "d-1")]
_ROLLUPS = [("example", "example"), ("all", "example"), ("all", "all")]

Row = dict[str, object]


def make_metric(name: str, **differences: object) -> PeopleMetric:
    """A count that adds up over time and members, unless said otherwise."""
    usual = {
        "is_share": False,
        "is_whole": True,
        "is_about_oneself": False,
        "over_time": RelationKind.SUM,
        "over_places": RelationKind.SUM,
        "over_members": RelationKind.SUM,
        "parts": (),
        "links": {},
    }
    return PeopleMetric(name=name, **{**usual, **differences})


def make_share(
    name: str, upper: str, lower: str, **differences: object
) -> PeopleMetric:
    """A share of two counts."""
    parts = (upper, lower)
    return make_metric(name, is_share=True, is_whole=False, parts=parts, **differences)


def link(**declared: object) -> dict[str, Link]:
    """What a count says of other metrics' people."""
    return {"value": Link(**declared)}


def figure(metric: str, value: float, **differences: object) -> Row:
    """A figure of the year 2008; `sex="female"` makes it that of a member."""
    members = {k: v for k, v in differences.items() if k not in _FIGURE}
    first, second = (*members.items(), (None, None), (None, None))[:2]
    row: Row = {
        "metric": metric,
        "scope": "example",
        "grain": "year",
        "period": YEAR,
        "dimension": first[0] or "total",
        "member": first[1] or "total",
        "dimension_2": second[0],
        "member_2": second[1],
        "value": value,
        "is_fixed": False,
    }
    return {**row, **{k: v for k, v in differences.items() if k in _FIGURE}}


def event(name: str, value: int, day: date = date(2008, 4, 25)) -> Row:
    """How many came to an event."""
    return {
        "event_id": name,
        "scope": "example",
        "last_date": day,
        "role": "attendance_count",
        "quantity": "attendances",
        "value": value,
    }


def make_rows(*figures: Row, events: tuple[Row, ...] = ()) -> ReleaseRows:
    """All that a release shows of people."""
    values = pl.DataFrame(list(figures), schema=_FIGURE)
    happened = pl.DataFrame(list(events), schema=_EVENT)
    numbers = pl.int_range(0, values.height + happened.height, eager=True)
    return ReleaseRows(
        values=values.with_columns(numbers[: values.height].alias("row")),
        events=happened.with_columns(numbers[values.height :].alias("row")),
        municipalities=pl.DataFrame(
            _PLACES,
            ["municipality_id", "region_code", "federal_district_code"],
            orient="row",
        ),
        rollups=pl.DataFrame(_ROLLUPS, ["figure_scope", "row_scope"], orient="row"),
    )
