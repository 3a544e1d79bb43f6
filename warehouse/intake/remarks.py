"""What is worth saying about rows that are accepted all the same."""

import polars as pl

from warehouse.intake.faults import ID, list_faults, unite_faults
from warehouse.intake.references import Known
from warehouse.registers import Dataset

_DATED = {
    "training_events": ("start_date", "end_date"),
    "city_project_milestones": ("planned_date", "actual_date"),
    "best_practices": ("stage_date",),
    "partnerships": ("stage_date",),
}
"""Dates of what a programme does, which lie within its years."""


def find_outside_years(
    rows: pl.DataFrame, dataset: Dataset, known: Known
) -> pl.DataFrame:
    """One remark per date before the programme's first year or after its last."""
    years = pl.DataFrame(
        [(scope, first, last) for scope, (first, last) in known.years.items()],
        schema={"scope": pl.String, "first": pl.Int64, "last": pl.Int64},
        orient="row",
    )
    dated = rows.join(years, on="scope", maintain_order="left")
    found = []
    for name in _DATED.get(dataset.name, ()):
        year = pl.col(name).dt.year()
        outside = dated.filter((year < pl.col("first")) | (year > pl.col("last")))
        parameters = pl.struct("first", "last").struct.json_encode()
        shown = outside.select(ID, "first", "last", value=name)
        found.append(list_faults(shown, name, "outside_programme_years", parameters))
    return unite_faults(found)
