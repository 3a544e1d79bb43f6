"""What a row may refer to: events, projects, places and categories that are known."""

import csv
import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from warehouse.declared_metrics import DeclaredMetric, list_declared_metrics
from warehouse.intake.folding import fold_place
from warehouse.intake.ledger import loads_dir, read_ledger
from warehouse.registers import DATASETS
from warehouse.registers.columns import Reference
from warehouse.registers.headers import fold_header
from warehouse.registers.recurring_columns import OWN
from warehouse.settings import Settings

_SUGGESTIONS = 3
_LIKENESS = 0.6

EVENT_TYPES: dict[str, pl.DataType] = {
    "publisher": pl.String(),
    "event_id": pl.String(),
    "start_date": pl.Date(),
    "end_date": pl.Date(),
    "contact_hours": pl.Float64(),
    "hour_minutes": pl.Int64(),
}


@dataclass
class Names:
    """Ids of one kind of thing by all the labels that mean them."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    def add(
        self, key: str | None, labels: Iterable[str | None], *, is_place: bool
    ) -> None:
        """Make a thing known under its id and its labels."""
        if not key:
            return
        for label in (key, *labels):
            if label:
                self.ids.setdefault(_fold(label, is_place=is_place), set()).add(key)
                self.shown.setdefault(label, key)

    def suggest(self, value: str) -> list[str]:
        """The labels nearest to a value that is none of them, one per thing."""
        near = difflib.get_close_matches(
            value, self.shown, n=4 * _SUGGESTIONS, cutoff=_LIKENESS
        )
        once = {self.shown[label]: label for label in reversed(near)}
        return [label for label in near if label in once.values()][:_SUGGESTIONS]


@dataclass
class Known:
    """All that is known when a file comes in: published, landed, and of the same call.

    `years` has the first and last year of each scope's programme; `events` the columns
    of `EVENT_TYPES`, one row per event; `metrics` what the semantic layer declares.
    """

    names: dict[Reference, Names]
    events: pl.DataFrame
    years: dict[str, tuple[int, int]]
    metrics: list[DeclaredMetric]

    def add(self, dataset: str, rows: pl.DataFrame) -> None:
        """Make accepted rows of a register known to the files that follow."""
        if dataset == "training_events":
            self.events = pl.concat(
                [rows.select(list(EVENT_TYPES)), self.events]
            ).unique(["publisher", "event_id"], keep="first", maintain_order=True)
        elif dataset == "programme":
            for scope, start, end in rows.select(
                "scope", "start_year", "end_year"
            ).rows():
                self.years[scope] = (start, end)
        elif dataset in _NAMED:
            self._add_names(*_NAMED[dataset], rows.iter_rows(named=True))

    def _add_names(
        self, kind: Reference, key: str, rows: Iterable[Mapping[str, str | None]]
    ) -> None:
        for row in rows:
            labels = [row.get(name) for name in ("name_en", "name_ru", "alias")]
            self.names[kind].add(row[key], labels, is_place=kind == "municipality")

    def find_ids(self, kind: Reference, values: pl.Series) -> pl.DataFrame:
        """Columns `value` and `id`, one row per different value; null: none or many."""
        different = values.drop_nulls().unique()
        found = [self.list_meant(kind, value) for value in different]
        ids = [meant[0] if len(meant) == 1 else None for meant in found]
        return pl.DataFrame(
            {"value": different, "id": ids},
            schema={"value": pl.String, "id": pl.String},
        )

    def list_meant(self, kind: Reference, value: str) -> list[str]:
        """The ids of all things that a value may mean; an id means its own thing."""
        names = self.names[kind]
        meant = names.ids.get(_fold(value, is_place=kind == "municipality"), set())
        return [value] if value in meant else sorted(meant)

    def suggest(self, kind: Reference, value: str) -> list[str]:
        """The known labels nearest to a value."""
        if kind == "event":
            return difflib.get_close_matches(
                value, self.events["event_id"].to_list(), _SUGGESTIONS, _LIKENESS
            )
        return self.names[kind].suggest(value)


_KINDS: tuple[Reference, ...] = ("project", "municipality", "category", "metric")
_NAMED: dict[str, tuple[Reference, str]] = {
    "municipalities": ("municipality", "municipality_id"),
    "city_projects": ("project", "project_id"),
}
TELLING = {"training_events", "programme", *_NAMED}
"""Registers that others refer to, or that say how to judge them."""

_SEEDS: tuple[tuple[str, Reference, str], ...] = (
    ("published_municipalities", "municipality", "municipality_id"),
    ("place_aliases", "municipality", "municipality_id"),
    ("published_projects", "project", "project_id"),
    ("participant_categories", "category", "participant_category_code"),
)


def gather_known(settings: Settings) -> Known:
    """What the programme's seeds and the loads that count make known."""
    seeds = settings.programme_dir / "seeds"
    known = Known(
        {kind: Names() for kind in _KINDS},
        _read_published_events(seeds / "published_training_events.csv"),
        {
            row["scope"]: (int(row["start_year"]), int(row["end_year"]))
            for row in _read_seed(seeds / "programme_scopes.csv")
            if row["start_year"] and row["end_year"]
        },
        list_declared_metrics(settings),
    )
    for metric in known.metrics:
        known.names["metric"].add(metric.name, metric.labels, is_place=False)
    for name, kind, key in _SEEDS:
        known._add_names(kind, key, _read_seed(seeds / f"{name}.csv"))
    for load in read_ledger(settings):
        if load.dataset in TELLING:
            path = loads_dir(settings) / load.load_id / f"{load.dataset}.parquet"
            known.add(load.dataset, _complete(pl.read_parquet(path), load.dataset))
    return known


def _complete(rows: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """With the columns that were declared after the rows were landed."""
    types = DATASETS[dataset].landed_types
    lacking = {name: pl.lit(None, kind) for name, kind in types.items()}
    filled = rows.with_columns(
        **{name: value for name, value in lacking.items() if name not in rows.columns}
    )
    if "publisher" in filled.columns:
        filled = filled.with_columns(pl.col("publisher").fill_null(OWN))
    return filled


def _read_published_events(path: Path) -> pl.DataFrame:
    rows = [
        {
            "publisher": OWN,
            "event_id": row["event_id"],
            "start_date": _read_day(row["start_date"]),
            "end_date": _read_day(row["end_date"]),
        }
        for row in _read_seed(path)
    ]
    return pl.DataFrame(rows, schema=EVENT_TYPES)


def _read_seed(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a seed; a programme need not have every one."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _fold(label: str, *, is_place: bool) -> str:
    return fold_place(label) if is_place else fold_header(label)
