"""Kills this process just before it does what KILL_AT names: `event suffix-or-part`.

Python tells audit hooks of every open, rename and import before it happens, so a
real, unchanged `python -m warehouse build` dies at an exact moment. What DuckDB does
by itself tells nobody: KILL_IN, `function argument-or-part`, puts the death off from
that moment to the call of a function.
"""

import os
import signal
import sys
from types import FrameType

_EVENT, _, _PART = os.environ.get("KILL_AT", "").partition(" ")
_FUNCTION, _, _ARGUMENT = os.environ.get("KILL_IN", "").partition(" ")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == _EVENT and any(_PART in f"{argument}$" for argument in arguments):
        if _FUNCTION:
            sys.setprofile(_watch_calls)
        else:
            os.kill(os.getpid(), signal.SIGKILL)


def _watch_calls(frame: FrameType, event: str, _: object) -> None:
    if event != "call" or frame.f_code.co_name != _FUNCTION:
        return
    if any(_ARGUMENT in f"{value}$" for value in frame.f_locals.values()):
        os.kill(os.getpid(), signal.SIGKILL)


if _EVENT:
    sys.addaudithook(_watch)
