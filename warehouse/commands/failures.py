"""Every way a command can fail, in words and with its exit code."""

import errno

import duckdb
import typer

from warehouse.backup import NoBackupError, OccupiedFolderError
from warehouse.commands.answer import Answer, show_lines
from warehouse.commands.comparing import OtherProgrammeError
from warehouse.commands.ingestion import NoRegisterFilesError, NoSuchDatasetError
from warehouse.commands.refusals import refuse
from warehouse.commands.withdrawn import word_withdrawal
from warehouse.culprits import BuildRefusedError
from warehouse.erasure.note import DamagedNoteError
from warehouse.erasure.problems import ErasureError
from warehouse.indicator_skeleton import TakenFileError
from warehouse.intake import IntakeError
from warehouse.intake.ledger import DamagedLoadError
from warehouse.metric_definitions import FaultyMetricsError
from warehouse.metric_faults import MetricFault
from warehouse.metric_queries import UncomputableMetricError
from warehouse.public_refusals import PublicEditionRefusedError
from warehouse.reading import ReadingError
from warehouse.releases import (
    DamagedReleaseError,
    NoReleaseError,
    UnknownReleaseError,
    WithdrawnReleaseError,
)
from warehouse.settings import WrongSettingsError, load_settings
from warehouse.synthesis.problems import SynthesisError
from warehouse.transform import TransformError
from warehouse.wording import say, say_code
from warehouse.workspace import BuildRunningError

REFUSED, WRONG_USE, INTERRUPTED = 1, 2, 130

_CODES: dict[type[BaseException], tuple[str, int]] = {
    WrongSettingsError: ("wrong_settings", WRONG_USE),
    NoRegisterFilesError: ("no_register_files", WRONG_USE),
    NoSuchDatasetError: ("no_such_dataset", WRONG_USE),
    UnknownReleaseError: ("unknown_release", WRONG_USE),
    OccupiedFolderError: ("occupied_folder", REFUSED),
    NoBackupError: ("no_backup", REFUSED),
    DamagedNoteError: ("damaged_note", REFUSED),
    DamagedReleaseError: ("damaged_release", REFUSED),
    ReadingError: ("damaged_release", REFUSED),
    NoReleaseError: ("no_earlier_release", REFUSED),
    OtherProgrammeError: ("other_programme", REFUSED),
    TakenFileError: ("taken_file", REFUSED),
    BuildRunningError: ("build_running", REFUSED),
    DamagedLoadError: ("damaged_load", REFUSED),
    TransformError: ("transform_failed", REFUSED),
    UncomputableMetricError: ("uncomputable_metric", REFUSED),
    MemoryError: ("no_memory", REFUSED),
    duckdb.OutOfMemoryException: ("no_memory", REFUSED),
    duckdb.IOException: ("storage", REFUSED),
    KeyboardInterrupt: ("interrupted", INTERRUPTED),
    typer.Abort: ("interrupted", INTERRUPTED),
}


def describe_failure(error: BaseException) -> Answer:
    """The answer to give for an error.

    Raises:
        BaseException: the error itself, when it is a fault of the software.
    """
    if isinstance(error, typer.TyperException):
        return _answer("usage", _word_usage(error), WRONG_USE)
    if isinstance(error, BuildRefusedError):
        return refuse(error.refusals, load_settings())
    if words := _word_refusal(error):
        return _answer(*words, REFUSED)
    for kind, (code, exit_code) in _CODES.items():
        if isinstance(error, kind):
            message = say(f"failure.{code}", detail=error)
            return _answer(code, message, exit_code)
    raise error


def word_fault(fault: MetricFault) -> str:
    """Where a fault of a metric's block stands, and what to do about it."""
    words = say(f"metric_fault.{fault.code}", **fault.parameters)
    return f"{fault.file}:{fault.line}: {fault.metric}: {words}"


def _word_refusal(error: BaseException) -> tuple[str, str] | None:
    """Code and words of an error that carries parameters of its own."""
    if isinstance(error, IntakeError):
        words = say(f"intake.{error.code}", **error.parameters)
        safe = say("failure.nothing_landed")
        return error.code, f"{error.path}: {words}\n{safe}"
    if isinstance(error, WithdrawnReleaseError):
        return "withdrawn_release", word_withdrawal(error.withdrawal)
    if isinstance(error, ErasureError):
        return error.code, say(f"erasure.{error.code}", **error.parameters)
    if isinstance(error, SynthesisError):
        return error.code, say(f"synthesis.{error.code}", **error.parameters)
    if isinstance(error, PublicEditionRefusedError):
        return error.reason, say(f"failure.{error.reason}", detail=error.detail)
    if isinstance(error, FaultyMetricsError):
        return "faulty_metrics", _word_metrics(error)
    if isinstance(error, OSError) and type(error) not in _CODES:
        return "storage", say("failure.storage", detail=_word_storage(error))
    return None


def _word_metrics(error: FaultyMetricsError) -> str:
    lines = [word_fault(fault) for fault in error.faults]
    return say("failure.faulty_metrics", detail="\n".join(lines))


def _word_storage(error: OSError) -> str:
    """The path and, for the usual reasons, words in the reader's language."""
    code = errno.errorcode.get(error.errno or 0, "")
    words = say_code("storage", code)
    reason = words if words != code else error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _word_usage(error: typer.TyperException) -> str:
    """Typer's own words, and where to look; nothing where it has shown the help."""
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if not message or context is None:
        return message
    return f"{message}\n{say('failure.usage', command=context.command_path)}"


def _answer(code: str, message: str, exit_code: int) -> Answer:
    data = {"error": {"code": code, "message": message}}
    return Answer(data, show_lines(*message.splitlines()), exit_code)
