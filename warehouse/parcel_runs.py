"""Checking and loading a parcel in a process of its own, and watching it from others.

`python -m warehouse.parcel_runs FOLDER` is that process: the command line's `ingest`,
with its answer and its progress in the parcel's folder. It holds the parcel's lock, so
that a parcel is run once at a time and everybody can see whether it still is.
"""

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from subprocess import DEVNULL, Popen
from threading import Lock, Thread
from typing import Any, Literal

from warehouse.audit import act_for
from warehouse.durability import replace_text
from warehouse.parcels import Parcel, list_stale
from warehouse.settings import Settings

State = Literal["new", "running", "done", "refused", "broken"]

_ORDER, _ANSWER, _PROGRESS, _END = "order.json", "answer.json", "progress", "end.json"
_LOCK, _UNWANTED = "lock", "unwanted"
_REPOSITORY = Path(__file__).resolve().parents[1]
_NICENESS = 10
"""Pages of other people go first."""

_in_process = Lock()
"""Looking whether a parcel is being run takes its lock for a moment."""


@dataclass(frozen=True)
class Order:
    """What is to be done with a parcel, as the options of `ingest`.

    `rows` is how many rows are expected, None where nobody can tell; `reader` a code of
    whoever ordered it.
    """

    dry_run: bool
    lang: str
    dataset: str | None = None
    replaces: str | None = None
    rows: int | None = None
    reader: str | None = None


@dataclass(frozen=True)
class Run:
    """How far a parcel is.

    `new`: nothing was ordered yet; `done`: `files` has the reports; `refused`: `error`
    has code and message; `broken`: the process died, or its software is at fault.
    """

    state: State
    order: Order | None = None
    rows: int = 0
    files: list[dict[str, Any]] = field(default_factory=list)
    error: dict[str, str] = field(default_factory=dict)


def start(parcel: Parcel, order: Order) -> bool:
    """Run a parcel in the background; False if it is being run already.

    The process goes on when the one that started it ends.
    """
    with _in_process, _open_lock(parcel) as lock:
        if not _take(lock):
            return False
        for name in (_ANSWER, _PROGRESS, _END, _UNWANTED):
            (parcel.folder / name).unlink(missing_ok=True)
        replace_text(parcel.folder / _ORDER, json.dumps(asdict(order)))
        with _create(parcel, _ANSWER) as answer, _create(parcel, _PROGRESS) as progress:
            process = Popen(
                [sys.executable, "-m", __name__, str(parcel.folder)],
                cwd=_REPOSITORY,
                stdin=DEVNULL,
                stdout=answer,
                stderr=progress,
                pass_fds=[lock],
                start_new_session=True,
            )
    Thread(target=process.wait, name="parcel", daemon=True).start()
    return True


def read_run(parcel: Parcel) -> Run:
    """How far the parcel's last run is."""
    order = _read_order(parcel)
    if order is None:
        return Run("new")
    if is_running(parcel):
        return Run("running", order, _count_rows(parcel))
    answer = _read_json(parcel.folder / _ANSWER)
    if not (parcel.folder / _END).exists() or not answer:
        return Run("broken", order)
    if "error" in answer:
        return Run("refused", order, error=answer["error"])
    return Run("done", order, files=answer["files"])


def is_running(parcel: Parcel) -> bool:
    """Whether a process is at work on the parcel."""
    with _in_process, _open_lock(parcel) as lock:
        return not _take(lock)


def discard(parcel: Parcel) -> None:
    """Remove the copies: now, or when the run that reads them has ended."""
    if not parcel.folder.is_dir():
        return
    (parcel.folder / _UNWANTED).touch()
    if not is_running(parcel):
        parcel.empty()


def sweep(settings: Settings) -> None:
    """Remove parcels that were left behind, with all that is known about them."""
    for parcel in list_stale(settings):
        if not is_running(parcel):
            parcel.remove()


def main() -> None:
    """Run the parcel of the folder that the command line names."""
    parcel = Parcel(Path(sys.argv[1]))
    order = _read_order(parcel)
    if order is None:
        raise SystemExit(2)
    os.nice(_NICENESS)
    try:
        _ingest(parcel, order)
    except SystemExit as end:
        replace_text(parcel.folder / _END, json.dumps({"exit": end.code}))
    finally:
        if _is_over(parcel, order):
            parcel.empty()


def _ingest(parcel: Parcel, order: Order) -> None:
    from warehouse.cli import main as run_command

    words = ["ingest", *map(str, parcel.files), "--format", "json"]
    words += ["--lang", order.lang]
    words += ["--dry-run"] if order.dry_run else []
    words += ["--as", order.dataset] if order.dataset else []
    words += ["--replaces", order.replaces] if order.replaces else []
    words += ["--map", str(parcel.mapping)] if parcel.mapping else []
    with act_for(order.reader):
        run_command(words)


def _is_over(parcel: Parcel, order: Order) -> bool:
    """Loaded, or not wanted any more; what was refused may be tried again."""
    is_loaded = not order.dry_run and "files" in _read_json(parcel.folder / _ANSWER)
    return is_loaded or (parcel.folder / _UNWANTED).exists()


def _read_order(parcel: Parcel) -> Order | None:
    order = _read_json(parcel.folder / _ORDER)
    return Order(**order) if order else None


def _count_rows(parcel: Parcel) -> int:
    """Rows that have gone through, of all tables together; each starts from its own."""
    total, table, last = 0, "", 0
    try:
        lines = (parcel.folder / _PROGRESS).read_text("utf-8", "replace").splitlines()
    except OSError:
        return 0
    for line in lines:
        match _parse(line):
            case {"file": str(file), "rows": int(rows)}:
                is_same = file == table and rows >= last
                total += rows - last if is_same else rows
                table, last = file, rows
    return total


def _read_json(path: Path) -> dict[str, Any]:
    try:
        return _parse(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def _parse(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def _create(parcel: Parcel, name: str) -> Iterator[int]:
    descriptor = os.open(parcel.folder / name, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _open_lock(parcel: Parcel) -> Iterator[int]:
    descriptor = os.open(parcel.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    main()
