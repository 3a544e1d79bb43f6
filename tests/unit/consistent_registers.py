"""Which values a hidden cell may have: found by trying registers, not by solving.

Knows nothing of the code it checks. Every cell is a set of atoms, the finest counts;
a register is one whole number per atom.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """What a reader sees of a cell: its value, that it is hidden, or nothing."""

    atoms: frozenset[str]
    value: int | None
    is_published: bool


def find_least(seen: Mapping[str, Seen], cell: str, highest: int) -> int:
    """The least value that some register with counts up to `highest` gives the cell."""
    return next(x for x in range(highest + 1) if is_possible(seen, cell, x, highest))


def is_possible(seen: Mapping[str, Seen], cell: str, value: int, highest: int) -> bool:
    """Whether some register with counts up to `highest` gives the cell this value."""
    asked = Seen(seen[cell].atoms, value, is_published=True)
    if _is_hidden(seen[cell]) and value == 0:
        return False
    return _Register({**seen, cell: asked}, highest).is_possible()


class _Register:
    """Fills in atoms one by one and turns back where a sum cannot come out.

    A hidden atom is at least 1, so what is filled in is what comes on top of that.
    """

    def __init__(self, seen: Mapping[str, Seen], highest: int) -> None:
        atoms = sorted(frozenset[str]().union(*(cell.atoms for cell in seen.values())))
        known = {x.atoms: x.value for x in seen.values() if x.value is not None}
        hidden = {cell.atoms for cell in seen.values() if _is_hidden(cell)}
        least = {atom: int(frozenset([atom]) in hidden) for atom in atoms}
        self._counts = list(least.values())
        self._highest = highest
        self._left = [v - sum(least[atom] for atom in x) for x, v in known.items()]
        self._open = [len(members) for members in known]
        self._sums_of = [
            [i for i, x in enumerate(known) if atom in x] for atom in atoms
        ]
        self._hidden = [
            [i for i, atom in enumerate(atoms) if atom in x] for x in hidden
        ]

    def is_possible(self, position: int = 0) -> bool:
        if position == len(self._counts):
            return all(
                any(self._counts[i] for i in members) for members in self._hidden
            )
        sums = self._sums_of[position]
        low = max((self._left[i] for i in sums if self._open[i] == 1), default=0)
        high = min((self._left[i] for i in sums), default=self._highest)
        for more in range(low, high + 1):
            self._fill(position, more, 1)
            if self.is_possible(position + 1):
                return True
            self._fill(position, -more, -1)
        return False

    def _fill(self, position: int, more: int, atoms: int) -> None:
        self._counts[position] += more
        for i in self._sums_of[position]:
            self._left[i] -= more
            self._open[i] -= atoms


def _is_hidden(cell: Seen) -> bool:
    return cell.is_published and cell.value is None
