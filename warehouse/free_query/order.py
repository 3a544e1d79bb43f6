"""What is asked of the process that runs a query, and what it may answer."""

from dataclasses import dataclass
from typing import Literal

MOST_CHARACTERS = 20_000
"""Longest statement; a parser is not made for more."""

Reason = Literal[
    "empty",
    "long",
    "statements",
    "kind",
    "source",
    "function",
    "name",
    "deep",
    "columns",
    "wrong",
    "time",
    "memory",
    "stopped",
    "broken",
    "release",
]


@dataclass(frozen=True)
class Order:
    """A query and its limits; `version` is the format of the file at `path`."""

    sql: str
    path: str
    version: int
    seconds: float
    rows: int
    memory_limit: str


class RefusedQueryError(ValueError):
    """A query is not run, or was ended; `detail` names the culprit, where one is."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason: Reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}")
