"""Hiding the small cells of a table, against proving one publication of it safe."""

import time
from itertools import combinations

import numpy as np
import polars as pl

from benchmarks.measuring import Comparison, compare
from warehouse.disclosure.attacker import find_unknown_sets
from warehouse.disclosure.auditor import audit
from warehouse.disclosure.cells import Cell, LinkedTables, link
from warehouse.disclosure.interval_search import make_model
from warehouse.disclosure.lines import cover_lines
from warehouse.disclosure.protection import protect
from warehouse.disclosure.publication import (
    Publication,
    SmallCellRule,
    find_sensitive,
    hide_small,
)
from warehouse.disclosure.quiet_solver import QuietHighs
from warehouse.disclosure.relating import TOTAL, relate_margins

SHAPE = {"municipality": 200, "category": 3, "month": 12}
MEAN = 6.0
"""Attendances a cell of the finest table: two thirds of what is not 0 are small."""

SEED = 1
SAMPLE = 20
REPETITIONS = 3
RULE = SmallCellRule()


def measure() -> list[Comparison]:
    """Seconds of the whole loop, and of its audit."""
    tables = make_tables()
    covered = cover_lines(hide_small(tables, RULE), RULE)
    protection = protect(tables, RULE)
    small = int(find_sensitive(tables, RULE).sum())
    hidden = int(protection.publication.is_hidden.sum())
    size = f"{len(tables.cells):,} cells, {small:,} of them small"
    return [
        compare(
            "audit, every small cell bounded",
            "s",
            lambda: _time_audit(covered),
            lambda: _time_fresh_programs(covered) * 2 * small / SAMPLE,
            repetitions=REPETITIONS,
            warm_ups=0,
            note=f"{size}; {audit(covered, RULE).programs_solved:,} linear programs; "
            f"the floor solves two programs a small cell, each from scratch, and is "
            f"projected from {SAMPLE}",
        ),
        compare(
            "protection, suppression and audits",
            "s",
            lambda: protect(tables, RULE).seconds,
            lambda: _time_audit(protection.publication),
            repetitions=REPETITIONS,
            warm_ups=0,
            note=f"{size}; {hidden:,} hidden in {protection.rounds} rounds with "
            f"{protection.programs_solved:,} linear programs; the floor is one audit "
            "of what came out",
        ),
    ]


def make_tables() -> LinkedTables:
    """A three-way table with all its margins; empty cells are left out."""
    frame = _add_margins(_draw_counts()).filter(pl.col("value") > 0)
    frame = frame.with_columns(pl.concat_str(*SHAPE, separator=" ").alias("cell"))
    is_detail = [pl.when(pl.col(name) != TOTAL).then(pl.lit(name)) for name in SHAPE]
    table = pl.concat_str(*is_detail, separator=" × ", ignore_nulls=True)
    rows = frame.select("cell", table, "value").iter_rows()
    relations = relate_margins(frame.drop("value"), list(SHAPE))
    return link((Cell(*row) for row in rows), relations)


def _draw_counts() -> pl.DataFrame:
    generator = np.random.default_rng(SEED)
    sizes = [
        generator.gamma(shape, size=size)
        for shape, size in zip((0.6, 2.0, 3.0), SHAPE.values(), strict=True)
    ]
    weights = np.einsum("i,j,k->ijk", *sizes)
    counts = generator.poisson(weights / weights.mean() * MEAN)
    members = zip(SHAPE, np.indices(counts.shape), strict=True)
    columns = {name: [f"{name} {i}" for i in index.flat] for name, index in members}
    return pl.DataFrame({**columns, "value": counts.ravel()})


def _add_margins(detail: pl.DataFrame) -> pl.DataFrame:
    kept = [names for size in range(4) for names in combinations(SHAPE, size)]
    return pl.concat(
        detail.with_columns(
            pl.lit(TOTAL).alias(name) for name in SHAPE if name not in names
        )
        .group_by(*SHAPE, maintain_order=True)
        .agg(pl.col("value").sum())
        for names in kept
    )


def _time_audit(publication: Publication) -> float:
    start = time.perf_counter()
    audit(publication, RULE)
    return time.perf_counter() - start


def _time_fresh_programs(publication: Publication) -> float:
    """Seconds of one bound each for a few small cells, the solver starting anew."""
    unknown = max(find_unknown_sets(publication), key=lambda x: len(x.cells))
    is_small = find_sensitive(publication.tables, RULE)[unknown.cells]
    generator = np.random.default_rng(SEED)
    sample = generator.choice(np.flatnonzero(is_small), SAMPLE, replace=False)
    model = make_model(unknown, int(publication.tables.values.max()) * 4)
    start = time.perf_counter()
    for column in unknown.columns[sample].tolist():
        solver = QuietHighs()
        solver.setOptionValue("presolve", "choose")
        solver.passModel(model)
        solver.changeColCost(column, -1.0)
        solver.run()
    return time.perf_counter() - start
