"""Asking before something that cannot be taken for granted."""

import signal

from warehouse.wording import say


def confirm(question: str) -> bool:
    """Ask; no answer, as from a schedule, is no."""
    # Polars would have Ctrl-C wait for the end of the line.
    signal.siginterrupt(signal.SIGINT, True)
    try:
        said = input(question + " ")
    except (EOFError, RuntimeError):  # the latter: there is no standard input at all
        return False
    return said.strip().casefold() in say("publication.yes").split()
