"""Writing one load: accepted rows, quarantined rows, remarks, and what it mends."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from warehouse.intake.contacts import hide_contacts
from warehouse.intake.date_formats import BIRTH_DATE
from warehouse.intake.erased import drop_erased
from warehouse.intake.faults import FAULT_TYPES, ID, hide
from warehouse.intake.identity import PERSON, add_codes, list_identifiers
from warehouse.intake.matching import QUARANTINE_ID
from warehouse.intake.mending import hold_mended, name_rows
from warehouse.intake.parsing import read_text
from warehouse.intake.problems import RowsLostError
from warehouse.intake.recognition import Recognised
from warehouse.intake.references import Known
from warehouse.intake.repeats import KeyWatch
from warehouse.intake.shaping import iterate_rows
from warehouse.intake.sheets import COLUMN, RAGGED, ROW
from warehouse.intake.validation import Verdict, judge
from warehouse.parquet import ParquetStream
from warehouse.registers.columns import notes_of
from warehouse.settings import Settings

QUARANTINE, REMARKS, MENDED = "quarantine", "remarks", "mended"
_IS_IN_DOUBT = pl.col("rule") != "duplicate_key"
"""Of a repeated key everybody knows what it is: the ids of sound values."""

REMARKS_KEPT = 1_000
"""Remarks of a load that are kept one by one; all are counted."""

_PLACE = {
    "load_id": pl.String(),
    "dataset": pl.String(),
    "source_file": pl.String(),
    "sheet": pl.String(),
    "source_row": pl.Int64(),
    "source_column": pl.String(),
}
_FAULT = {name: kind for name, kind in FAULT_TYPES.items() if name != ID}
LOAD_TABLES: dict[str, dict[str, pl.DataType]] = {
    QUARANTINE: _PLACE | _FAULT | {"original": pl.String(), QUARANTINE_ID: pl.String()},
    REMARKS: _PLACE | _FAULT,
    MENDED: {QUARANTINE_ID: pl.String()},
}

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Origin:
    """Where the rows of a load come from, and what turns people into codes.

    `held` are the ids of rows in quarantine, `mended` of those that another load which
    counts has mended, `erased` the marks of people whose rows are turned away.
    """

    load_id: str
    provenance: str
    identity_key: str | None
    held: pl.Series
    mended: pl.Series
    erased: frozenset[str] = frozenset()


@dataclass
class Tally:
    """What has gone through so far."""

    rows_in: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    rows_erased: int = 0
    rows_mended: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


class LoadWriter:
    """Writes the tables of one load into its folder, batch after batch."""

    def __init__(
        self, recognised: Recognised, origin: Origin, known: Known, settings: Settings
    ) -> None:
        self._recognised = recognised
        self._origin = origin
        self._known = known
        self._settings = settings
        self._watch = KeyWatch(recognised.dataset)
        self._streams: dict[str, ParquetStream] = {}
        self.tally = Tally()

    def write(self, folder: Path, progress: Progress) -> Tally:
        """Write everything; rows in are accepted, quarantined, or of erased people.

        Raises:
            RowsLostError: they are not: a fault of the software.
        """
        dataset = self._recognised.dataset
        tables = {dataset.name: dataset.landed_types} | LOAD_TABLES
        with ExitStack() as stack:
            for name, types in tables.items():
                stream = ParquetStream(folder / f"{name}.parquet", types)
                self._streams[name] = stack.enter_context(stream)
            for rows in self._number_rows():
                self._write_batch(rows)
                progress(self.tally.rows_in)
        if repeats := self._watch.count_identical():
            self.tally.remarks["identical_row"] = repeats
        self._check()
        return self.tally

    def _number_rows(self) -> Iterator[pl.DataFrame]:
        first = 0
        for rows in iterate_rows(self._recognised):
            yield (
                name_rows(self._protect(rows), self._origin.load_id)
                .with_row_index(ID, first)
                .with_columns(pl.col(ID).cast(pl.Int64))
            )
            first += rows.height

    def _protect(self, rows: pl.DataFrame) -> pl.DataFrame:
        """From here on nobody is named."""
        found = list_identifiers(rows.columns)
        if PERSON not in self._recognised.dataset.columns:
            return rows.drop(found)
        key = self._origin.identity_key or ""
        rows = self._turn_away(rows, key)
        if not found:
            return rows
        return add_codes(rows, key, self._recognised.formats.get(BIRTH_DATE))

    def _turn_away(self, rows: pl.DataFrame, key: str) -> pl.DataFrame:
        """Nothing of an erased person's rows is kept but how many they were."""
        marks = self._origin.erased
        if not marks:
            return rows
        left = drop_erased(rows, self._recognised, marks, key, self._settings)
        self.tally.rows_in += rows.height - left.height
        self.tally.rows_erased += rows.height - left.height
        return left

    def _write_batch(self, rows: pl.DataFrame) -> None:
        verdict = judge(rows, self._recognised, self._known, self._settings)
        verdict = self._watch.split(hold_mended(verdict, rows, self._origin.mended))
        places = rows.select(ID, ROW, COLUMN, QUARANTINE_ID)
        self._write_accepted(verdict.accepted, places)
        self._write_faults(rows, verdict, places)
        self._count(rows, verdict)

    def _write_accepted(self, accepted: pl.DataFrame, places: pl.DataFrame) -> None:
        placed = accepted.join(places, on=ID, how="left", maintain_order="left")
        landed = placed.with_columns(
            provenance=pl.lit(self._origin.provenance),
            load_id=pl.lit(self._origin.load_id),
            source_file=pl.lit(self._recognised.file.path.name),
        )
        self._streams[self._recognised.dataset.name].write(landed)
        mending = placed.filter(
            pl.col(QUARANTINE_ID).is_in(self._origin.held.implode())
        )
        self._streams[MENDED].write(mending)
        self.tally.rows_mended += mending.height

    def _write_faults(
        self, rows: pl.DataFrame, verdict: Verdict, places: pl.DataFrame
    ) -> None:
        may_name = pl.lit(bool(self._recognised.identifiers))
        may_name = _IS_IN_DOUBT & (may_name | (pl.col("column") == PERSON))
        value = pl.col("value")
        shown = pl.when(may_name).then(hide(value)).otherwise(hide_contacts(value))
        faults = verdict.faults.with_columns(value=shown)
        originals = self._keep_originals(rows, verdict.faults)
        held = faults.join(originals, on=ID, how="left", maintain_order="left")
        self._streams[QUARANTINE].write(self._place(held, places))
        room = REMARKS_KEPT - self._streams[REMARKS].row_count
        remarks = verdict.remarks.head(max(0, room))
        self._streams[REMARKS].write(self._place(remarks, places))

    def _keep_originals(self, rows: pl.DataFrame, faults: pl.DataFrame) -> pl.DataFrame:
        """Quarantined rows as they came, as JSON: declared columns only, nobody named.

        Of a file that names people, words in a column at fault, or anywhere in a row
        that is shifted, may be a name: they are not kept.
        """
        names_people = bool(self._recognised.identifiers)
        columns = self._recognised.dataset.columns
        names = [name for name in columns if name in rows.columns]
        doubtful = pl.col("column").filter(_IS_IN_DOUBT)
        at_fault = faults.group_by(ID).agg(doubtful.str.join(", "))
        held = rows.join(at_fault, on=ID, maintain_order="left")
        values = []
        for name in names:
            text, is_id = read_text(rows, name), notes_of(columns[name]).is_identifier
            may_name = pl.lit(names_people or name == PERSON) & (
                pl.col("column").str.split(", ").list.contains(name) | pl.col(RAGGED)
            )
            kept = hide_contacts(text, is_id=is_id)
            values.append(
                pl.when(may_name).then(hide(text)).otherwise(kept).alias(name)
            )
        return held.select(ID, original=pl.struct(values).struct.json_encode())

    def _place(self, found: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
        placed = found.join(places, on=ID, how="left", maintain_order="left")
        return placed.with_columns(
            load_id=pl.lit(self._origin.load_id),
            dataset=pl.lit(self._recognised.dataset.name),
            source_file=pl.lit(self._recognised.file.path.name),
            sheet=pl.lit(self._recognised.sheet.name, dtype=pl.String),
        )

    def _count(self, rows: pl.DataFrame, verdict: Verdict) -> None:
        self.tally.rows_in += rows.height
        self.tally.rows_accepted += verdict.accepted.height
        self.tally.rows_quarantined += verdict.faults[ID].n_unique()
        for found, counts in (
            (verdict.faults, self.tally.reasons),
            (verdict.remarks, self.tally.remarks),
        ):
            counts.update(found.unique([ID, "rule"])["rule"].to_list())

    def _check(self) -> None:
        tally = self.tally
        rows_out = tally.rows_accepted + tally.rows_quarantined + tally.rows_erased
        if rows_out != tally.rows_in:
            raise RowsLostError(
                self._recognised.file.path,
                rows_in=str(tally.rows_in),
                rows_out=str(rows_out),
            )
