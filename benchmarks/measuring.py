"""Two things measured by turns, and their ratio with its spread."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[], float]


@dataclass(frozen=True)
class Comparison:
    """The product's samples against a floor's, in `unit`.

    `target` is the ratio not to exceed, None where only the figure is wanted;
    `note` says what was done.
    """

    name: str
    unit: str
    subject: tuple[float, ...]
    floor: tuple[float, ...]
    target: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Median of the product over median of the floor."""
        return statistics.median(self.subject) / statistics.median(self.floor)

    @property
    def ratio_range(self) -> tuple[float, float]:
        """Quartiles of the ratios of the pairs measured one after the other."""
        pairs = zip(self.subject, self.floor, strict=True)
        return find_quartiles([subject / floor for subject, floor in pairs])

    @property
    def verdict(self) -> str:
        """Whether the target was met, in a word."""
        if self.target is None:
            return "–"
        return "met" if self.ratio <= self.target else "missed"


def compare(
    name: str,
    unit: str,
    subject: Measure,
    floor: Measure,
    *,
    repetitions: int,
    warm_ups: int = 1,
    target: float | None = None,
    note: str = "",
) -> Comparison:
    """Measure both by turns, the order changing, so that drift hits both alike."""
    for _ in range(warm_ups):
        subject()
        floor()
    pairs = [_measure_pair(subject, floor, turn) for turn in range(repetitions)]
    return Comparison(
        name=name,
        unit=unit,
        subject=tuple(pair[0] for pair in pairs),
        floor=tuple(pair[1] for pair in pairs),
        target=target,
        note=note,
    )


def find_quartiles(values: list[float]) -> tuple[float, float]:
    """The first and the third quartile; twice the value where there is only one."""
    if len(values) < 2:
        return values[0], values[0]
    first, _, third = statistics.quantiles(values, n=4, method="inclusive")
    return first, third


def _measure_pair(subject: Measure, floor: Measure, turn: int) -> tuple[float, float]:
    if turn % 2:
        measured_floor = floor()
        return subject(), measured_floor
    return subject(), floor()
