"""Linked tables without the cells of dropped ones, where all are too many to audit."""

from collections.abc import Collection

import numpy as np

from warehouse.disclosure.cells import (
    Cell,
    Flags,
    LinkedTables,
    Numbers,
    Relation,
    RelationKind,
    link,
)

_REST = "unaudited"


def leave_out(tables: LinkedTables, names: Collection[str]) -> LinkedTables:
    """The same without the cells of these tables; their own intervals go unaudited.

    In a sum one part that is published nowhere stands for all that went. A cell stays
    where something that stays is a part of it.
    """
    is_gone = _find_gone(tables, names)
    kept = [cell for cell, gone in zip(tables.cells, is_gone, strict=True) if not gone]
    relations: list[Relation] = []
    for relation, (whole, parts) in zip(tables.relations, tables.members, strict=True):
        if is_gone[whole] or is_gone[parts].all():
            continue
        gone = parts[is_gone[parts]] if relation.kind is RelationKind.SUM else parts[:0]
        rest = _make_rest(tables, f"{relation.whole} – {len(relations)}", gone)
        kept += rest
        relations.append(_shorten(relation, tables, parts, is_gone, rest))
    return link(kept, relations)


def _find_gone(tables: LinkedTables, names: Collection[str]) -> Flags:
    is_gone = np.isin(tables.table_names, list(names)) & ~tables.is_fixed
    while True:
        needed = [
            whole
            for whole, parts in tables.members
            if is_gone[whole] and not is_gone[parts].all()
        ]
        if not needed:
            return is_gone
        is_gone[needed] = False


def _make_rest(tables: LinkedTables, name: str, gone: Numbers) -> list[Cell]:
    """The part of a sum that stands for those that went, if any did."""
    if not len(gone):
        return []
    value, people = int(tables.values[gone].sum()), int(tables.people[gone].sum())
    return [Cell(name, _REST, value, min(value, people), is_published=False)]


def _shorten(
    relation: Relation,
    tables: LinkedTables,
    parts: Numbers,
    is_gone: Flags,
    rest: list[Cell],
) -> Relation:
    """Of distinct people in some of the parts only the whole is a bound."""
    kept = parts[~is_gone[parts]]
    ids = [tables.cells[part].id for part in kept] + [cell.id for cell in rest]
    is_short = relation.kind is RelationKind.DISTINCT and len(kept) < len(parts)
    kind = RelationKind.AT_MOST if is_short else relation.kind
    return Relation(kind, relation.whole, tuple(ids))
