"""The command line: one answer a command, as text or as one JSON object."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

from warehouse.wording import choose_language, say, use_language

if TYPE_CHECKING:
    from warehouse.commands import Answer

_INTERRUPTED = 130
"""What Typer returns after Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 done, 1 refused because of the data, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _prepare_output()
    use_language(choose_language(_find_option(words, "--lang"), os.environ))
    sys.exit(_run(words, is_json=_find_option(words, "--format") == "json"))


def _run(words: list[str], *, is_json: bool) -> int:
    # The commands' help texts are in the chosen language from here on.
    from warehouse.commands import Answer, app

    try:
        with _quiet_output(is_json):
            answer = app(words, prog_name="python -m warehouse", standalone_mode=False)
        if answer == _INTERRUPTED:
            raise KeyboardInterrupt
    except (Exception, KeyboardInterrupt) as error:
        answer = _explain(error)
    if not isinstance(answer, Answer):
        return 0
    _give(answer, is_json=is_json)
    _tell_unfinished()
    return answer.exit_code


def _tell_unfinished() -> None:
    """An erasure that was cut off is not forgotten: every command says so."""
    from warehouse.erasure.note import is_unfinished
    from warehouse.settings import WrongSettingsError, load_settings

    with contextlib.suppress(WrongSettingsError, OSError):
        if is_unfinished(load_settings()):
            sys.stderr.write(say("erasure.unfinished") + "\n")


def _give(answer: "Answer", *, is_json: bool) -> None:
    try:
        if is_json:
            text = json.dumps(answer.data, ensure_ascii=False, default=str)
            sys.stdout.write(text + "\n")
        else:
            answer.show(Console(stderr=answer.exit_code != 0, highlight=False))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare_output() -> None:
    """UTF-8 whatever the locale; bytes that are no text come as \\udc80."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _explain(error: BaseException) -> object:
    from warehouse.commands.failures import describe_failure

    return describe_failure(error)


def _quiet_output(is_json: bool) -> contextlib.AbstractContextManager[object]:
    """Whatever a library prints while JSON is wanted goes to standard error."""
    if is_json:
        return contextlib.redirect_stdout(sys.stderr)
    return contextlib.nullcontext()


def _find_option(words: list[str], name: str) -> str | None:
    for position, word in enumerate(words):
        if word.startswith(f"{name}="):
            return word.split("=", 1)[1]
        if word == name and position + 1 < len(words):
            return words[position + 1]
    return None
