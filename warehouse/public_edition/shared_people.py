"""The same people seen through two figures: parts of a count, and what is left."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from warehouse.disclosure import Cell, Relation, RelationKind
from warehouse.public_edition.coordinates import list_other_dimensions
from warehouse.public_edition.people import Link, PeopleMetric

_UNPUBLISHED = "not published"
_NAMED = 20
_log = logging.getLogger(__name__)


@dataclass
class Ties:
    """Relations found, and cells that are not published but follow from others."""

    relations: list[Relation] = field(default_factory=list)
    rests: dict[str, Cell] = field(default_factory=dict)

    def part(self, whole: tuple[str, int], part: tuple[str, int]) -> None:
        """Tie a part to its whole; what is left are people as well.

        More than the whole is no part of it: who is asked half a year after an event is
        asked in another period than others come.
        """
        rest_value = whole[1] - part[1]
        if rest_value < 0:
            return
        rest = f"{whole[0]} – {part[0]}"
        self.rests[rest] = Cell(rest, _UNPUBLISHED, rest_value, is_published=False)
        parts = (part[0], rest)
        self.relations.append(Relation(RelationKind.SUM, whole[0], parts))


def tie_metrics(cells: pl.DataFrame, metrics: Mapping[str, PeopleMetric]) -> Ties:
    """What metrics declare about each other's people (`config.meta.people`)."""
    ties = Ties()
    for metric in metrics.values():
        for role, link in metric.links.items():
            _tie_link(cells, metric.name_count(role), link, ties)
        if metric.is_share:
            numerator, denominator = map(metric.name_count, metric.roles)
            where = dict(metric.links.get("numerator", Link()).where)
            _tie_parts(cells, numerator, denominator, where, ties)
    return ties


def tie_scopes(cells: pl.DataFrame, rollups: pl.DataFrame, ties: Ties) -> None:
    """A scope that is a part of another, as a programme is of its institution.

    `rollups` has figure_scope and row_scope, as `dim_scope_rollup`.
    """
    for whole, part in rollups.select("figure_scope", "row_scope").iter_rows():
        if whole != part:
            inner = cells.filter(scope=part).with_columns(pl.lit(whole).alias("scope"))
            outer = cells.filter(pl.col("scope") == whole, pl.col("level") != "event")
            for pair in _pair(outer, inner, ["quantity"]):
                ties.part(*pair)


def keep_true(
    relations: Iterable[Relation], cells: Iterable[Cell], ties: Ties
) -> list[Relation]:
    """Relations as they hold, with more parts or a weaker kind than was declared.

    A count that reaches only some events, or that somebody reported by hand, need not
    add up. Where a part is more than its whole nothing holds: whoever believes in it is
    mistaken about what is hidden, so that the log says it and the build goes on.
    """
    values = {cell.id: cell.value for cell in cells}
    found = [(x.whole, _make_true(x, values, ties)) for x in relations]
    untrue = [whole for whole, relation in found if relation is None]
    if untrue:
        named = ", ".join(untrue[:_NAMED])
        _log.warning("less than one of its parts (%d): %s", len(untrue), named)
    return [relation for _, relation in found if relation]


def _make_true(
    relation: Relation, values: Mapping[str, int], ties: Ties
) -> Relation | None:
    whole, parts = values[relation.whole], [values[x] for x in relation.parts]
    left_out = whole - sum(parts)
    if max(parts, default=0) > whole:
        return None
    if left_out > 0:
        if relation.kind == RelationKind.SUM:
            return _complete(relation, left_out, ties)
        return replace(relation, kind=RelationKind.AT_MOST)
    if left_out < 0 and relation.kind == RelationKind.SUM:
        return replace(relation, kind=RelationKind.DISTINCT)
    return relation


def _complete(relation: Relation, left_out: int, ties: Ties) -> Relation:
    """The same with one more part, which is published nowhere."""
    rest = f"{relation.whole} – {', '.join(relation.parts)}"
    ties.rests[rest] = Cell(rest, _UNPUBLISHED, left_out, is_published=False)
    return Relation(relation.kind, relation.whole, (*relation.parts, rest))


def _tie_link(cells: pl.DataFrame, quantity: str, link: Link, ties: Ties) -> None:
    if link.at_most:
        for whole, part in _pair_counts(cells, link.at_most, quantity):
            relation = Relation(RelationKind.AT_MOST, whole[0], (part[0],))
            ties.relations.append(relation)
    if link.among:
        _tie_among(cells, quantity, link, ties)
    if link.equals:
        _tie_equal(cells, link.equals, quantity, ties)


def _tie_among(cells: pl.DataFrame, quantity: str, link: Link, ties: Ties) -> None:
    is_event = pl.col("level") == "event"
    if link.whole_events:
        _tie_equal(cells.filter(is_event), link.among, quantity, ties)
        cells = cells.filter(~is_event)
    left_out = _find_left_out(cells, link)
    for whole, part in _pair_counts(cells, link.among, quantity):
        rest = left_out.get(whole[0])
        if rest and rest[1] == whole[1] - part[1]:
            parts = (part[0], rest[0])
            ties.relations.append(Relation(RelationKind.SUM, whole[0], parts))
        else:
            ties.part(whole, part)


def _tie_equal(cells: pl.DataFrame, whole: str, part: str, ties: Ties) -> None:
    for one, other in _pair_counts(cells, whole, part):
        ties.relations.append(Relation(RelationKind.SUM, one[0], (other[0],)))


def _find_left_out(cells: pl.DataFrame, link: Link) -> dict[str, tuple[str, int]]:
    """By cell of the whole: the published member that is no part, where it is one."""
    own = cells.filter(quantity=link.among)
    for name, member in link.unless.items():
        if f"by_{name}" in own.columns:
            left = own.filter(pl.col(f"by_{name}") == member)
            left = left.with_columns(pl.lit("total").alias(f"by_{name}"))
            pairs = _pair(own, left, ["quantity"])
            return {whole[0]: rest for whole, rest in pairs}
    return {}


def _tie_parts(
    cells: pl.DataFrame,
    numerator: str,
    denominator: str,
    where: Mapping[str, str],
    ties: Ties,
) -> None:
    """A share's two counts; where its numerator is one member, the rest is one too."""
    upper = cells.filter(quantity=numerator)
    for name, member in where.items():
        upper = upper.filter(pl.col(f"by_{name}") == member)
        upper = upper.with_columns(pl.lit("total").alias(f"by_{name}"))
    for pair in _pair(cells.filter(quantity=denominator), upper, []):
        ties.part(*pair)


def _pair_counts(
    cells: pl.DataFrame, whole: str, part: str
) -> Iterable[tuple[tuple[str, int], tuple[str, int]]]:
    return _pair(cells.filter(quantity=whole), cells.filter(quantity=part), [])


def _pair(
    wholes: pl.DataFrame, parts: pl.DataFrame, keys: list[str]
) -> Iterable[tuple[tuple[str, int], tuple[str, int]]]:
    """Cells of both at the same coordinates, each with its value."""
    others = list_other_dimensions(wholes.columns)
    on = [*keys, "scope", "time", "place", *others]
    found = wholes.join(parts, on=on, suffix="_part", maintain_order="left")
    columns = found.select("cell", "value", "cell_part", "value_part")
    for whole, value, part, part_value in columns.iter_rows():
        if whole != part:
            yield (whole, value), (part, part_value)
