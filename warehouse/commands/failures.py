"""Every way a command can fail, in words and with its exit code."""

import typer

from warehouse.commands.answer import Answer, show_lines
from warehouse.intake import IntakeError
from warehouse.metric_definitions import FaultyMetricsError
from warehouse.releases import (
    DamagedReleaseError,
    NoReleaseError,
    UnknownReleaseError,
)
from warehouse.settings import WrongSettingsError
from warehouse.transform import TransformError
from warehouse.wording import say
from warehouse.workspace import BuildRunningError

REFUSED, WRONG_USE, INTERRUPTED = 1, 2, 130

_CODES: dict[type[BaseException], tuple[str, int]] = {
    WrongSettingsError: ("wrong_settings", WRONG_USE),
    UnknownReleaseError: ("unknown_release", WRONG_USE),
    DamagedReleaseError: ("damaged_release", REFUSED),
    NoReleaseError: ("no_earlier_release", REFUSED),
    BuildRunningError: ("build_running", REFUSED),
    TransformError: ("transform_failed", REFUSED),
    FaultyMetricsError: ("faulty_metrics", REFUSED),
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
    if isinstance(error, IntakeError):
        return _answer(error.code, str(error), REFUSED)
    for kind, (code, exit_code) in _CODES.items():
        if isinstance(error, kind):
            message = say(f"failure.{code}", detail=error)
            return _answer(code, message, exit_code)
    raise error


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
