"""Which table is dropped where hiding single cells does not do."""

from collections.abc import Iterable, Sequence

import numpy as np

from warehouse.disclosure.cells import Flags, LinkedTables, Numbers
from warehouse.disclosure.publication import SmallCellRule, find_sensitive

MOSTLY_SMALL = 0.5
"""Share of small cells, zeros left out, above which a table is dropped unaudited."""


def find_mostly_small(
    tables: LinkedTables,
    rule: SmallCellRule,
    droppable: Iterable[str],
    mostly_small: float = MOSTLY_SMALL,
) -> tuple[str, ...]:
    """The tables of those named that would be hidden for the most part anyway."""
    is_small, is_filled = find_sensitive(tables, rule), tables.values > 0

    def is_mostly_small(name: str) -> bool:
        is_inside = tables.table_names == name
        filled = np.count_nonzero(is_inside & is_filled)
        small = np.count_nonzero(is_inside & is_small)
        return bool(small > mostly_small * filled)

    return tuple(filter(is_mostly_small, droppable))


def find_next_table(
    tables: LinkedTables, unsafe: Numbers, droppable: Sequence[str]
) -> str | None:
    """The first table named that has any relation to the unsafe cells."""
    is_linked = _find_linked(tables, unsafe)
    linked = set(tables.table_names[is_linked].tolist())
    return next((name for name in droppable if name in linked), None)


def _find_linked(tables: LinkedTables, cells: Numbers) -> Flags:
    """These cells, and those that relations tie to them, directly or through others."""
    is_linked = np.zeros(len(tables.cells), dtype=bool)
    is_linked[cells] = True
    related = [np.append(parts, whole) for whole, parts in tables.members]
    while related:
        reached = [members for members in related if is_linked[members].any()]
        if not reached:
            break
        is_linked[np.concatenate(reached)] = True
        related = [members for members in related if not is_linked[members].all()]
    return is_linked
