"""What a load changes of the rows that counted before it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from warehouse.intake.ledger import Load
from warehouse.registers import Dataset

CHANGES_NAME = "changes.parquet"
"""One row per changed value: natural key, column, old and new value as text."""

Locate = Callable[[str], Path]
"""Gives the folder of a load by its id."""

_TYPES = {name: pl.String() for name in ("key", "column", "old", "new")}


def describe_changes(
    rows: Path,
    dataset: Dataset,
    earlier: Sequence[Load],
    gone: Sequence[Load],
    later: Sequence[Load],
    locate: Locate,
) -> tuple[dict[str, int], pl.DataFrame]:
    """Count rows added, changed, unchanged and withdrawn, and list changed values.

    `earlier` are the loads of the register that count before this one; those among
    them that are `later` than the file have the last word on their rows. Without a
    natural key no row can be told from another: all are added, those of the loads that
    are `gone` withdrawn.
    """
    key = list(dataset.natural_key)
    if not key:
        added = pl.scan_parquet(rows).select(pl.len()).collect().item()
        withdrawn = sum(load.rows_accepted for load in gone)
        return _count(added=added, withdrawn=withdrawn), pl.DataFrame(schema=_TYPES)
    columns = list(dataset.columns)
    new = pl.read_parquet(rows, columns=columns).join(
        _read_latest(later, dataset, locate), on=key, how="anti", nulls_equal=True
    )
    old = _read_latest(earlier, dataset, locate)
    others = [load for load in earlier if load not in gone]
    left = _read_latest(others, dataset, locate)
    both = new.join(old, on=key, suffix=":old", nulls_equal=True)
    changed = [_list_changed(both, key, name) for name in columns if name not in key]
    values = pl.concat([pl.DataFrame(schema=_TYPES), *changed])
    count = values["key"].n_unique()
    lost = old.join(new, on=key, how="anti").join(left, on=key, how="anti").height
    counted = _count(
        added=new.height - both.height,
        changed=count,
        unchanged=both.height - count,
        withdrawn=lost,
    )
    return counted, values


def count_traced(folder: Path) -> int:
    """How many rows that a load corrected have their earlier values kept."""
    path = folder / CHANGES_NAME
    if not path.is_file():
        return 0
    return pl.read_parquet(path, columns=["key"])["key"].n_unique()


def _count(**counts: int) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def _read_latest(
    loads: Sequence[Load], dataset: Dataset, locate: Locate
) -> pl.DataFrame:
    """The rows as they count: of a key the one that was landed last."""
    types = {name: column.dtype for name, column in dataset.columns.items()}
    frames = [pl.DataFrame(schema=types)]
    for load in loads:
        frames.append(_read(locate(load.load_id) / f"{dataset.name}.parquet", types))
    rows = pl.concat(frames)
    return rows.unique(dataset.natural_key, keep="last", maintain_order=True)


def _read(path: Path, types: dict[str, pl.DataType]) -> pl.DataFrame:
    rows = pl.read_parquet(path)
    return rows.select(
        pl.col(name) if name in rows.columns else pl.lit(None, kind).alias(name)
        for name, kind in types.items()
    )


def _list_changed(both: pl.DataFrame, key: list[str], name: str) -> pl.DataFrame:
    old, new = pl.col(f"{name}:old"), pl.col(name)
    return both.filter(old.ne_missing(new)).select(
        key=pl.concat_str(pl.col(key).cast(pl.String), separator="; "),
        column=pl.lit(name),
        old=old.cast(pl.String),
        new=new.cast(pl.String),
    )
