"""What an attacker knows of linked tables, as a linear program.

The attacker sees every shown value, knows every relation, and knows that zeros are
shown: a hidden value is at least 1. Of an unpublished cell nothing is known but that
it is not negative.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.disclosure.cells import LinkedTables, Numbers, RelationKind
from warehouse.disclosure.publication import Publication

ROUNDING = 1e-6
"""By how much the solver may miss a whole number."""

Floats = npt.NDArray[np.float64]
_Terms = tuple[tuple[int, int], ...]
Equation = tuple[list[int], list[int], float, float]
"""Positions of cells, their coefficients, and the bounds of the weighted sum."""


@dataclass(frozen=True)
class UnknownSet:
    """Unknown cells that depend on each other and on no other unknown cell.

    `cells` are their positions among all cells and `columns` the unknown that each is:
    cells that must be equal are one. The other arrays are a sparse matrix by rows over
    the unknowns, with the bounds of rows and columns.
    """

    cells: Numbers
    columns: Numbers
    lowest: Floats
    starts: Numbers
    indices: Numbers
    coefficients: Floats
    row_lower: Floats
    row_upper: Floats

    def allows(self, values: Floats) -> bool:
        """Whether an attacker cannot exclude these values of all cells."""
        found = np.zeros(len(self.lowest))
        found[self.columns] = values[self.cells]
        sums = np.add.reduceat(
            self.coefficients * found[self.indices], self.starts[:-1]
        )
        return bool(
            np.allclose(found[self.columns], values[self.cells], rtol=0, atol=ROUNDING)
            and (found >= self.lowest - ROUNDING).all()
            and (sums >= self.row_lower - ROUNDING).all()
            and (sums <= self.row_upper + ROUNDING).all()
        )


def find_unknown_sets(publication: Publication) -> list[UnknownSet]:
    """The attacker's unknowns, split into sets that say nothing about each other."""
    equations = list(_reduce(publication))
    count = len(publication.is_hidden)
    roots = _join([equation[0] for equation in equations], count)
    equals = _join([equation[0] for equation in equations if _ties(equation)], count)
    groups: dict[int, list[Equation]] = {}
    for equation in equations:
        groups.setdefault(roots[equation[0][0]], []).append(equation)
    return [_build(publication, group, equals) for group in groups.values()]


def _write_equations(tables: LinkedTables) -> Iterator[Equation]:
    for relation, (whole, parts) in zip(tables.relations, tables.members, strict=True):
        if relation.kind is not RelationKind.AT_MOST:
            most = 0.0 if relation.kind is RelationKind.SUM else np.inf
            yield [whole, *parts.tolist()], [-1] + [1] * len(parts), 0.0, most
        if relation.kind is not RelationKind.SUM:
            for part in parts.tolist():
                yield [whole, part], [1, -1], 0.0, np.inf


def _reduce(publication: Publication) -> Iterator[Equation]:
    """Equations over unknown cells alone; what is shown goes to the bounds."""
    is_shown = publication.is_shown.tolist()
    values = publication.tables.values.tolist()
    for members, weights, lower, upper in _write_equations(publication.tables):
        terms = list(zip(members, weights, strict=True))
        known = sum(values[cell] * weight for cell, weight in terms if is_shown[cell])
        unknown = [(cell, weight) for cell, weight in terms if not is_shown[cell]]
        if unknown:
            cells, kept = zip(*unknown, strict=True)
            yield list(cells), list(kept), lower - known, upper - known


def _ties(equation: Equation) -> bool:
    """Whether the equation says that two cells are equal."""
    _, weights, lower, upper = equation
    return sorted(weights) == [-1, 1] and lower == upper == 0


def _join(groups: list[list[int]], count: int) -> list[int]:
    """For each cell one cell that stands for all it is connected with."""
    roots = list(range(count))

    def find(cell: int) -> int:
        while roots[cell] != cell:
            roots[cell] = roots[roots[cell]]
            cell = roots[cell]
        return cell

    for first, *others in groups:
        for other in others:
            roots[find(other)] = find(first)
    return [find(cell) for cell in range(count)]


def _build(
    publication: Publication, equations: list[Equation], equals: list[int]
) -> UnknownSet:
    cells = np.unique(np.concatenate([members for members, *_ in equations]))
    unknowns, columns = np.unique([equals[x] for x in cells], return_inverse=True)
    lowest = np.zeros(len(unknowns))
    np.maximum.at(lowest, columns, publication.is_hidden[cells])
    column_of = dict(zip(cells.tolist(), columns.tolist(), strict=True))
    rows = _merge(equations, column_of)
    return UnknownSet(
        cells=cells,
        columns=columns,
        lowest=lowest,
        starts=np.cumsum([0, *map(len, rows)]),
        indices=np.array([column for row in rows for column, _ in row], dtype=np.int64),
        coefficients=np.array(
            [weight for row in rows for _, weight in row], dtype=float
        ),
        row_lower=np.array([lower for lower, _ in rows.values()]),
        row_upper=np.array([upper for _, upper in rows.values()]),
    )


def _merge(
    equations: list[Equation], column_of: dict[int, int]
) -> dict[_Terms, tuple[float, float]]:
    """Equations over unknowns, each once, with the narrowest bounds given for it."""
    rows: dict[_Terms, tuple[float, float]] = {}
    for cells, weights, lower, upper in equations:
        sums: Counter[int] = Counter()
        for cell, weight in zip(cells, weights, strict=True):
            sums[column_of[cell]] += weight
        terms = tuple(sorted((x, weight) for x, weight in sums.items() if weight))
        if terms:
            known = rows.get(terms, (-np.inf, np.inf))
            rows[terms] = max(lower, known[0]), min(upper, known[1])
    return rows
