"""Time and peak memory of two pieces of work, each in processes of its own."""

import statistics
from functools import partial

from benchmarks.fresh_process import Work, run_fresh
from benchmarks.measuring import Comparison, compare


def compare_work(
    name: str, subject: Work, floor: Work, *, repetitions: int
) -> list[Comparison]:
    """Seconds, and MiB at the peak, of a piece of work against its floor."""
    peaks: dict[str, list[float]] = {"subject": [], "floor": []}

    def run(work: Work, key: str) -> float:
        seconds, peak_bytes = run_fresh(work)
        peaks[key].append(peak_bytes / 2**20)
        return seconds

    timed = compare(
        f"{name}, time",
        "s",
        partial(run, subject, "subject"),
        partial(run, floor, "floor"),
        repetitions=repetitions,
        warm_ups=0,
    )
    rows = subject.attendances
    rate = rows / statistics.median(timed.subject)
    note = f"{rows:,} attendances, a fresh process each"
    rated = f"{note}; {rate:,.0f} rows a second"
    memory = tuple(peaks["subject"]), tuple(peaks["floor"])
    return [
        Comparison(timed.name, "s", timed.subject, timed.floor, note=rated),
        Comparison(f"{name}, peak memory", "MiB", *memory, note=note),
    ]
