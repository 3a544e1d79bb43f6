"""The demo edition's own registers, landed in two deliveries a release apart."""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from warehouse.intake import ingest
from warehouse.intake.ledger import read_ledger
from warehouse.releases import list_releases
from warehouse.settings import Settings
from warehouse.synthesis.problems import SynthesisError, name_faults
from warehouse.transform import Report

_SEED = 1
_LATER = "delivery-2"
_TOTAL = {"metric": "participants_published", "scope": "institution"}


def land_demo(settings: Settings, report: Report) -> Iterator[None]:
    """Land what is missing of the demo's registers; each step asks for one release.

    A warehouse without them gives two steps, so that there are releases to compare;
    one that has them gives a single step. A kill between the steps loses nothing.
    """
    folder = settings.work_dir / "demo"
    try:
        yield from _land_missing(_synthesize(folder, settings), settings, report)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _land_missing(
    files: list[Path], settings: Settings, report: Report
) -> Iterator[None]:
    later = [path for path in files if _LATER in path.parts]
    first = [path for path in files if path not in later]
    if _are_landed(files, settings):
        yield
        return
    if not (_are_landed(first, settings) and _has_release(settings)):
        _land(first, settings, report)
        yield
    _land(later, settings, report)
    yield


def _synthesize(folder: Path, settings: Settings) -> list[Path]:
    from warehouse.synthesis import synthesize

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return synthesize(_read_total(settings), _SEED, folder, settings=settings)


def _land(files: list[Path], settings: Settings, report: Report) -> None:
    seen: set[str] = set()

    def tell(name: str, rows: int) -> None:
        seen.add(name)
        report(len(seen), len(files), name)

    ingest(files, settings=settings, provenance="illustrative", progress=tell)
    report(len(files), len(files), "")


def _are_landed(files: list[Path], settings: Settings) -> bool:
    """By name, not by content: a newer synthesiser does not land a second demo."""
    loads = [x for x in read_ledger(settings) if x.provenance == "illustrative"]
    return Counter(path.name for path in files) <= Counter(x.file for x in loads)


def _has_release(settings: Settings) -> bool:
    return any(release.info.edition == "demo" for release in list_releases(settings))


def _read_total(settings: Settings) -> int:
    """The published number of participants, which the illustrative rows add up to."""
    path = settings.programme_dir / "seeds" / "published_figures.csv"
    with name_faults(path), path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if all(row[column] == value for column, value in _TOTAL.items()):
                return int(float(row["value"]))
    raise SynthesisError("total_missing", file=path, **_TOTAL)
