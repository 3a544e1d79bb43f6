"""Kills this process just before it does what KILL_AT names: `event suffix-or-part`.

Python tells audit hooks of every open, rename and import before it happens, so a
real, unchanged `python -m warehouse build` dies at an exact moment.
"""

import os
import signal
import sys

_EVENT, _, _PART = os.environ.get("KILL_AT", "").partition(" ")


def _kill(event: str, arguments: tuple[object, ...]) -> None:
    if event == _EVENT and any(_PART in f"{argument}$" for argument in arguments):
        os.kill(os.getpid(), signal.SIGKILL)


if _EVENT:
    sys.addaudithook(_kill)
