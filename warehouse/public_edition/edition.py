"""The file that the public may read: marts without what tells of single people."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from warehouse.disclosure import (
    InconsistentCellsError,
    SmallCellRule,
    StillDisclosedError,
)
from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_sheet import BY_HAND
from warehouse.public_edition.people import PeopleMetric, read_people_metrics
from warehouse.public_edition.protecting import Decision, ReleaseRows, decide
from warehouse.public_refusals import PublicEditionRefusedError
from warehouse.release_info import DisclosureControl
from warehouse.sealing import Draft, limit_build
from warehouse.settings import Settings
from warehouse.table_copies import MARTS, copy_table, quote

_SQL = Path(__file__).parent
_WHOLE, _MASKED, _NONE = "whole", "masked", "none"
_NAMED = 20
"""Cells that are named of those that cannot be hidden."""

_LAST = "mart_result_status"
"""The status of a result is counted from those of its indicators, once masked."""


def write_public_edition(
    draft: Draft, definitions: Sequence[MetricDefinition], settings: Settings
) -> DisclosureControl:
    """Write the public edition beside the marts of a release, and say what it lacks.

    Raises:
        PublicEditionRefusedError: naming what cannot be protected, the figures that
            contradict each other, or the mart of which nobody knows what is public.
    """
    metrics = read_people_metrics(definitions)
    rule = SmallCellRule(settings.smallest_group)
    with duckdb.connect(config=limit_build(draft.database, settings)) as connection:
        connection.execute(f"attach {quote(draft.database)} as internal (read_only)")
        connection.execute(f"attach {quote(draft.public_database)} as public")
        connection.execute(f"create schema public.{MARTS}")
        parts = _read_parts(draft.folder / "manifest.json")
        decision = None
        if _MASKED in parts.values():
            decision = _decide(connection, metrics, rule)
            _note_rules(connection, definitions, parts, metrics)
        for table, part in parts.items():
            _write_table(connection, table, part)
    return _describe(decision, rule)


def _read_parts(manifest_file: Path) -> dict[str, str]:
    """What of each mart is public, in the order in which they can be written.

    A mart that says nothing is not public.
    """
    nodes = json.loads(manifest_file.read_text("utf-8"))["nodes"].values()
    marts = [
        node
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] == MARTS
    ]
    parts = {
        node["name"]: node["config"]["meta"].get("public", _NONE) for node in marts
    }
    for name, part in parts.items():
        if part not in (_WHOLE, _MASKED, _NONE):
            detail = f"{name}: config.meta.public: {part}"
            raise PublicEditionRefusedError("unknown_public_part", detail)
    return dict(sorted(parts.items(), key=lambda item: (item[0] == _LAST, item[0])))


def read_release_rows(file: Path, metrics: Mapping[str, PeopleMetric]) -> ReleaseRows:
    """All that the marts of a file show of people."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {quote(file)} as internal (read_only)")
        connection.execute("use internal")
        return _read_rows(connection, metrics)


def _read_rows(
    connection: duckdb.DuckDBPyConnection, metrics: Mapping[str, PeopleMetric]
) -> ReleaseRows:
    connection.register(
        "people_metrics", pl.DataFrame({"metric": [*metrics]}, {"metric": pl.String})
    )
    values = _number(_ask(connection, "rows"), 0)
    events = _number(_ask(connection, "events"), values.height)
    return ReleaseRows(
        values=values,
        events=events.drop_nulls("value").with_columns(pl.col("value").cast(pl.Int64)),
        municipalities=connection.sql(f"from {MARTS}.dim_municipality").pl(),
        rollups=connection.sql(f"from {MARTS}.dim_scope_rollup").pl(),
    )


def _decide(
    connection: duckdb.DuckDBPyConnection,
    metrics: Mapping[str, PeopleMetric],
    rule: SmallCellRule,
) -> Decision:
    connection.execute("use internal")
    rows = _read_rows(connection, metrics)
    connection.execute("use memory")
    decision = _protect(rows, metrics, rule)
    for name, own in (("rows", rows.values), ("events", rows.events)):
        decided = own.join(decision.rows, on="row", how="left")
        connection.register(f"decided_{name}", decided)
    connection.execute((_SQL / "public_rows.sql").read_text("utf-8"))
    return decision


def _protect(
    rows: ReleaseRows, metrics: Mapping[str, PeopleMetric], rule: SmallCellRule
) -> Decision:
    try:
        return decide(rows, metrics, rule)
    except StillDisclosedError as error:
        more = ["…"] if len(error.cells) > _NAMED else []
        named = ", ".join([*error.cells[:_NAMED], *more])
        raise PublicEditionRefusedError("still_disclosed", named) from error
    except InconsistentCellsError as error:
        raise PublicEditionRefusedError("inconsistent_counts", str(error)) from error


def _note_rules(
    connection: duckdb.DuckDBPyConnection,
    definitions: Sequence[MetricDefinition],
    parts: Mapping[str, str],
    metrics: Mapping[str, PeopleMetric],
) -> None:
    """What else the masks ask for: registers and facts about people."""
    datasets = {d.meta["dataset"] for d in definitions if d.reports_as in metrics}
    names = {
        "people_datasets": ("dataset", sorted(datasets - {BY_HAND})),
        "people_facts": ("fact", [t for t, part in parts.items() if part == _NONE]),
    }
    for table, (column, values) in names.items():
        frame = pl.DataFrame({column: values}, schema={column: pl.String})
        connection.register(table, frame)


def _write_table(connection: duckdb.DuckDBPyConnection, table: str, part: str) -> None:
    if part == _NONE:
        return
    select = ""
    if part == _MASKED:
        select = (_SQL / "tables" / f"{table}.sql").read_text("utf-8")
    copy_table(connection, table, "internal", "public", select)


def _ask(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    sql = (_SQL / f"{name}.sql").read_text("utf-8")
    frame: pl.DataFrame = connection.sql(sql).pl()
    return frame


def _number(rows: pl.DataFrame, first: int) -> pl.DataFrame:
    numbers = pl.int_range(first, first + rows.height, eager=True).alias("row")
    return rows.with_columns(numbers)


def _describe(decision: Decision | None, rule: SmallCellRule) -> DisclosureControl:
    if decision is None:
        return DisclosureControl(smallest_group=rule.k)
    protection, by_table = decision.protection, decision.loss.by_table
    return DisclosureControl(
        smallest_group=rule.k,
        cells=int(by_table["cell_count"].sum()),
        hidden_small=int(by_table["hidden_small_count"].sum()),
        hidden_other=int(by_table["hidden_other_count"].sum()),
        dropped=int(by_table["dropped_count"].sum()),
        dropped_tables=protection.publication.dropped,
        unaudited_tables=protection.unaudited,
        cells_ratio=decision.loss.cells_ratio,
        people_ratio=decision.loss.people_ratio,
        audits=protection.rounds,
        programs_solved=protection.programs_solved,
    )
