"""Computing the metrics against hand-written SQL for the same numbers."""

from benchmarks.facts import make_facts
from benchmarks.fresh_process import Work
from benchmarks.measuring import Comparison
from benchmarks.work_cost import compare_work

ATTENDANCES = (20_000, 2_000_000)
LARGEST = 20_000_000
REPETITIONS = 3


def measure() -> list[Comparison]:
    """Seconds and peak memory of all metrics, at each size."""
    sizes = [_compare(attendances, REPETITIONS) for attendances in ATTENDANCES]
    return [comparison for size in sizes for comparison in size]


def measure_largest() -> list[Comparison]:
    """The same once at the largest size: some minutes, and most of the memory."""
    return _compare(LARGEST, 1)


def _compare(attendances: int, repetitions: int) -> list[Comparison]:
    room = make_facts(attendances)
    return compare_work(
        f"metrics of {attendances:,} attendances",
        Work("compute_metric_values", attendances, room),
        Work("formulate_metric_values", attendances, room),
        repetitions=repetitions,
    )
