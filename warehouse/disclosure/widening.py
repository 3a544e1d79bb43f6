"""Complementary suppression where the audit found an interval too narrow.

For such a cell the cheapest change of all values is sought that keeps every relation
and moves the cell as far as it must be able to go. Once all cells that change are
hidden, nobody can tell the changed values from the true ones. Source: the linear
relaxations behind the heuristics of Fischetti and Salazar (2000), "Models and
Algorithms for Optimizing Cell Suppression", JASA 95, 916–928.
"""

import numpy as np

from warehouse.disclosure.auditor import Audit
from warehouse.disclosure.cheapest_change import CheapestChange, Floats
from warehouse.disclosure.publication import Publication, SmallCellRule

TOLERANCE = 1e-6


def widen(
    publication: Publication, audit: Audit, rule: SmallCellRule
) -> tuple[Publication, int]:
    """Hide what lets each narrow cell vary enough; also how many programs it took.

    A cell that no change can move far enough is left as it is.
    """
    widening = _Widening(publication, audit, rule)
    for cell in audit.narrow.tolist():
        widening.widen(cell)
    hidden = publication.hide(np.flatnonzero(~widening.is_shown))
    return hidden, widening.changes.programs_solved


class _Widening:
    """Intervals as they grow while cells are hidden for each other."""

    def __init__(
        self, publication: Publication, audit: Audit, rule: SmallCellRule
    ) -> None:
        self.changes = CheapestChange(publication)
        self.is_shown = publication.is_shown.copy()
        self._values = publication.tables.values
        self._lower, self._upper = audit.lower.copy(), audit.upper.copy()
        self._rule = rule

    def widen(self, cell: int) -> None:
        highest_low = self._rule.k - 1
        if self._lower[cell] > highest_low and not self._reach(cell, highest_low):
            return
        lowest_high = max(self._rule.k, int(self._lower[cell]) + self._rule.k - 1)
        if self._upper[cell] < lowest_high:
            self._reach(cell, lowest_high)

    def _reach(self, cell: int, value: int) -> bool:
        change = self.changes.find(cell, value - int(self._values[cell]))
        if change is None:
            return False
        moved = np.flatnonzero((np.abs(change) > TOLERANCE) & self.is_shown)
        self.is_shown[moved] = False
        self.changes.note_hidden(moved)
        self._note(self._values + change)
        return True

    def _note(self, possible: Floats) -> None:
        lowest = np.ceil(possible - TOLERANCE).astype(np.int64)
        highest = np.floor(possible + TOLERANCE).astype(np.int64)
        self._lower = np.minimum(self._lower, lowest)
        self._upper = np.maximum(self._upper, highest)
