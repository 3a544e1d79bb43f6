"""How counts add up over time, over places and over the members of a dimension."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from warehouse.disclosure import TOTAL, Relation, RelationKind, relate_margins
from warehouse.public_edition.coordinates import (
    PLACES,
    list_other_dimensions,
    name_place,
)
from warehouse.public_edition.time_tree import PARTS_OF


class Tree(NamedTuple):
    """A hierarchy of members: one column of cells, and the level each member is on.

    `ties` has member, level, whole, above (the level of `whole`); `parts_of` names for
    each level the levels it may consist of, and of these the first that is there does.
    """

    column: str
    level: str
    other_level: str
    ties: pl.DataFrame
    parts_of: Mapping[str, Sequence[Sequence[str]]]


PLACE_PARTS_OF = {
    "region": (("municipality",),),
    "federal_district": (("region", "municipality"),),
    TOTAL: (("federal_district", "region", "municipality"),),
}


def make_time_tree(ties: pl.DataFrame) -> Tree:
    """Time as a hierarchy, from `tie_times`."""
    return Tree("time", "level", "place_level", ties, PARTS_OF)


def make_place_tree(municipalities: pl.DataFrame) -> Tree:
    """Places as a hierarchy.

    `municipalities` has municipality_id, region_code and federal_district_code.
    """
    codes = municipalities.select(
        pl.col("municipality_id").alias("municipality"),
        pl.col("region_code").alias("region"),
        pl.col("federal_district_code").alias("federal_district"),
    )
    unknown = pl.DataFrame({name: ["not_reported"] for name in PLACES})
    known = pl.concat([codes, unknown]).drop_nulls("municipality")
    known = known.with_columns(pl.col(PLACES[1:]).fill_null("not_reported"))
    ties = [
        known.select(
            name_place(part, pl.col(part)).alias("place"),
            pl.lit(part).alias("place_level"),
            (pl.lit(TOTAL) if above == TOTAL else name_place(above, pl.col(above)))
            .alias("whole"),
            pl.lit(above).alias("above"),
        )
        for above, branches in PLACE_PARTS_OF.items()
        for part in branches[0]
    ]  # fmt: skip
    return Tree(
        "place", "place_level", "level", pl.concat(ties).unique(), PLACE_PARTS_OF
    )


def relate_levels(
    cells: pl.DataFrame, tree: Tree, kinds: Mapping[str, RelationKind | None]
) -> list[Relation]:
    """Tie each whole of a hierarchy to its parts on the next finer level there is.

    `kinds` says by quantity how it adds up; one without a kind does not.
    """
    same = ["quantity", "scope", tree.other_level, "split"]
    present = cells.group_by(same).agg(pl.col(tree.level).unique().alias("present"))
    parts = cells.join(present, on=same).join(tree.ties, on=[tree.column, tree.level])
    others = list_other_dimensions(cells.columns)
    other_column = "place" if tree.column == "time" else "time"
    keys = ["quantity", "scope", other_column, *others]
    wholes = cells.select(
        *keys, pl.col(tree.column).alias("whole"), pl.col("cell").alias("whole_cell")
    )
    chosen = pl.concat(
        parts.filter(pl.col("above") == above, _is_first(tree.level, branch))
        for above, branches in tree.parts_of.items()
        for branch in branches
    )
    found = (
        chosen.join(wholes, on=[*keys, "whole"], maintain_order="left")
        .group_by("quantity", "whole_cell", tree.level, maintain_order=True)
        .agg("cell")
    )
    return [
        Relation(kind, whole, tuple(members))
        for quantity, whole, _, members in found.iter_rows()
        if (kind := kinds.get(quantity))
    ]


def relate_members(
    cells: pl.DataFrame, kinds: Mapping[str, RelationKind | None]
) -> list[Relation]:
    """Tie the total over a dimension to its members."""
    others = list_other_dimensions(cells.columns)
    columns = ["cell", "quantity", "scope", "time", "place", *others]
    relations = []
    for kind in RelationKind:
        quantities = [name for name, known in kinds.items() if known == kind]
        own = cells.filter(pl.col("quantity").is_in(quantities)).select(columns)
        if not own.is_empty():
            relations += relate_margins(own, others, kind)
    return relations


def _is_first(level: str, branch: Sequence[str]) -> pl.Expr:
    """Whether a part's level is the first of a branch that is there."""
    first = pl.lit(None, dtype=pl.String)
    for name in reversed(branch):
        first = (
            pl.when(pl.col("present").list.contains(name))
            .then(pl.lit(name))
            .otherwise(first)
        )
    return pl.col(level) == first
