"""Rows that wait to be mended, and when they no longer do."""

from collections.abc import Iterator

import polars as pl

from warehouse.intake.ledger import Load, loads_dir, read_ledger
from warehouse.intake.matching import QUARANTINE_ID
from warehouse.intake.writing import (
    LOAD_TABLES,
    MENDED,
    MENDED_PLACE,
    QUARANTINE,
    name_rows,
)
from warehouse.registers import DATASETS, Dataset
from warehouse.registers.columns import notes_of
from warehouse.settings import Settings


def list_open(settings: Settings) -> pl.DataFrame:
    """One line per fault of a row that still waits, with its `quarantine_id`.

    A row waits until its load is replaced, a row that names its `quarantine_id` is
    accepted, or a later row with its natural key is.
    """
    loads = read_ledger(settings)
    held = [_read_held(load, settings) for load in loads if load.rows_quarantined]
    types = LOAD_TABLES[QUARANTINE] | {QUARANTINE_ID: pl.String()}
    rows = pl.concat([pl.DataFrame(schema=types), *held])
    mended = [_read_mended(load, settings) for load in loads]
    if mended:
        rows = rows.join(pl.concat(mended), on=QUARANTINE_ID, how="anti")
    overtaken = [
        _find_overtaken(rows, DATASETS[name], loads, settings)
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


def _read_held(load: Load, settings: Settings) -> pl.DataFrame:
    rows = _read(load, QUARANTINE, settings)
    types = LOAD_TABLES[QUARANTINE]
    lacking = [
        pl.lit(None, kind).alias(name)
        for name, kind in types.items()
        if name not in rows.columns
    ]
    return rows.with_columns(lacking).select(*types, name_rows(load.load_id))


def _read(load: Load, name: str, settings: Settings) -> pl.DataFrame:
    return pl.read_parquet(loads_dir(settings) / load.load_id / f"{name}.parquet")


def find_mended(load: Load, settings: Settings) -> tuple[pl.DataFrame, list[str]]:
    """Rows of a load that came in mended through others, and these loads' ids."""
    held = _read_held(load, settings)
    found = [
        (other, held.join(_read_mended(other, settings), on=QUARANTINE_ID))
        for other in read_ledger(settings)
    ]
    rows = [mended.select(list(MENDED_PLACE)) for _, mended in found]
    through = [x.load_id for x, mended in found if x != load and not mended.is_empty()]
    return pl.concat([pl.DataFrame(schema=MENDED_PLACE), *rows]).unique(), through


def _read_mended(load: Load, settings: Settings) -> pl.DataFrame:
    path = loads_dir(settings) / load.load_id / f"{MENDED}.parquet"
    if not path.is_file():
        return pl.DataFrame(schema=LOAD_TABLES[MENDED])
    return pl.read_parquet(path)


def _find_overtaken(
    rows: pl.DataFrame, dataset: Dataset, loads: list[Load], settings: Settings
) -> pl.DataFrame:
    """Rows whose key a load after theirs has brought in order."""
    order = {load.load_id: number for number, load in enumerate(loads)}
    key = list(dataset.natural_key)
    own = rows.filter(pl.col("dataset") == dataset.name).unique(QUARANTINE_ID)
    waiting = own.select(
        QUARANTINE_ID,
        *_read_key(dataset),
        at=pl.col("load_id").replace_strict(order, return_dtype=pl.Int64),
    )
    accepted = [
        _read(load, dataset.name, settings).select(
            *(pl.col(name).cast(pl.String) for name in key),
            later=pl.lit(order[load.load_id]),
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


def _read_key(dataset: Dataset) -> Iterator[pl.Expr]:
    columns = dataset.columns
    for name in dataset.natural_key:
        text = pl.col("original").str.json_path_match(f"$.{name}").str.strip_chars()
        default = notes_of(columns[name]).default
        filled = text if default is None else text.fill_null(str(default))
        yield filled.alias(name)
