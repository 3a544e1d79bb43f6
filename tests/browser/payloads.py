"""Everything that a server sends to a browser, byte for byte and figure by figure."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from playwright.sync_api import Download, Page, Response, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.trace.picking import FIGURE

_VALUE = "value"


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
        """Which of some words stand anywhere in what was received."""
        everything = b"\0".join([*self.bodies, *self.frames, *self.files.values()])
        return {word for word in words if word.encode() in everything}

    def list_figures(self) -> Iterator[tuple[str, float | None]]:
        """Each value in a chart, a table or a file, with what its figure is called."""
        for table in self._list_tables():
            if {FIGURE, _VALUE} <= set(table.columns):
                named = table.select(FIGURE, _VALUE).drop_nulls(FIGURE)
                yield from named.iter_rows()

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


def _read_arrow(data: bytes) -> pl.DataFrame:
    return pl.read_ipc_stream(io.BytesIO(data))
