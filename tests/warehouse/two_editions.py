"""A release's two files side by side, for tests of what the public one leaves out."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from warehouse.metric_definitions import read_definitions
from warehouse.public_edition.people import read_people_metrics
from warehouse.releases import Release
from warehouse.settings import Settings

KEY = "metric, scope, grain, period, dimension, member"
CELL = f"{KEY}, dimension_2, member_2"


@contextmanager
def open_both(release: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with `internal`, `public` and the names of `people_metrics`."""
    with duckdb.connect() as connection:
        for name in ("internal", "public"):
            file = release.find_file(name)
            connection.execute(f"attach '{file}' as {name} (read_only)")
        metrics = list(read_people_metrics(read_definitions(find_settings(release))))
        connection.register("people_metrics", pl.DataFrame({"metric": metrics}))
        yield connection


def find_settings(release: Release) -> Settings:
    """The settings of the warehouse that a release is in."""
    return Settings(dir=release.path.parents[1])
