"""What came of the last builds: one small file for each outcome, replaced at once.

Outcomes do not share a file, so that a build which finds another at work and leaves
cannot hide what becomes of that other one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from warehouse.culprits import BuildRefusedError
from warehouse.durability import replace_text
from warehouse.public_refusals import PublicEditionRefusedError
from warehouse.release_info import Edition
from warehouse.settings import Settings
from warehouse.workspace import is_locked

End = Literal["succeeded", "refused", "failed", "killed"]
"""How a build ended: sealed, against the data, by a fault, or without a word."""

Outcome = Literal["started", "turned_away", "succeeded", "refused", "failed", "killed"]
"""An end, or that a build is under way, or that it found another at work."""


class BuildRecord(BaseModel):
    """One build. `id` is that of its log lines; `releases` has what it sealed.

    A refused build names rules and the loads to mend, or in `error` why its public
    edition cannot be made; a failed one the kind of error.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    outcome: Outcome
    edition: Edition
    started_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    releases: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    load_ids: tuple[str, ...] = ()
    error: str = ""


@contextmanager
def record_build(
    build_id: str, edition: Edition, settings: Settings
) -> Iterator[list[str]]:
    """Remember how the block ends; it puts the ids of sealed releases in the list.

    Call it with the lock held: a start without an end is a killed build's.
    """
    _bury_killed(settings)
    started = _start(build_id, edition)
    _write(started, settings)
    releases: list[str] = []
    try:
        yield releases
    except BaseException as error:
        _end(_blame(started, error), settings)
        raise
    sealed = {"outcome": "succeeded", "releases": tuple(releases)}
    _end(started.model_copy(update=sealed), settings)


def note_turned_away(build_id: str, edition: Edition, settings: Settings) -> None:
    """Remember that a build found another one, or a load, at work."""
    now = datetime.now(UTC)
    turned = {"outcome": "turned_away", "ended_at": now}
    _write(_start(build_id, edition).model_copy(update=turned), settings)


def read_last_build(settings: Settings) -> BuildRecord | None:
    """How the last build ended, None before the first; one under way does not count."""
    ended = [read_last(outcome, settings) for outcome in get_args(End)]
    known = [*filter(None, ended), *_find_killed(settings)]
    return max(
        known, key=lambda record: record.ended_at or record.started_at, default=None
    )


def read_last(outcome: Outcome, settings: Settings) -> BuildRecord | None:
    """The last build with this outcome; a damaged record is as good as none."""
    try:
        text = _find_file(outcome, settings).read_text("utf-8")
        return BuildRecord.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def _start(build_id: str, edition: Edition) -> BuildRecord:
    now = datetime.now(UTC)
    return BuildRecord(id=build_id, outcome="started", edition=edition, started_at=now)


def name_build() -> str:
    """An id for a build that starts now: its time (UTC) and its process."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"


def _blame(started: BuildRecord, error: BaseException) -> BuildRecord:
    if isinstance(error, BuildRefusedError):
        return started.model_copy(update=_name_rules(error))
    if isinstance(error, PublicEditionRefusedError):
        refused = {"outcome": "refused", "error": error.reason}
        return started.model_copy(update=refused)
    failed = {"outcome": "failed", "error": type(error).__name__}
    return started.model_copy(update=failed)


def _name_rules(error: BuildRefusedError) -> dict[str, Any]:
    remedies = [remedy for refusal in error.refusals for remedy in refusal.remedies]
    return {
        "outcome": "refused",
        "rules": tuple(refusal.rule for refusal in error.refusals),
        "load_ids": tuple(sorted({remedy.load_id for remedy in remedies})),
    }


def _end(record: BuildRecord, settings: Settings) -> None:
    _write(record.model_copy(update={"ended_at": datetime.now(UTC)}), settings)
    with suppress(OSError):
        _find_file("started", settings).unlink(missing_ok=True)


def _find_killed(settings: Settings) -> Iterator[BuildRecord]:
    """A build removes its start before it lets go of the lock, unless it was killed."""
    started = read_last("started", settings)
    if (
        started
        and not is_locked(settings)
        and read_last("started", settings) == started
    ):
        yield started.model_copy(update={"outcome": "killed"})


def _bury_killed(settings: Settings) -> None:
    if started := read_last("started", settings):
        killed = {"outcome": "killed", "ended_at": datetime.now(UTC)}
        _write(started.model_copy(update=killed), settings)


def _write(record: BuildRecord, settings: Settings) -> None:
    path = _find_file(record.outcome, settings)
    # A full disk must not hide why a build ended, nor make a good one fail.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, record.model_dump_json() + "\n")


def _find_file(outcome: Outcome, settings: Settings) -> Path:
    return settings.work_dir / "builds" / f"{outcome}.json"
