"""References of rows to known things: put into ids, or at fault."""

import json
from collections.abc import Collection, Mapping

import polars as pl

from warehouse.intake.faults import ID, list_faults
from warehouse.intake.references import Known
from warehouse.registers import Dataset
from warehouse.registers.columns import Reference, notes_of

_MOST_SUGGESTED = 200
"""Different unknown values of a batch that suggestions are looked for."""
_HOURS_OF_DAY = 24
TOTAL = "total"
"""Dimension and member of a figure that is not split."""
_MANY = '{"meant"'


def link(
    typed: pl.DataFrame, dataset: Dataset, known: Known
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Put ids in place of names; an unknown value stays and is at fault."""
    faults = []
    for name, column in dataset.columns.items():
        kind = notes_of(column).refers_to
        if kind == "event":
            faults.append(_find_unknown_events(typed, known))
        elif kind is not None:
            ids = known.find_ids(kind, typed[name])
            typed, unknown = _replace(typed, name, ids)
            faults.append(_describe_unknown(unknown, name, kind, known))
    if dataset.name == "attendance":
        faults.append(_find_long_hours(typed, known))
    if {"metric", "grain"} <= set(dataset.columns):
        faults += _find_undeclared(typed, known)
    return typed, faults


def _replace(
    typed: pl.DataFrame, name: str, ids: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    joined = typed.join(
        ids, left_on=name, right_on="value", how="left", maintain_order="left"
    )
    unknown = joined.filter(pl.col("id").is_null() & pl.col(name).is_not_null())
    linked = joined.with_columns(pl.coalesce("id", name).alias(name)).drop("id")
    return linked, unknown.select(ID, value=name)


def _describe_unknown(
    unknown: pl.DataFrame, name: str, kind: Reference, known: Known
) -> pl.DataFrame:
    different = unknown["value"].unique(maintain_order=True).head(_MOST_SUGGESTED)
    told = {value: _tell(kind, value, known) for value in different}
    parameters = pl.col("value").replace_strict(
        told, default="{}", return_dtype=pl.String
    )
    is_ambiguous = parameters.str.starts_with(_MANY)
    rule = (
        pl.when(is_ambiguous)
        .then(pl.lit("ambiguous_name"))
        .otherwise(pl.lit(f"unknown_{kind}"))
    )
    return list_faults(unknown, name, rule, parameters)


def _tell(kind: Reference, value: str, known: Known) -> str:
    """As JSON, the things of that name, or the labels nearest to it."""
    meant = known.list_meant(kind, value) if kind != "event" else []
    if len(meant) > 1:
        return json.dumps({"meant": meant}, ensure_ascii=False)
    return json.dumps({"nearest": known.suggest(kind, value)}, ensure_ascii=False)


def _find_unknown_events(typed: pl.DataFrame, known: Known) -> pl.DataFrame:
    unknown = typed.filter(pl.col("event_id").is_not_null()).join(
        known.events, on=["publisher", "event_id"], how="anti", maintain_order="left"
    )
    rows = unknown.select(ID, value="event_id")
    return _describe_unknown(rows, "event_id", "event", known)


def _find_long_hours(typed: pl.DataFrame, known: Known) -> pl.DataFrame:
    """More hours than the event has; where they are unknown, than its days have."""
    events = known.events.select(
        "publisher",
        "event_id",
        most=pl.coalesce(
            pl.col("contact_hours"),
            (
                1
                + (
                    pl.coalesce("end_date", "start_date") - pl.col("start_date")
                ).dt.total_days()
            )
            * _HOURS_OF_DAY
            * 60
            / pl.col("hour_minutes").fill_null(60),
        ),
    )
    long = (
        typed.filter(pl.col("contact_hours").is_not_null())
        .join(events, on=["publisher", "event_id"], maintain_order="left")
        .filter(pl.col("contact_hours") > pl.col("most"))
    )
    parameters = pl.struct(most=pl.col("most")).struct.json_encode()
    rows = long.select(ID, "most", value="contact_hours")
    return list_faults(rows, "contact_hours", "hours_above_event", parameters)


def _find_undeclared(typed: pl.DataFrame, known: Known) -> list[pl.DataFrame]:
    """Periods and dimensions that the metric does not have: no figure stands there."""
    grains = {metric.name: metric.grains for metric in known.metrics}
    splits = {metric.name: {*metric.dimensions, TOTAL} for metric in known.metrics}
    found = [_find_beside(typed, "grain", grains)]
    if "dimension" in typed.columns:
        found.append(_find_beside(typed, "dimension", splits))
    return found


def _find_beside(
    typed: pl.DataFrame, name: str, declared: Mapping[str, Collection[str]]
) -> pl.DataFrame:
    """Rows whose value is not among those that their metric declares."""
    pairs = [
        {"metric": metric, name: value}
        for metric, values in declared.items()
        for value in values
    ]
    known = pl.DataFrame(pairs, schema={"metric": pl.String, name: pl.String})
    lists = pl.DataFrame(
        {"metric": list(declared), "allowed": [sorted(v) for v in declared.values()]},
        schema={"metric": pl.String, "allowed": pl.List(pl.String)},
    )
    beside = (
        typed.filter(pl.col(name).is_not_null())
        .join(known, on=["metric", name], how="anti", maintain_order="left")
        .join(lists, on="metric", how="inner", maintain_order="left")
    )
    parameters = pl.struct(codes=pl.col("allowed")).struct.json_encode()
    rows = beside.select(ID, "allowed", value=name)
    return list_faults(rows, name, f"undeclared_{name}", parameters)
