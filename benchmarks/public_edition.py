"""Deciding what of a release is public, against proving the decision safe."""

import time
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.warehouses import make_demo_warehouse, make_large_warehouse
from warehouse.disclosure import Protection, SmallCellRule, audit
from warehouse.metric_definitions import read_definitions
from warehouse.public_edition.edition import read_release_rows
from warehouse.public_edition.people import read_people_metrics
from warehouse.public_edition.protecting import decide
from warehouse.releases import find_served
from warehouse.settings import Settings

LARGE = 2_000_000
RULE = SmallCellRule()


def measure() -> list[Comparison]:
    """Seconds for the demo, and for a hundred times as many attendances."""
    return [
        _compare("the demo", make_demo_warehouse()),
        _compare(f"{LARGE:,} attendances", make_large_warehouse(LARGE)),
    ]


def _compare(size: str, folder: Path) -> Comparison:
    protection, _ = _protect(folder)
    publication = protection.publication
    return compare(
        f"public edition of {size}",
        "s",
        lambda: _protect(folder)[1],
        lambda: _time_audit(protection),
        repetitions=1,
        warm_ups=0,
        note=f"{len(publication.tables.cells):,} cells, "
        f"{int(publication.is_hidden.sum()):,} hidden, "
        f"{len(publication.dropped)} tables left out, "
        f"{protection.programs_solved:,} linear programs; the floor is one audit from "
        "nothing of what came out",
    )


def _protect(folder: Path) -> tuple[Protection, float]:
    """What was decided of the served release, and the seconds without reading it."""
    settings = Settings(dir=folder)
    metrics = read_people_metrics(read_definitions(settings))
    file = find_served(settings).release.find_file("internal")
    rows = read_release_rows(file, metrics)
    start = time.perf_counter()
    return decide(rows, metrics, RULE).protection, time.perf_counter() - start


def _time_audit(protection: Protection) -> float:
    start = time.perf_counter()
    audit(protection.publication, RULE)
    return time.perf_counter() - start
