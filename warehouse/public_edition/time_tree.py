"""Which stretches of time make up which."""

import polars as pl

from warehouse.public_edition.coordinates import name_period

PARTS_OF = {
    "month": (("event",),),
    "quarter": (("month", "event"),),
    "year": (("quarter", "month", "event"),),
    "fiscal_year": (("quarter", "month", "event"),),
    "programme": (
        ("year", "quarter", "month", "event"),
        ("fiscal_year", "quarter", "month", "event"),
    ),
}
"""For each level the levels whose stretches it consists of, the coarsest first; a whole
programme consists of its years and of its US fiscal years."""


def tie_times(cells: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """For every stretch of time those that hold it: `time`, `level`, `whole`, `above`.

    `cells` has time and level; `ends` the last day of events as time and last_date.
    `above` is the level of `whole`.
    """
    times = cells.select("time", "level").unique(maintain_order=True)
    days = times.join(ends, on="time", how="left").with_columns(
        pl.coalesce(
            "last_date",
            pl.col("time").str.split(":").list.last().str.to_date(strict=False),
        ).alias("day")
    )
    wholes = [
        days.with_columns(
            pl.lit(level).alias("above"), _find_whole(level).alias("whole")
        )
        for level in PARTS_OF
    ]
    return pl.concat(wholes).select("time", "level", "whole", "above").drop_nulls()


def _find_whole(level: str) -> pl.Expr:
    if level == "programme":
        return pl.when(pl.col("level") != level).then(pl.lit("programme"))
    is_finer = pl.col("level").is_in([x for parts in PARTS_OF[level] for x in parts])
    first = {
        "month": pl.col("day").dt.truncate("1mo"),
        "quarter": pl.col("day").dt.truncate("1q"),
        "year": pl.col("day").dt.truncate("1y"),
        # The US fiscal year begins on 1 October.
        "fiscal_year": pl.col("day")
        .dt.offset_by("3mo")
        .dt.truncate("1y")
        .dt.offset_by("-3mo"),
    }[level]
    return pl.when(is_finer).then(name_period(pl.lit(level), first.cast(pl.String)))
