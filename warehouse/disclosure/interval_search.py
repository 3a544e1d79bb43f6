"""Bounds of unknown cells: one linear program for a set, solved from where it stood."""

import highspy
import numpy as np

from warehouse.disclosure.attacker import ROUNDING, Floats, UnknownSet
from warehouse.disclosure.cells import Flags, Numbers
from warehouse.disclosure.publication import SmallCellRule
from warehouse.disclosure.quiet_solver import QuietHighs

PRIMAL_SIMPLEX = 4
"""Goes on from the last solution, which a change of the objective leaves feasible."""

SMALL_SET = 1000
"""Unknown cells up to which a program for a single cell costs next to nothing."""

FEW = 50
"""Cells that a program for all has to widen, since it costs as much as some for one."""

UP, DOWN = 1.0, -1.0


class IntervalSearch:
    """Widens what is known to be possible until it is wide enough or exact.

    Every solution is a set of values that an attacker cannot exclude, so it widens the
    intervals of all its cells at once, and most cells need no program of their own.
    """

    def __init__(
        self,
        values: Numbers,
        unlimited: int,
        rule: SmallCellRule,
        known: tuple[Numbers, Numbers] | None = None,
    ) -> None:
        """`unlimited` is what stands for no upper bound.

        `known` are bounds of possible values that were found before.
        """
        lower, upper = known or (values, values)
        self.lower, self.upper = lower.copy(), upper.copy()
        self.programs_solved = 0
        self._values = values
        self._random = np.random.default_rng(0)
        self._rule = rule
        self._unlimited = unlimited

    def free(self, cells: Numbers) -> None:
        """Note that nothing bounds these cells."""
        self.lower[cells] = np.minimum(self.lower[cells], 1)
        self.upper[cells] = self._unlimited

    def consider(self, unknown: UnknownSet, values: Floats) -> None:
        """Note values of all cells that somebody offers, if they are possible."""
        if unknown.allows(values):
            self._note(unknown.cells, values[unknown.cells])

    def widen(self, unknown: UnknownSet, is_secret: Flags) -> None:
        """Bound the secret cells of one set: each is wide enough, or exact.

        Raises:
            ArithmeticError: the solver finds no solution, though the true values are.
        """
        self._widen_together(unknown, np.flatnonzero(is_secret))
        self._widen_singly(unknown, np.flatnonzero(is_secret))

    def sketch(self, unknown: UnknownSet, is_secret: Flags) -> None:
        """The same where the set is small; else as far as it goes for all at once."""
        self._widen_together(unknown, np.flatnonzero(is_secret))
        if len(unknown.cells) <= SMALL_SET:
            self._widen_singly(unknown, np.flatnonzero(is_secret))

    def _widen_together(self, unknown: UnknownSet, secret: Numbers) -> None:
        """Move all narrow cells at once, up and down, as long as that widens some."""
        narrow = self._find_narrow(unknown, secret)
        for direction in (UP, DOWN):
            gained = len(narrow)
            while gained >= FEW:
                self._move_together(unknown, secret, narrow, direction)
                left = self._find_narrow(unknown, secret)
                gained, narrow = len(narrow) - len(left), left

    def _move_together(
        self, unknown: UnknownSet, secret: Numbers, narrow: Numbers, direction: float
    ) -> None:
        """Each time by other weights, so that another cell of a sum goes first."""
        model = self._make_joint_model(unknown, np.unique(unknown.columns[secret]))
        columns = np.unique(unknown.columns[narrow])
        costs = np.zeros(model.num_col_)
        costs[columns] = -direction * self._random.uniform(0.1, 1.0, len(columns))
        model.col_cost_ = costs
        solver = QuietHighs()
        solver.passModel(model)
        self._solve(solver, unknown)

    def _make_joint_model(
        self, unknown: UnknownSet, secret: Numbers
    ) -> highspy.HighsLp:
        """No secret cell goes much further up than it must: others have the room."""
        model = make_model(unknown, self._unlimited)
        most = np.zeros(model.num_col_)
        np.maximum.at(most, unknown.columns, self._values[unknown.cells])
        enough = np.array(model.col_upper_)
        enough[secret] = np.maximum(most[secret], 2.0 * self._rule.k)
        model.col_upper_ = enough
        return model

    def _widen_singly(self, unknown: UnknownSet, secret: Numbers) -> None:
        solver = QuietHighs()
        solver.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        solver.passModel(make_model(unknown, self._unlimited))
        for position in secret.tolist():
            cell, column = unknown.cells[position], int(unknown.columns[position])
            for direction in (UP, DOWN):
                if not self._is_settled(cell, unknown.lowest[column], direction):
                    solver.changeColCost(column, -direction)
                    self._solve(solver, unknown)
            solver.changeColCost(column, 0.0)

    def _is_settled(self, cell: int, lowest: float, direction: float) -> bool:
        is_wide = bool(self._rule.is_wide(self.lower[cell], self.upper[cell]))
        return is_wide or (direction == DOWN and bool(self.lower[cell] <= lowest))

    def _find_narrow(self, unknown: UnknownSet, secret: Numbers) -> Numbers:
        cells = unknown.cells[secret]
        return secret[~self._rule.is_wide(self.lower[cells], self.upper[cells])]

    def _solve(self, solver: highspy.Highs, unknown: UnknownSet) -> None:
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
