"""Bounds of unknown cells: one linear program for a set, solved from where it stood."""

import highspy
import numpy as np

from warehouse.disclosure.attacker import Floats, UnknownSet
from warehouse.disclosure.cells import Flags, Numbers
from warehouse.disclosure.publication import SmallCellRule
from warehouse.disclosure.quiet_solver import QuietHighs

ROUNDING = 1e-6
"""By how much the solver may miss a whole number."""

PRIMAL_SIMPLEX = 4
"""Goes on from the last solution, which a change of the objective leaves feasible."""


class IntervalSearch:
    """Widens what is known to be possible until it is wide enough or exact.

    Every solution is a set of values that an attacker cannot exclude, so it widens the
    intervals of all its cells at once, and most cells need no program of their own.
    """

    def __init__(
        self, lower: Numbers, upper: Numbers, unlimited: int, rule: SmallCellRule
    ) -> None:
        """`unlimited` is what stands for no upper bound."""
        self.lower = lower.copy()
        self.upper = upper.copy()
        self.programs_solved = 0
        self._rule = rule
        self._unlimited = unlimited

    def free(self, cells: Numbers) -> None:
        """Note that nothing bounds these cells."""
        self.lower[cells] = np.minimum(self.lower[cells], 1)
        self.upper[cells] = self._unlimited

    def widen(self, unknown: UnknownSet, is_secret: Flags) -> None:
        """Bound the secret cells of one set.

        Raises:
            ArithmeticError: the solver finds no solution, though the true values are.
        """
        solver = _make_solver(unknown, self._unlimited)
        for position in np.flatnonzero(is_secret).tolist():
            cell, column = unknown.cells[position], int(unknown.columns[position])
            if not self._is_wide(cell):
                self._solve(solver, unknown, column, 1.0)
            if not self._is_wide(cell) and self.lower[cell] > unknown.lowest[column]:
                self._solve(solver, unknown, column, -1.0)
            solver.changeColCost(column, 0.0)

    def _is_wide(self, cell: int) -> bool:
        return bool(self._rule.is_wide(self.lower[cell], self.upper[cell]))

    def _solve(
        self, solver: highspy.Highs, unknown: UnknownSet, column: int, direction: float
    ) -> None:
        solver.changeColCost(column, -direction)
        solver.run()
        self.programs_solved += 1
        status = solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"an interval could not be found: {status}")
        possible = np.array(solver.getSolution().col_value)
        self._note(unknown.cells, possible[unknown.columns])

    def _note(self, cells: Numbers, possible: Floats) -> None:
        lowest = np.ceil(possible - ROUNDING).astype(np.int64)
        highest = np.floor(possible + ROUNDING).astype(np.int64)
        self.lower[cells] = np.minimum(self.lower[cells], lowest)
        self.upper[cells] = np.maximum(self.upper[cells], highest)


def _make_solver(unknown: UnknownSet, unlimited: int) -> highspy.Highs:
    solver = QuietHighs()
    solver.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
    solver.passModel(make_model(unknown, unlimited))
    return solver


def make_model(unknown: UnknownSet, unlimited: int) -> highspy.HighsLp:
    """The program of one set, without an objective."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(unknown.lowest), len(unknown.row_lower)
    model.col_cost_ = np.zeros(model.num_col_)
    model.col_lower_ = unknown.lowest
    model.col_upper_ = np.full(model.num_col_, float(unlimited))
    model.row_lower_, model.row_upper_ = unknown.row_lower, unknown.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = unknown.starts
    model.a_matrix_.index_ = unknown.indices
    model.a_matrix_.value_ = unknown.coefficients
    return model
