"""The counts that published values show or give away, each of them one cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from warehouse.disclosure import TOTAL, Cell, InconsistentCellsError
from warehouse.public_edition.coordinates import (
    list_other_dimensions,
    locate,
    name_event,
    write_cell_ids,
    write_tables,
)
from warehouse.public_edition.people import PeopleMetric, Role

_COUNT = ("cell", "row", "role", "quantity", "value", "people", "is_fixed")
"""What is not a coordinate among the columns of a placed count."""


@dataclass(frozen=True)
class Counts:
    """Cells, and which of them each row of a release needs to be shown.

    `cells` has one row per cell: cell, table, quantity, scope, level, time, place, one
    `by_…` column per other dimension, value, people, is_fixed. `needs` has one row per
    row of the release and cell: row, role, cell, is_amount (it does not count it).
    """

    cells: pl.DataFrame
    needs: pl.DataFrame

    def list_cells(self) -> Iterable[Cell]:
        """The cells as disclosure control takes them."""
        columns = ("cell", "table", "value", "people", "is_fixed")
        for cell, table, value, people, is_fixed in self.cells.select(
            columns
        ).iter_rows():
            yield Cell(cell, table, value, people, is_fixed=is_fixed)


def count_people(
    rows: pl.DataFrame, events: pl.DataFrame, metrics: Mapping[str, PeopleMetric]
) -> Counts:
    """The counts behind rows of metric values and behind single events.

    `rows` has row, metric, scope, grain, period, dimension, member, dimension_2,
    member_2, value, numerator, denominator, n, is_fixed. `events` has row, role,
    quantity, scope, event_id, value: the columns of events that are counts.

    Raises:
        InconsistentCellsError: the same count has two values.
    """
    located = locate(rows)
    found = [
        _take(located, metric, role)
        for metric in metrics.values()
        for role in metric.roles
    ]
    found += [_take_amounts(located, metric) for metric in metrics.values()]
    placed = pl.concat([*found, _place_events(events, located)], how="diagonal")
    others = list_other_dimensions(placed.columns)
    placed = placed.with_columns(pl.col(others).fill_null(TOTAL))
    placed = write_tables(write_cell_ids(_move_events(placed, events)))
    is_amount = pl.col("value").is_null().alias("is_amount")
    return Counts(_merge(placed), placed.select("row", "role", "cell", is_amount))


def _take(located: pl.DataFrame, metric: PeopleMetric, role: Role) -> pl.DataFrame:
    """One role of one metric; where the count is one of some members, it stands there.

    How many people stand behind a numerator is not known: at most as many as it says.
    """
    link = metric.links.get(role)
    where = dict(link.where) if link else {}
    people = pl.col("value") if role == "numerator" else pl.col("n")
    own = located.filter(pl.col("metric") == metric.name)
    own = own.with_columns(pl.col(role).round().cast(pl.Int64).alias("value"))
    own = own.filter(pl.col("value").is_not_null())
    return own.select(
        "row",
        pl.lit(role).alias("role"),
        pl.lit(metric.name_count(role)).alias("quantity"),
        "scope",
        "level",
        "time",
        "place",
        *(pl.col(x) for x in list_other_dimensions(own.columns)),
        "value",
        pl.coalesce(people, "value").alias("people"),
        "is_fixed",
    ).with_columns(pl.lit(member).alias(f"by_{name}") for name, member in where.items())


def _take_amounts(located: pl.DataFrame, metric: PeopleMetric) -> pl.DataFrame:
    """Amounts, such as hours, are no counts: each rests on the count beside it."""
    link = metric.links.get("value")
    own = located.filter(
        pl.col("metric") == metric.name, pl.lit(bool(link and link.rests_on))
    )
    return own.select(
        "row",
        pl.lit("value").alias("role"),
        pl.lit(link.rests_on if link else "").alias("quantity"),
        "scope",
        "level",
        "time",
        "place",
        *(pl.col(x) for x in list_other_dimensions(own.columns)),
    )


def _place_events(events: pl.DataFrame, located: pl.DataFrame) -> pl.DataFrame:
    others = list_other_dimensions(located.columns)
    return events.select(
        "row",
        "role",
        "quantity",
        "scope",
        pl.lit("event").alias("level"),
        name_event(pl.col("event_id")).alias("time"),
        pl.lit(TOTAL).alias("place"),
        *(pl.lit(TOTAL).alias(name) for name in others),
        "value",
        pl.col("value").alias("people"),
        pl.lit(False).alias("is_fixed"),
    )


def _move_events(placed: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Counts of one event in whatever scope are counts of its own scope."""
    own = events.select(
        name_event(pl.col("event_id")).alias("time"),
        pl.col("scope").alias("own_scope"),
    ).unique("time")
    moved = placed.join(own, on="time", how="left", maintain_order="left")
    scope = pl.coalesce("own_scope", "scope").alias("scope")
    return moved.with_columns(scope).drop("own_scope")


def _merge(placed: pl.DataFrame) -> pl.DataFrame:
    """One row per cell; the fewest people that any figure tells of."""
    coordinates = [c for c in placed.columns if c not in _COUNT]
    cells = (
        placed.drop_nulls("value")
        .group_by("cell", maintain_order=True)
        .agg(
            pl.col("quantity", *coordinates).first(),
            pl.col("value").min(),
            pl.col("value").max().alias("most"),
            pl.col("people").min(),
            pl.col("is_fixed").any(),
        )
    )
    differing = cells.filter(pl.col("value") != pl.col("most"))["cell"]
    if not differing.is_empty():
        raise InconsistentCellsError(f"two values: {', '.join(differing.head(10))}")
    people = pl.col("people").clip(1, pl.col("value"))
    return cells.drop("most").with_columns(
        pl.when(pl.col("value") > 0).then(people).otherwise(0).alias("people")
    )
