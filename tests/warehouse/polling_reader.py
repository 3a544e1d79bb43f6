"""Looks at what is served, over and over, as pages do: a process of its own.

`python -m tests.warehouse.polling_reader` writes a line of JSON for every look, until
it is stopped. It reads releases of the small project, each with an as-of date of its
own, so that rows of two of them cannot pass for one.
"""

import json
import sys
import time
import traceback
from dataclasses import dataclass, field

import polars as pl

from warehouse.reading import GoneReleaseError, ReleaseFile, open_release
from warehouse.releases import Release, find_served
from warehouse.settings import Settings, load_settings

_PAUSE_SECONDS = 0.05

_TABLES = "select table_name from duckdb_tables() where schema_name = 'marts'"
_DATES = "select scope, as_of_date from marts.dim_scope order by scope"


class MixedReleaseError(AssertionError):
    """What was read is not all of one release."""


@dataclass
class Visitors:
    """One comes anew at every look; for each release the first to see it stays."""

    settings: Settings
    stayed: dict[str, ReleaseFile] = field(default_factory=dict)
    first_sights: dict[str, dict[str, pl.DataFrame]] = field(default_factory=dict)

    def look(self) -> str:
        """Read what is served, and once more all that was: its id."""
        served = find_served(self.settings)
        if served.is_fallback:
            raise MixedReleaseError(f"{served.reason}: {served.release.id}")
        newcomer = open_release(served.release, self.settings)
        self.check(newcomer)
        if self.stayed.setdefault(served.release.id, newcomer) is not newcomer:
            newcomer.close()
        for file in self.stayed.values():
            self.check(file)
        return served.release.id

    def check(self, file: ReleaseFile) -> None:
        """Compare rows with the release's own account and with the first look at it."""
        sight = _read(file)
        _compare(file.release, sight)
        first = self.first_sights.setdefault(file.release.id, sight)
        if any(not frame.equals(first[table]) for table, frame in sight.items()):
            raise MixedReleaseError(f"{file.release.id} has changed")


def _read(file: ReleaseFile) -> dict[str, pl.DataFrame]:
    tables = file.fetch(_TABLES)["table_name"].to_list()
    return {
        table: file.fetch(f"from marts.{table} order by all") for table in tables
    } | {"dates": file.fetch(_DATES)}


def _compare(release: Release, sight: dict[str, pl.DataFrame]) -> None:
    counts = {table: frame.height for table, frame in sight.items() if table != "dates"}
    dates = dict(sight["dates"].rows())
    promised = release.info.row_counts, release.info.as_of
    if (counts, dates) != promised:
        raise MixedReleaseError(f"{release.id}: {counts}, {dates}; not {promised}")


def _report(visitors: Visitors) -> dict[str, str]:
    while True:
        try:
            return {"served": visitors.look()}
        except GoneReleaseError:
            continue
        except Exception:
            return {"trouble": traceback.format_exc()}


def main() -> None:
    visitors = Visitors(load_settings())
    while True:
        sys.stdout.write(json.dumps(_report(visitors)) + "\n")
        sys.stdout.flush()
        time.sleep(_PAUSE_SECONDS)


if __name__ == "__main__":
    main()
