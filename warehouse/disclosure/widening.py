"""Complementary suppression where the audit found an interval too narrow.

For such a cell the cheapest change of all values is sought that keeps every relation
and moves the cell as far as it must be able to go. Once all cells that change are
hidden, nobody can tell the changed values from the true ones. Source: the linear
relaxations behind the heuristics of Fischetti and Salazar (2000), "Models and
Algorithms for Optimizing Cell Suppression", JASA 95, 916–928.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from warehouse.disclosure.auditor import Audit
from warehouse.disclosure.cells import LinkedTables, Numbers
from warehouse.disclosure.cheapest_change import CheapestChange, Floats, Goal
from warehouse.disclosure.publication import Publication, SmallCellRule

TOLERANCE = 1e-6

WORTHS = (3.0, 30.0, 300.0, 3000.0)
"""What a step towards its goal is worth for each of many cells, in the costs of hiding:
first what costs next to nothing."""

FEW = 40
"""Cells that a program for many has to widen: it costs as much as some for one."""


@dataclass(frozen=True)
class Widened:
    """What is hidden now, tables of values that show why, and programs that it took."""

    publication: Publication
    possible: tuple[Floats, ...]
    programs_solved: int


def widen(publication: Publication, bounds: Audit, rule: SmallCellRule) -> Widened:
    """Hide what lets each narrow cell vary enough.

    A cell that no change can move far enough is left as it is.
    """
    widening = _Widening(publication, bounds, rule)
    for worth in WORTHS:
        widening.widen_many(worth)
    for cell in bounds.narrow.tolist():
        widening.widen_one(cell)
    return Widened(
        publication.hide(np.flatnonzero(~widening.is_shown)),
        tuple(widening.possible),
        widening.changes.programs_solved,
    )


class _Widening:
    """Intervals as they grow while cells are hidden for each other."""

    def __init__(
        self, publication: Publication, bounds: Audit, rule: SmallCellRule
    ) -> None:
        self.changes = CheapestChange(publication)
        self.is_shown = publication.is_shown.copy()
        self.possible: list[Floats] = []
        self._values = publication.tables.values
        self._relations_of = _list_relations(publication.tables)
        self._narrow = bounds.narrow
        self._lower, self._upper = bounds.lower.copy(), bounds.upper.copy()
        self._rule = rule
        self._random = np.random.default_rng(0)

    def widen_many(self, worth: float) -> None:
        """Move many cells at once, as long as that widens some."""
        narrow = self._find_narrow()
        gained = len(narrow)
        while gained >= FEW:
            goals = list(self._choose_apart(narrow))
            self._take(self.changes.find_many(goals, worth))
            left = self._find_narrow()
            gained, narrow = len(narrow) - len(left), left

    def widen_one(self, cell: int) -> None:
        """Move one cell as far down and up as it has to be able to go."""
        for _ in range(2):
            by = self._find_goal(cell)
            if not by:
                return
            change = self.changes.find(Goal(cell, by))
            if change is None:
                return
            self._take(change)

    def _find_narrow(self) -> Numbers:
        lower, upper = self._lower[self._narrow], self._upper[self._narrow]
        return self._narrow[~self._rule.is_wide(lower, upper)]

    def _choose_apart(self, cells: Numbers) -> Iterator[Goal]:
        """Cells that share no relation, so that none stands in another's way."""
        taken: set[int] = set()
        for cell in self._random.permutation(cells).tolist():
            if taken.isdisjoint(self._relations_of[cell]):
                taken.update(self._relations_of[cell])
                yield Goal(cell, self._find_goal(cell))

    def _find_goal(self, cell: int) -> int:
        """By how much a cell has to be able to move, down first; 0 if it is wide."""
        lower, value = int(self._lower[cell]), int(self._values[cell])
        if lower > self._rule.k - 1:
            return self._rule.k - 1 - value
        highest = max(self._rule.k, lower + self._rule.k - 1)
        return highest - value if self._upper[cell] < highest else 0

    def _take(self, change: Floats) -> None:
        """Hide what such a change touches; it is possible then."""
        moved = np.flatnonzero((np.abs(change) > TOLERANCE) & self.is_shown)
        self.is_shown[moved] = False
        self.changes.note_hidden(moved)
        possible = self._values + change
        self.possible.append(possible)
        lowest = np.ceil(possible - TOLERANCE).astype(np.int64)
        highest = np.floor(possible + TOLERANCE).astype(np.int64)
        self._lower = np.minimum(self._lower, lowest)
        self._upper = np.maximum(self._upper, highest)


def _list_relations(tables: LinkedTables) -> list[list[int]]:
    """By cell the numbers of the relations that it stands in."""
    relations_of: list[list[int]] = [[] for _ in tables.cells]
    for number, (whole, parts) in enumerate(tables.members):
        for cell in (whole, *parts.tolist()):
            relations_of[cell].append(number)
    return relations_of
