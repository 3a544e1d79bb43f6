"""A cheap first round of complementary suppression, one sum at a time."""

from collections import deque

import numpy as np

from warehouse.disclosure.cells import Flags, RelationKind
from warehouse.disclosure.hiding_costs import compute_hiding_costs
from warehouse.disclosure.publication import (
    Publication,
    SmallCellRule,
    find_secret,
)

_Line = list[int]
"""Positions of a whole and of its parts, the whole first."""


def cover_lines(publication: Publication, rule: SmallCellRule) -> Publication:
    """Hide one more cell, the cheapest, of every sum that says too much by itself.

    A sum does so where only one of its cells is unknown, and where the unknown parts of
    a shown whole leave each other less than k − 1 to vary.
    """
    covering = _Covering(publication, rule)
    waiting = deque(range(len(covering.lines)))
    while waiting:
        chosen = covering.choose(covering.lines[waiting.popleft()])
        if chosen is not None:
            waiting.extend(covering.hide(chosen))
    return publication.hide(np.flatnonzero(covering.is_hidden))


class _Covering:
    """The cells hidden so far, and the sums that each stands in."""

    def __init__(self, publication: Publication, rule: SmallCellRule) -> None:
        tables = publication.tables
        self.lines = _find_lines(publication)
        self.is_hidden = publication.is_hidden.copy()
        self._is_unknown = ~publication.is_shown
        self._is_secret = publication.is_hidden | find_secret(publication, rule)
        self._can_hide = _can_hide(publication)
        self._room = tables.values - publication.is_published
        self._least_room = rule.k - 1
        self._costs = compute_hiding_costs(tables)
        self._lines_of: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            for cell in line:
                self._lines_of.setdefault(cell, []).append(number)

    def choose(self, line: _Line) -> int | None:
        """The cell to hide, or none where the line is covered or has none left."""
        if self._is_covered(line):
            return None
        candidates = [cell for cell in line if self._can_hide[cell]]
        return min(candidates, key=self._costs.__getitem__, default=None)

    def hide(self, cell: int) -> list[int]:
        """Hide a cell; gives the lines to look at again."""
        self.is_hidden[cell] = self._is_unknown[cell] = self._is_secret[cell] = True
        self._can_hide[cell] = False
        return self._lines_of[cell]

    def _is_covered(self, line: _Line) -> bool:
        unknown = [cell for cell in line if self._is_unknown[cell]]
        if not any(self._is_secret[cell] for cell in unknown):
            return True
        if len(unknown) == 1:
            return False
        is_whole_unknown = unknown[0] == line[0]
        room = sum(int(self._room[cell]) for cell in unknown)
        return is_whole_unknown or room >= self._least_room


def _can_hide(publication: Publication) -> Flags:
    tables = publication.tables
    can_hide: Flags = publication.is_shown & ~tables.is_fixed & (tables.values > 0)
    return can_hide


def _find_lines(publication: Publication) -> list[_Line]:
    tables = publication.tables
    related = zip(tables.relations, tables.members, strict=True)
    return [
        [whole, *parts.tolist()]
        for relation, (whole, parts) in related
        if relation.kind is RelationKind.SUM
    ]
