"""Everything that a server sends to a browser, byte for byte and figure by figure."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from playwright.sync_api import Download, Page, Response, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.trace.picking import FIGURE

MEASURES = {
    "value": "value",
    "actual": "value",
    "size_value": "value",
    "after": "value",
    "target": "target",
}
"""Columns with numbers of a row's figure, and which number of the figure they are."""

_TRACKED = ("metric", "scope", "grain", "period", "disaggregation", "category")
"""The file of the tracking table names its figures part by part."""
_OF_NO_FIGURE = frozenset({"figure_provenance", "figure_provenance_name"})


_SPOKEN = re.compile(r"([\d,]+(?:\.\d+)?)(%?)")
"""A number in English words, `1,234.5` or `12.3%`."""


class UncomparedError(AssertionError):
    """A table names figures, and none of its columns is known to hold their numbers."""


@dataclass(frozen=True)
class Number:
    """A number that was received, of which figure, and which number of it it is.

    One in words is a rounded one, with an `error` that may be as large.
    """

    figure: str
    measure: str
    number: float | None
    error: float = 0.0

    def is_of(self, value: float | None) -> bool:
        """Whether it is this value's."""
        if value is None or self.number is None:
            return value is self.number
        return abs(self.number - value) <= self.error


@dataclass
class Payloads:
    """What one tab received: bodies of answers, frames of websockets, saved files."""

    bodies: list[bytes] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    _answers: list[Response] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Collect from now on."""
        page.on("websocket", self._hear_socket)
        page.on("response", lambda answer: self._answers.append(answer))
        page.on("download", self._hear_download)

    def read_answers(self) -> None:
        """Read what was answered; before the page is left, for then it is gone."""
        for answer in self._answers:
            if answer.status == 200 and "/static/" not in answer.url:
                self.bodies.append(answer.body())
        self._answers.clear()

    def find(self, words: set[str]) -> set[str]:
        """Which of some words stand anywhere in what was received, escaped or not."""
        everything = b"\0".join([*self.bodies, *self.frames, *self.files.values()])
        # Of JSON within JSON, each backslash is two.
        lowered = everything.lower().replace(rb"\\", b"\\")
        return {
            word
            for word in words
            if word.encode() in everything or _escape(word) in lowered
        }

    def list_numbers(self) -> Iterator[Number]:
        """Each number in a chart, a table or a file, with what its figure is called.

        Raises:
            UncomparedError: figures are named beside numbers that nobody knows.
        """
        for table in self._list_tables():
            yield from list_table_numbers(table)

    def _list_tables(self) -> Iterator[pl.DataFrame]:
        for frame in self.frames:
            yield from _read_message(frame)
        for name, content in self.files.items():
            if name.endswith(".csv"):
                yield pl.read_csv(content, infer_schema_length=None)

    def _hear_socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(_to_bytes(frame)))

    def _hear_download(self, download: Download) -> None:
        name = f"{len(self.files)}-{download.suggested_filename}"
        self.files[name] = download.path().read_bytes()


def list_table_numbers(table: pl.DataFrame) -> Iterator[Number]:
    """The numbers of a table's figures.

    Raises:
        UncomparedError: figures are named beside numbers that nobody knows.
    """
    columns = set(table.columns)
    if FIGURE not in columns and {*_TRACKED, "actual"} <= columns:
        table = table.with_columns(_join_parts(table).alias(FIGURE))
        columns.add(FIGURE)
    measured = sorted(columns & MEASURES.keys()) if FIGURE in columns else []
    named = {name for name in columns - _OF_NO_FIGURE if name.startswith(FIGURE)}
    if named and (named != {FIGURE} or not measured):
        raise UncomparedError(sorted(columns))
    for name in measured:
        rows = table.select(FIGURE, name).drop_nulls(FIGURE).iter_rows()
        yield from (_read(figure, MEASURES[name], cell) for figure, cell in rows)


def _read(figure: str, measure: str, cell: float | str | None) -> Number:
    if not isinstance(cell, str):
        return Number(figure, measure, cell)
    said = _SPOKEN.fullmatch(cell)
    if said is None:
        return Number(figure, measure, None)
    unit = 100 if said[2] else 1
    return Number(
        figure, measure, float(said[1].replace(",", "")) / unit, 0.0501 / unit
    )


def _join_parts(table: pl.DataFrame) -> pl.Series:
    rows = table.select(_TRACKED).iter_rows()
    return pl.Series([":".join(map(str, row)) for row in rows], dtype=pl.String)


def _escape(word: str) -> bytes:
    """As JSON has it where it keeps to ASCII, in small letters."""
    return json.dumps(word)[1:-1].lower().encode()


def _to_bytes(frame: Any) -> bytes:
    return frame if isinstance(frame, bytes) else str(frame).encode()


def _read_message(frame: bytes) -> Iterator[pl.DataFrame]:
    """Tables in a message of Streamlit, and the rows that its charts are drawn from."""
    message = ForwardMsg()
    try:
        message.ParseFromString(frame)
    except Exception:
        return
    element = message.delta.new_element
    if element.HasField("dataframe"):
        yield _read_arrow(element.dataframe.arrow_data.data)
    if element.HasField("vega_lite_chart"):
        chart = element.vega_lite_chart
        for dataset in chart.datasets:
            yield _read_arrow(dataset.data.data)
        for rows in json.loads(chart.spec).get("datasets", {}).values():
            yield pl.DataFrame(rows, infer_schema_length=None)


def _read_arrow(data: bytes) -> pl.DataFrame:
    return pl.read_ipc_stream(io.BytesIO(data))
