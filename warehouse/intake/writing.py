"""Writing one load: accepted rows, quarantined rows, remarks, and what it mends."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from warehouse.intake.date_formats import BIRTH_DATE
from warehouse.intake.faults import FAULT_TYPES, ID, hide, list_faults, unite_faults
from warehouse.intake.identity import PERSON, add_codes, list_identifiers
from warehouse.intake.matching import QUARANTINE_ID
from warehouse.intake.parsing import read_text
from warehouse.intake.problems import RowsLostError
from warehouse.intake.recognition import Recognised
from warehouse.intake.references import Known
from warehouse.intake.repeats import KeyWatch
from warehouse.intake.shaping import iterate_rows
from warehouse.intake.sheets import COLUMN, RAGGED, ROW
from warehouse.intake.validation import Verdict, judge
from warehouse.parquet import ParquetStream
from warehouse.settings import Settings

QUARANTINE, REMARKS, MENDED = "quarantine", "remarks", "mended"
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
    QUARANTINE: _PLACE | _FAULT | {"original": pl.String()},
    REMARKS: _PLACE | _FAULT,
    MENDED: {QUARANTINE_ID: pl.String()},
}

MENDED_PLACE: dict[str, pl.DataType] = {ROW: pl.Int64(), COLUMN: pl.String()}
NAMING_RULES = ("not_a_code", "direct_identifier")
"""Rules that are broken by naming somebody."""

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Origin:
    """Where the rows of a load come from, and what turns people into codes."""

    load_id: str
    provenance: str
    identity_key: str | None
    mended: pl.DataFrame
    """`source_row` and `source_column` of rows that came in mended since."""


@dataclass
class Tally:
    """What has gone through so far."""

    rows_in: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
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
        """Write everything; rows in are accepted plus quarantined.

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
                self._protect(rows)
                .with_row_index(ID, first)
                .with_columns(pl.col(ID).cast(pl.Int64))
            )
            first += rows.height

    def _protect(self, rows: pl.DataFrame) -> pl.DataFrame:
        """From here on nobody is named."""
        found = list_identifiers(rows.columns)
        if PERSON not in self._recognised.dataset.columns:
            return rows.drop(found)
        if not found:
            return rows
        return add_codes(
            rows,
            self._origin.identity_key or "",
            self._recognised.formats.get(BIRTH_DATE),
        )

    def _write_batch(self, rows: pl.DataFrame) -> None:
        done = rows.join(
            self._origin.mended, on=[ROW, COLUMN], how="semi", nulls_equal=True
        )
        left = rows.join(done, on=ID, how="anti", maintain_order="left")
        verdict = self._watch.split(
            judge(left, self._recognised, self._known, self._settings)
        )
        faults = unite_faults([verdict.faults, _describe_done(done)])
        verdict = replace(verdict, faults=faults)
        places = rows.select(ID, ROW, COLUMN)
        self._write_accepted(verdict.accepted, places)
        self._write_mended(rows, verdict.accepted, done)
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

    def _write_mended(
        self, rows: pl.DataFrame, accepted: pl.DataFrame, done: pl.DataFrame
    ) -> None:
        """Rows that no longer wait: a row that came instead has been judged here."""
        mended = done.select(name_rows(self._origin.load_id))
        if QUARANTINE_ID in rows.columns:
            named = rows.select(ID, read_text(rows, QUARANTINE_ID).alias(QUARANTINE_ID))
            named = named.filter(pl.col(QUARANTINE_ID).is_not_null())
            mended = pl.concat([mended, named.select(QUARANTINE_ID)])
            self.tally.rows_mended += named.join(accepted, on=ID, how="semi").height
        self._streams[MENDED].write(mended)

    def _write_faults(
        self, rows: pl.DataFrame, verdict: Verdict, places: pl.DataFrame
    ) -> None:
        hidden = pl.col("rule").is_in(NAMING_RULES) | pl.lit(self._names_people)
        shown = hide(pl.col("value"), hidden)
        faults = verdict.faults.with_columns(value=shown)
        originals = self._keep_originals(rows, verdict.faults)
        held = faults.join(originals, on=ID, how="left", maintain_order="left")
        self._streams[QUARANTINE].write(self._place(held, places))
        room = REMARKS_KEPT - self._streams[REMARKS].row_count
        remarks = verdict.remarks.head(max(0, room))
        self._streams[REMARKS].write(self._place(remarks, places))

    @property
    def _names_people(self) -> bool:
        return bool(self._recognised.identifiers)

    def _keep_originals(self, rows: pl.DataFrame, faults: pl.DataFrame) -> pl.DataFrame:
        """Quarantined rows as they came, as JSON: declared columns only, nobody named.

        Of a file that names people, words in a column at fault, or anywhere in a row
        that is shifted, may be a name: they are not kept.
        """
        names = [n for n in self._recognised.dataset.columns if n in rows.columns]
        at_fault = faults.group_by(ID).agg("column", "rule")
        held = rows.join(at_fault, on=ID, maintain_order="left")
        is_naming = (
            pl.col("rule").list.eval(pl.element().is_in(NAMING_RULES)).list.any()
        )
        values = []
        for name in names:
            is_at_fault = pl.col("column").list.eval(
                pl.element().str.split(", ").list.contains(name)
            )
            doubtful = (is_at_fault.list.any() | pl.col(RAGGED)) & (
                pl.lit(self._names_people) | is_naming
            )
            values.append(hide(read_text(rows, name), doubtful).alias(name))
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
        rows_out = tally.rows_accepted + tally.rows_quarantined
        if rows_out != tally.rows_in:
            raise RowsLostError(
                self._recognised.file.path,
                rows_in=str(tally.rows_in),
                rows_out=str(rows_out),
            )


def name_rows(load_id: str) -> pl.Expr:
    """The quarantine ids of a load's rows, which have `source_row` and `_column`."""
    return pl.concat_str(
        pl.lit(load_id),
        pl.col(ROW).cast(pl.String),
        pl.col(COLUMN),
        separator=":",
        ignore_nulls=True,
    ).alias(QUARANTINE_ID)


def _describe_done(done: pl.DataFrame) -> pl.DataFrame:
    rows = done.select(ID, value=pl.lit(None, dtype=pl.String))
    return list_faults(rows, "", "mended_elsewhere")
