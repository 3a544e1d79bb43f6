"""What a build does, for programs: one JSON object a line on standard error."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from warehouse.commands.progress import StageClock

if TYPE_CHECKING:
    from warehouse.build import Stage

_log = logging.getLogger(__name__)


class _Lines(logging.Formatter):
    """Writes a record, ours or a library's, as one JSON object."""

    def __init__(self, build_id: str) -> None:
        super().__init__()
        self._build_id = build_id

    def format(self, record: logging.LogRecord) -> str:
        """The object; the text of a library's record is its `message`."""
        own = getattr(record, "own", None)
        said = own or {"event": "message", "message": record.getMessage()}
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": moment.isoformat(timespec="milliseconds"),
            "build": self._build_id,
            "level": record.levelname.lower(),
            **said,
        }
        return json.dumps(line, ensure_ascii=False, default=str)


class BuildLog:
    """Logs each new stage of a build and keeps its clock."""

    def __init__(self) -> None:
        self.clock = StageClock()

    def __call__(self, stage: "Stage", done: int, total: int, name: str) -> None:
        """Take one report of the build."""
        if self.clock.enter(stage):
            _tell(logging.INFO, "stage", stage=stage)


@contextmanager
def log_build(build_id: str, edition: str) -> Iterator[BuildLog]:
    """Log start, stages and end; warnings of libraries become lines as well."""
    log = BuildLog()
    with _write_lines(build_id):
        _tell(logging.INFO, "started", edition=edition)
        try:
            yield log
        except BaseException as error:
            _tell(logging.ERROR, **_describe(error), **_time(log))
            raise
        _tell(logging.INFO, "succeeded", **_time(log))


@contextmanager
def _write_lines(build_id: str) -> Iterator[None]:
    """Send what is logged in this process to standard error, and put all back."""
    root, handler = logging.getLogger(), logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(build_id))
    level = _log.level
    root.addHandler(handler)
    _log.setLevel(logging.INFO)
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        root.removeHandler(handler)
        _log.setLevel(level)


def _tell(level: int, event: str, **values: Any) -> None:
    _log.log(level, event, extra={"own": {"event": event, **values}})


def _describe(error: BaseException) -> dict[str, Any]:
    from warehouse.culprits import BuildRefusedError
    from warehouse.public_refusals import PublicEditionRefusedError
    from warehouse.workspace import BuildRunningError

    if isinstance(error, BuildRefusedError):
        rules = [refusal.rule for refusal in error.refusals]
        return {"event": "refused", "rules": rules}
    if isinstance(error, PublicEditionRefusedError):
        return {"event": "refused", "reason": error.reason, "detail": error.detail}
    if isinstance(error, BuildRunningError):
        return {"event": "turned_away", "process": str(error)}
    return {"event": "failed", "error": type(error).__name__, "detail": str(error)}


def _time(log: BuildLog) -> dict[str, Any]:
    log.clock.enter(None)
    return {"seconds": log.clock.seconds}
