"""Rows that wait to be mended, and when they no longer do."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from warehouse.intake.changes import Locate
from warehouse.intake.ledger import Load, loads_dir, read_ledger
from warehouse.intake.matching import QUARANTINE_ID
from warehouse.intake.mending import name_rows
from warehouse.intake.writing import LOAD_TABLES, MENDED, QUARANTINE
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.columns import notes_of
from warehouse.settings import Settings


def list_open(settings: Settings) -> pl.DataFrame:
    """One line per fault of a row that still waits, with its `quarantine_id`.

    A row waits until its load is replaced, a row that names its `quarantine_id` is
    accepted, or a later row with its natural key is. Loaded again and still at fault,
    it waits once, as it was loaded last.
    """
    loads = read_ledger(settings)

    def locate(load_id: str) -> Path:
        return loads_dir(settings) / load_id

    rows = _read_all_held(loads, locate)
    order = pl.col("load_id").replace_strict(
        _number(loads), default=None, return_dtype=pl.Int64
    )
    rows = rows.filter(order == order.max().over(QUARANTINE_ID))
    mended = list_mended(loads, locate)
    rows = rows.filter(~pl.col(QUARANTINE_ID).is_in(mended.implode()))
    overtaken = [
        _find_overtaken(rows, DATASETS[name], loads, locate)
        for name in rows["dataset"].unique()
        if DATASETS[name].natural_key
    ]
    if overtaken:
        rows = rows.join(pl.concat(overtaken), on=QUARANTINE_ID, how="anti")
    return rows.sort("load_id", "source_row", "source_column", maintain_order=True)


def count_open(settings: Settings) -> dict[str, int]:
    """How many rows of each load still wait."""
    rows = list_open(settings)
    counts = rows.group_by("load_id").agg(pl.col(QUARANTINE_ID).n_unique())
    return dict(counts.rows())


def list_mended(loads: Iterable[Load], locate: Locate) -> pl.Series:
    """The ids of rows held back that these loads have mended."""
    mending = (load for load in loads if load.rows_mended)
    found = [_read(load, MENDED, locate)[QUARANTINE_ID] for load in mending]
    return pl.concat([pl.Series(QUARANTINE_ID, [], pl.String), *found])


def list_held(loads: Iterable[Load], locate: Locate) -> pl.Series:
    """The ids of the rows that these loads held back."""
    return _read_all_held(loads, locate)[QUARANTINE_ID].unique()


def _number(loads: list[Load]) -> dict[str, int]:
    return {load.load_id: number for number, load in enumerate(loads)}


def _read_all_held(loads: Iterable[Load], locate: Locate) -> pl.DataFrame:
    held = [_read_held(load, locate) for load in loads if load.rows_quarantined]
    return pl.concat([pl.DataFrame(schema=LOAD_TABLES[QUARANTINE]), *held])


def _read_held(load: Load, locate: Locate) -> pl.DataFrame:
    rows = _read(load, QUARANTINE, locate)
    types = LOAD_TABLES[QUARANTINE]
    lacking = [
        pl.lit(None, kind).alias(name)
        for name, kind in types.items()
        if name not in rows.columns
    ]
    named = name_rows(rows.with_columns(lacking), load.load_id)
    return named.select(list(types))


def _read(load: Load, name: str, locate: Locate) -> pl.DataFrame:
    return pl.read_parquet(locate(load.load_id) / f"{name}.parquet")


def _find_overtaken(
    rows: pl.DataFrame, dataset: Dataset, loads: list[Load], locate: Locate
) -> pl.DataFrame:
    """Rows whose key a load after theirs has brought in order."""
    order = _number(loads)
    key = list(dataset.natural_key)
    own = rows.filter(pl.col("dataset") == dataset.name).unique(QUARANTINE_ID)
    waiting = own.select(
        QUARANTINE_ID,
        *_read_key(dataset),
        at=pl.col("load_id").replace_strict(order, return_dtype=pl.Int64),
    )
    accepted = [
        _find_keys(locate(load.load_id), dataset, waiting).with_columns(
            later=pl.lit(order[load.load_id])
        )
        for load in loads
        if load.dataset == dataset.name
    ]
    known = pl.concat(accepted).group_by(key).agg(pl.col("later").max())
    return (
        waiting.join(known, on=key)
        .filter(pl.col("later") > pl.col("at"))
        .select(QUARANTINE_ID)
    )


def _find_keys(folder: Path, dataset: Dataset, waiting: pl.DataFrame) -> pl.DataFrame:
    """Of a load's accepted rows the keys that something waits for, as text.

    A load may have millions of rows, and a page asks: only those keys are held.
    """
    rows = pl.scan_parquet(folder / f"{dataset.name}.parquet")
    landed = rows.collect_schema().names()
    key = [
        pl.col(name).cast(pl.String)
        if name in landed
        else pl.lit(notes_of(dataset.columns[name]).default, pl.String).alias(name)
        for name in dataset.natural_key
    ]
    wanted = waiting.lazy().select(dataset.natural_key)
    found = rows.select(key).join(wanted, on=dataset.natural_key, how="semi")
    return found.collect(engine="streaming")


def _read_key(dataset: Dataset) -> Iterator[pl.Expr]:
    columns = dataset.columns
    for name in dataset.natural_key:
        text = pl.col("original").str.json_path_match(f"$.{name}").str.strip_chars()
        default = notes_of(columns[name]).default
        filled = text if default is None else text.fill_null(str(default))
        yield filled.alias(name)
