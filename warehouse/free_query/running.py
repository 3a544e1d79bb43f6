"""Starting an analyst's query, watching it, ending it, and what came of it."""

import json
import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from threading import BoundedSemaphore, Event, Thread
from typing import Any

import polars as pl

from warehouse.audit import record
from warehouse.free_query.order import Order, RefusedQueryError
from warehouse.releases import Audience, Release
from warehouse.settings import Settings

AT_ONCE = 2
"""Queries that run at the same time, whoever asks: pages need the machine too."""

_GRACE_SECONDS = 1.0
"""After the query's time, for the process to say so itself."""
_REPOSITORY = Path(__file__).resolve().parents[2]
_TYPES = {
    "flag": pl.Boolean(),
    "date": pl.Date(),
    "text": pl.String(),
    "number": pl.Float64(),
}
_INT64 = range(-(2**63), 2**63)

_log = logging.getLogger(__name__)
_places = BoundedSemaphore(AT_ONCE)


class BusyError(RuntimeError):
    """As many queries are running as may run at once."""


@dataclass(frozen=True)
class Rows:
    """What a query gave; `is_cut` says that it had more to give."""

    frame: pl.DataFrame
    is_cut: bool
    seconds: float


Outcome = Rows | RefusedQueryError


@dataclass
class RunningQuery:
    """A query under way; share it between threads.

    `note` is called once, with what came of it and after how many seconds.
    """

    order: Order
    process: Popen[bytes]
    note: Callable[[Outcome, float], None]
    outcome: Outcome | None = None
    _ended: Event = field(default_factory=Event)
    _is_stopped: bool = False

    def stop(self) -> None:
        """End it now; its outcome says so."""
        self._is_stopped = True
        self.process.kill()

    def wait(self, seconds: float | None = None) -> Outcome | None:
        """What came of it; None when it is still running after `seconds`."""
        self._ended.wait(seconds)
        return self.outcome

    def attend(self) -> None:
        """Hand the order over, hold it to its time, read the answer, make room."""
        start = time.monotonic()
        try:
            self.outcome = self._ask(start)
            self.note(self.outcome, time.monotonic() - start)
        finally:
            self.process.kill()
            _places.release()
            self._ended.set()

    def _ask(self, start: float) -> Outcome:
        try:
            answer = self._converse()
            return _read(answer, time.monotonic() - start)
        except RefusedQueryError as refusal:
            return refusal
        except Exception:
            # Whatever it is, the reader is told, and nothing goes on unseen.
            _log.exception("a query could not be attended to")
            return RefusedQueryError("broken")

    def _converse(self) -> bytes:
        order = json.dumps(asdict(self.order)).encode()
        try:
            seconds = self.order.seconds + _GRACE_SECONDS
            answer, _ = self.process.communicate(order, timeout=seconds)
        except TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise RefusedQueryError("time") from None
        if self._is_stopped:
            raise RefusedQueryError("stopped")
        if self.process.returncode != 0:
            raise RefusedQueryError("broken")
        return answer


def start_query(
    sql: str,
    release: Release,
    settings: Settings,
    audience: Audience = "internal",
    reader: str | None = None,
) -> RunningQuery:
    """Run a query on an audience's file, within the limits that `settings` name.

    What came of it goes to the audit log, with the code of the reader.

    Raises:
        BusyError: too many queries are running; nothing was started.
    """
    if not _places.acquire(blocking=False):
        raise BusyError
    order = Order(
        sql=sql,
        path=str(release.find_file(audience)),
        version=release.info.format_version,
        seconds=settings.query_seconds,
        rows=settings.query_rows,
        memory_limit=settings.query_memory,
    )
    try:
        note = partial(_record, settings, release.id, reader, len(sql))
        query = RunningQuery(order, _start_process(), note)
    except OSError:
        _places.release()
        raise
    Thread(target=query.attend, name="query", daemon=True).start()
    return query


def _record(
    settings: Settings,
    release: str,
    reader: str | None,
    characters: int,
    outcome: Outcome,
    seconds: float,
) -> None:
    """Without the text, which may name people, and any mark of it, to be guessed."""
    record(
        "queried",
        settings,
        reader=reader,
        release=release,
        characters=characters,
        outcome="rows" if isinstance(outcome, Rows) else outcome.reason,
        rows=outcome.frame.height if isinstance(outcome, Rows) else None,
        milliseconds=round(1000 * seconds),
    )


def _start_process() -> Popen[bytes]:
    """Without the environment: it holds keys."""
    return Popen(
        [sys.executable, "-m", "warehouse.free_query.process"],
        cwd=_REPOSITORY,
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,
    )


def _read(answer: bytes, seconds: float) -> Rows:
    try:
        found = json.loads(answer)
    except ValueError:
        raise RefusedQueryError("broken") from None
    if "reason" in found:
        raise RefusedQueryError(found["reason"], found["detail"])
    return Rows(_build_frame(found), found["is_cut"], seconds)


def _build_frame(found: dict[str, Any]) -> pl.DataFrame:
    parts = zip(found["names"], found["kinds"], found["columns"], strict=True)
    return pl.DataFrame([_build_series(*part) for part in parts])


def _build_series(name: str, kind: str, cells: list[Any]) -> pl.Series:
    if kind == "date":
        return pl.Series(name, cells, pl.String()).str.to_date("%Y-%m-%d")
    if kind == "number" and all(_is_whole(cell) for cell in cells):
        return pl.Series(name, cells, pl.Int64())
    return pl.Series(name, cells, _TYPES[kind], strict=False)


def _is_whole(cell: Any) -> bool:
    return cell is None or (isinstance(cell, int) and cell in _INT64)
