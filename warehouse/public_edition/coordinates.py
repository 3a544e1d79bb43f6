"""Where a count stands: its scope, stretch of time, place and other members."""

import polars as pl

from warehouse.disclosure import TOTAL

PLACES = ("municipality", "region", "federal_district")
"""Dimensions of place, the finest first."""

LEVELS = ("event", "month", "quarter", "year", "fiscal_year", "programme")
"""Levels of time, the finest first. US fiscal quarters are calendar quarters."""

EVENT = "training"
"""The dimension that names single events: a value of one event has no other period."""


def locate(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `level`, `time`, `place` and one column per other dimension.

    `rows` has grain, period, dimension, member, dimension_2, member_2. A row of an
    event stands at the event whatever its period: what an event counts, it counts once.
    """
    grain = pl.col("grain").replace("fiscal_quarter", "quarter")
    is_event = pl.col("dimension") == EVENT
    level = pl.when(is_event).then(pl.lit("event")).otherwise(grain)
    day = pl.col("period").cast(pl.String)
    time = (
        pl.when(is_event)
        .then(name_event(pl.col("member")))
        .when(grain == "programme")
        .then(pl.lit("programme"))
        .otherwise(name_period(grain, day))
    )
    located = rows.with_columns(level.alias("level"), time.alias("time"))
    return located.with_columns(_find_place(), *_find_members(rows))


def name_event(event_id: pl.Expr) -> pl.Expr:
    """The stretch of time that an event is."""
    return pl.concat_str(pl.lit("event:"), event_id)


def name_period(level: pl.Expr, first_day: pl.Expr) -> pl.Expr:
    """The stretch of time that a period is, by its first day as text."""
    return pl.concat_str(level, pl.lit(":"), first_day)


def name_place(dimension: str, member: pl.Expr) -> pl.Expr:
    """A member of a dimension of place: the same code may stand in two of them."""
    return pl.concat_str(pl.lit(f"{dimension}:"), member)


def list_other_dimensions(columns: list[str]) -> list[str]:
    """The columns that `locate` made of dimensions that are no places."""
    return [name for name in columns if name.startswith("by_")]


def write_cell_ids(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `cell`, the id of the count that stands at these coordinates."""
    others = list_other_dimensions(rows.columns)
    parts = ["quantity", "scope", "time", "place"]
    members = [
        pl.when(pl.col(name) != TOTAL).then(
            pl.concat_str(pl.lit(name.removeprefix("by_") + ":"), name)
        )
        for name in others
    ]
    cell = pl.concat_str(*parts, *members, separator=" | ", ignore_nulls=True)
    return rows.with_columns(cell.alias("cell"))


def write_tables(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `table`, the unit that is published or not, and what it is split by.

    `place_level` is the dimension of place or `total`, `split` the other dimensions.
    """
    others = list_other_dimensions(rows.columns)
    members = [
        pl.when(pl.col(name) != TOTAL).then(pl.lit(name.removeprefix("by_")))
        for name in others
    ]
    level = pl.col("place").str.split(":").list.first().alias("place_level")
    split = pl.concat_str(pl.lit(""), *members, separator=" ", ignore_nulls=True)
    rows = rows.with_columns(level, split.str.strip_chars().alias("split"))
    parts = ["quantity", "scope", "level", "place_level", "split"]
    return rows.with_columns(pl.concat_str(*parts, separator=" | ").alias("table"))


def _find_place() -> pl.Expr:
    place = pl.lit(TOTAL)
    for dimension in PLACES:
        for side in ("", "_2"):
            is_here = (pl.col(f"dimension{side}") == dimension).fill_null(False)
            named = name_place(dimension, pl.col(f"member{side}"))
            place = pl.when(is_here).then(named).otherwise(place)
    return place.alias("place")


def _find_members(rows: pl.DataFrame) -> list[pl.Expr]:
    used = pl.concat([rows["dimension"], rows["dimension_2"]]).drop_nulls().unique()
    others = sorted(set(used) - {*PLACES, EVENT, TOTAL})
    return [_find_member(dimension) for dimension in others]


def _find_member(dimension: str) -> pl.Expr:
    member = pl.lit(TOTAL)
    for side in ("", "_2"):
        is_here = (pl.col(f"dimension{side}") == dimension).fill_null(False)
        member = pl.when(is_here).then(pl.col(f"member{side}")).otherwise(member)
    return member.alias(f"by_{dimension}")
