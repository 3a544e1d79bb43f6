"""Which rows of a release the public edition may show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from warehouse.disclosure import (
    TOTAL,
    CellState,
    LinkedTables,
    Loss,
    Protection,
    Relation,
    RelationKind,
    SmallCellRule,
    link,
    measure_loss,
    protect,
)
from warehouse.public_edition.coordinates import LEVELS, PLACES, name_event
from warehouse.public_edition.counts import Counts, count_people
from warehouse.public_edition.hierarchies import (
    make_place_tree,
    make_time_tree,
    relate_levels,
    relate_members,
)
from warehouse.public_edition.people import PeopleMetric
from warehouse.public_edition.shared_people import keep_true, tie_metrics, tie_scopes
from warehouse.public_edition.time_tree import tie_times


@dataclass(frozen=True)
class ReleaseRows:
    """What a release shows of people, as frames.

    `values` as `rows.sql` gives it, with `row`; `events` has row, role, quantity,
    scope, event_id, value, last_date; `municipalities` and `rollups` as the marts
    dim_municipality and dim_scope_rollup.
    """

    values: pl.DataFrame
    events: pl.DataFrame
    municipalities: pl.DataFrame
    rollups: pl.DataFrame


@dataclass(frozen=True)
class Decision:
    """What is shown, and how it went.

    `rows` has row, is_shown, is_dropped (its whole table is left out) and is_count (the
    value is itself the count of people that it rests on).
    """

    protection: Protection
    rows: pl.DataFrame
    loss: Loss


def decide(
    rows: ReleaseRows, metrics: Mapping[str, PeopleMetric], rule: SmallCellRule
) -> Decision:
    """Protect all counts of a release as one system.

    Raises:
        InconsistentCellsError: two figures contradict each other.
        StillDisclosedError: naming the cells that cannot be protected.
    """
    counts = count_people(rows.values, rows.events, metrics)
    agreeing = find_agreeing(counts, rows.values, metrics, rule)
    tables = build_system(counts, agreeing, rows, metrics)
    protection = protect(tables, rule, list_droppable(counts.cells))
    judged = _judge(counts, protection, rows)
    return Decision(protection, judged, measure_loss(protection.publication, rule))


def find_agreeing(
    counts: Counts,
    values: pl.DataFrame,
    metrics: Mapping[str, PeopleMetric],
    rule: SmallCellRule,
) -> pl.Series:
    """Cells that would tell what nearly all of a group say of themselves.

    Where k or fewer answered otherwise, both numbers of answers stay unpublished.
    """
    about_oneself = [m.name for m in metrics.values() if m.is_about_oneself]
    rest = pl.col("denominator") - pl.col("numerator")
    agreeing = values.filter(
        pl.col("metric").is_in(about_oneself),
        (pl.col("numerator") <= rule.k) | (rest <= rule.k),
    )
    found = counts.needs.filter(role="numerator").join(agreeing, on="row", how="semi")
    return found["cell"].unique()


def build_system(
    counts: Counts,
    agreeing: pl.Series,
    rows: ReleaseRows,
    metrics: Mapping[str, PeopleMetric],
) -> LinkedTables:
    """Cells and all that ties them, as one system."""
    unpublished = set(agreeing)
    cells = [
        replace(cell, is_published=cell.id not in unpublished)
        for cell in counts.list_cells()
    ]
    ties = tie_metrics(counts.cells, metrics)
    tie_scopes(counts.cells, rows.rollups, ties)
    true = keep_true(_relate(counts.cells, rows, metrics), cells, ties)
    relations = dict.fromkeys([*true, *ties.relations])
    return link([*cells, *ties.rests.values()], relations)


def list_droppable(cells: pl.DataFrame) -> list[str]:
    """Tables that may be left out, the one with the finest detail first.

    Totals of quarters, years and the programme stay.
    """
    is_kept = (
        (pl.col("place_level") == TOTAL)
        & (pl.col("split") == "")
        & ~pl.col("level").is_in(LEVELS[:2])
    )
    detail = (pl.col("place_level") != TOTAL) + pl.col("split").str.split(
        " "
    ).list.len()
    tables = (
        cells.filter(~is_kept)
        .group_by("table", maintain_order=True)
        .agg(
            detail.first().alias("detail"),
            pl.col("place_level").replace_strict(_rank((*PLACES, TOTAL))).first(),
            pl.col("level").replace_strict(_rank(LEVELS)).first(),
        )
    )
    order = ["detail", "place_level", "level", "table"]
    return tables.sort(order, descending=[True, False, False, False])["table"].to_list()


def _judge(counts: Counts, protection: Protection, rows: ReleaseRows) -> pl.DataFrame:
    """A row is shown if all counts are that it needs; one that names none is not."""
    states = protection.publication.to_frame()
    needs = counts.needs.join(states, on="cell", how="left", maintain_order="left")
    dropped = pl.col("table").is_in(list(protection.publication.dropped))
    judged = needs.group_by("row").agg(
        (pl.col("state").fill_null("") == CellState.SHOWN.value)
        .all()
        .alias("is_shown"),
        dropped.any().fill_null(False).alias("is_dropped"),
        (pl.col("is_amount").not_() & (pl.col("role") == "value"))
        .any()
        .alias("is_count"),
    )
    everything = pl.concat([rows.values.select("row"), rows.events.select("row")])
    found = everything.join(judged, on="row", how="left", maintain_order="left")
    return found.with_columns(pl.exclude("row").fill_null(False))


def _rank(names: Iterable[str]) -> dict[str, int]:
    return {name: position for position, name in enumerate(names)}


def _relate(
    cells: pl.DataFrame, rows: ReleaseRows, metrics: Mapping[str, PeopleMetric]
) -> list[Relation]:
    days = rows.events.select(
        name_event(pl.col("event_id")).alias("time"), "last_date"
    ).unique("time")
    times = make_time_tree(tie_times(cells, days))
    places = make_place_tree(rows.municipalities)
    return [
        *relate_levels(
            _in_every_scope(cells, rows.rollups),
            times,
            _list_kinds(metrics, lambda metric: metric.over_time),
        ),
        *relate_levels(
            cells, places, _list_kinds(metrics, lambda metric: metric.over_places)
        ),
        *relate_members(
            cells, _list_kinds(metrics, lambda metric: metric.over_members)
        ),
    ]


def _list_kinds(
    metrics: Mapping[str, PeopleMetric],
    find_kind: Callable[[PeopleMetric], RelationKind | None],
) -> dict[str, RelationKind | None]:
    """By count how it adds up, as its own metric says rather than a share of it."""
    kinds: dict[str, RelationKind | None] = {}
    for metric in sorted(metrics.values(), key=lambda m: m.is_share):
        for role in metric.roles:
            kinds.setdefault(metric.name_count(role), find_kind(metric))
    return kinds


def _in_every_scope(cells: pl.DataFrame, rollups: pl.DataFrame) -> pl.DataFrame:
    """The counts of single events once for each scope whose figures they are in."""
    events = cells.filter(level="event").join(
        rollups.select(pl.col("row_scope").alias("scope"), "figure_scope"), on="scope"
    )
    events = events.with_columns(pl.col("figure_scope").alias("scope"))
    others = cells.filter(pl.col("level") != "event")
    return pl.concat([others, events.select(cells.columns)])
