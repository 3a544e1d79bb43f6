"""What nobody wants to see in a server's log."""

import re

TROUBLE = re.compile(r"Traceback|\b(WARNING|ERROR|CRITICAL)\b|Warning:|Exception")


def find_trouble(log: str) -> list[str]:
    """Lines of tracebacks and warnings."""
    return [line for line in log.splitlines() if TROUBLE.search(line)]
