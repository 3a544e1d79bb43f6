"""Some metrics computed anew in a build file that has the figures of all."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_evidence import land_metric_evidence
from warehouse.metrics import compute_metrics

_TABLES = ("metric_results", "metric_queries", "metric_evidence")


def recompute_metrics(
    build_file: Path,
    target_dir: Path,
    definitions: Sequence[MetricDefinition],
    names: Collection[str],
) -> None:
    """Compute the metrics of these names; others keep their rows, undeclared ones go.

    Needs what `compute_metrics` needs.
    """
    codes = {d.reports_as for d in definitions if d.name in names}
    chosen = [d for d in definitions if d.reports_as in codes]
    kept = sorted({d.reports_as for d in definitions} - codes)
    with _keeping_rows(build_file, kept, is_replacing=bool(chosen)):
        if chosen:
            compute_metrics(build_file, target_dir, chosen)
            land_metric_evidence(build_file, target_dir, chosen)


@contextmanager
def _keeping_rows(
    build_file: Path, metrics: Sequence[str], *, is_replacing: bool
) -> Iterator[None]:
    """Let the block replace the tables of figures; afterwards they have both."""
    with duckdb.connect(str(build_file)) as connection:
        for table in _TABLES:
            connection.execute(
                f"create or replace table landed.{table}_kept as "
                f"from landed.{table} where metric = any(?)",
                [metrics],
            )
            if not is_replacing:
                connection.execute(f"delete from landed.{table}")
    yield
    with duckdb.connect(str(build_file)) as connection:
        for table in _TABLES:
            connection.execute(f"insert into landed.{table} from landed.{table}_kept")
            connection.execute(f"drop table landed.{table}_kept")
