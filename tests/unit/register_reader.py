"""What a reader can conclude of a register of people, by linear programs of its own.

Knows nothing of the code it checks: no tables and no relations, only people of each
sex who came in one month, in the other or in both, and how often beyond once.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import highspy

MONTHS = ("April", "May")
SEXES = ("female", "male")
MOST = 1000.0
"""More people of one kind than any reader expects."""

_CAME = [(sex, came) for sex in SEXES for came in (MONTHS[:1], MONTHS[1:], MONTHS)]
_AGAIN = [(sex, month) for sex in SEXES for month in MONTHS]


class Count(NamedTuple):
    """A figure: attendances, or people reached, of some sexes in some months."""

    is_of_people: bool
    months: tuple[str, ...]
    sexes: tuple[str, ...]


class Reader:
    """All registers that agree with what is shown; `told` has a value or, of what is
    marked as suppressed, None: it is no zero."""

    def __init__(self, told: Mapping[Count, int | None]) -> None:
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)
        for _ in (*_CAME, *_AGAIN):
            self._solver.addVar(0.0, MOST)
        for count, value in told.items():
            low, high = (1.0, highspy.kHighsInf) if value is None else (value, value)
            terms = {i: x for i, x in enumerate(_weigh(count)) if x}
            self._solver.addRow(low, high, len(terms), [*terms], [*terms.values()])

    def bound(self, count: Count) -> tuple[float, float]:
        """The least and the most that the count may be."""
        for column, weight in enumerate(_weigh(count)):
            self._solver.changeColCost(column, float(weight))
        return (
            self._solve(highspy.ObjSense.kMinimize),
            self._solve(highspy.ObjSense.kMaximize),
        )

    def _solve(self, sense: highspy.ObjSense) -> float:
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return float(self._solver.getObjectiveValue())


def count_register(count: Count, register: Iterable[tuple[int, int]]) -> int:
    """The figure of a register of (person, event); each month has two events."""
    rows = [
        (person, event)
        for person, event in register
        if SEXES[person % 2] in count.sexes and MONTHS[event // 2] in count.months
    ]
    return len({person for person, _ in rows}) if count.is_of_people else len(rows)


def _weigh(count: Count) -> list[float]:
    """How often each kind of person, and each further attendance, is in the figure."""
    came = [
        (sex in count.sexes) * len({*months} & {*count.months}) for sex, months in _CAME
    ]
    if count.is_of_people:
        return [float(x > 0) for x in came] + [0.0] * len(_AGAIN)
    again = [sex in count.sexes and month in count.months for sex, month in _AGAIN]
    return [float(x) for x in (*came, *again)]
