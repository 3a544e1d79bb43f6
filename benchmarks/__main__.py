"""`python -m benchmarks [name …]`: measure, print, and write the results."""

import argparse
from collections.abc import Callable

from benchmarks import (
    build_cost,
    disclosure,
    draft_cost,
    explore_change,
    filter_change,
    metric_values,
    overview,
    page_cost,
    public_edition,
    registers,
)
from benchmarks.measuring import Comparison
from benchmarks.report import print_comparisons, write_results

BENCHMARKS: dict[str, Callable[[], list[Comparison]]] = {
    "filter_change": filter_change.measure,
    "explore_change": explore_change.measure,
    "overview": overview.measure,
    "build_cost": build_cost.measure,
    "draft_cost": draft_cost.measure,
    "disclosure": disclosure.measure,
    "page_cost": page_cost.measure,
    "public_edition": public_edition.measure,
    "registers": registers.measure,
    "metric_values": metric_values.measure,
    "metric_values_largest": metric_values.measure_largest,
}
ONLY_BY_NAME = {"metric_values_largest"}


def main() -> None:
    """Run the benchmarks that the arguments name, or all but the longest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names or [
        name for name in BENCHMARKS if name not in ONLY_BY_NAME
    ]
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for name in names:
        print(f"== {name}", flush=True)
        comparisons = BENCHMARKS[name]()
        print_comparisons(comparisons)
        write_results({name: comparisons})


if __name__ == "__main__":
    main()
