"""`python -m benchmarks [name …]`: measure, print, and write the results."""

import argparse
from collections.abc import Callable

from benchmarks import (
    build_cost,
    explore_change,
    filter_change,
    overview,
    page_cost,
    registers,
)
from benchmarks.measuring import Comparison
from benchmarks.report import print_comparisons, write_results

BENCHMARKS: dict[str, Callable[[], list[Comparison]]] = {
    "filter_change": filter_change.measure,
    "explore_change": explore_change.measure,
    "overview": overview.measure,
    "build_cost": build_cost.measure,
    "page_cost": page_cost.measure,
    "registers": registers.measure,
}


def main() -> None:
    """Run the benchmarks that the arguments name, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names or list(BENCHMARKS)
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
