"""Relations between the cells of a table, from which members make up which."""

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.disclosure.cells import Relation, RelationKind

TOTAL = "total"
"""The member of a dimension that stands for all of them."""


def relate(
    cells: pl.DataFrame,
    dimension: str,
    whole_of: Mapping[str, str],
    kind: RelationKind = RelationKind.SUM,
) -> list[Relation]:
    """Tie wholes to parts that differ in one dimension, such as months to quarters.

    `cells` has one row per cell with its id in `cell` and every other column a
    dimension; `whole_of` gives for each part's member the member it belongs to, on one
    level: months and quarters of a year are two calls. A whole that has no cell of its
    own is passed over.
    """
    others = [name for name in cells.columns if name not in ("cell", dimension)]
    wholes = cells.rename({"cell": "whole"})
    pairs = (
        cells.filter(pl.col(dimension).is_in(list(whole_of)))
        .with_columns(pl.col(dimension).replace_strict(dict(whole_of)))
        .join(wholes, on=[dimension, *others], maintain_order="left")
        .group_by("whole", maintain_order=True)
        .agg("cell")
    )
    return [Relation(kind, whole, tuple(parts)) for whole, parts in pairs.iter_rows()]


def relate_margins(
    cells: pl.DataFrame,
    dimensions: Sequence[str],
    kind: RelationKind = RelationKind.SUM,
) -> list[Relation]:
    """Tie the member `total` of each dimension to all its other members."""
    return [
        relation
        for dimension in dimensions
        for relation in relate(
            cells, dimension, _belong_to_total(cells[dimension]), kind
        )
    ]


def _belong_to_total(members: pl.Series) -> dict[str, str]:
    return {member: TOTAL for member in members.unique() if member != TOTAL}
