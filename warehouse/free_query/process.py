"""The process of one query: an order on standard input, one JSON object as answer.

What no library can bound from within – a function that heeds no interrupt, an
allocation past every limit, a parser that runs out of stack – ends this process alone.
"""

import json
import os
import resource
import sys
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb

from warehouse.free_query.cells import take_rows
from warehouse.free_query.checking import check_query
from warehouse.free_query.order import Order, RefusedQueryError
from warehouse.older_formats import Config
from warehouse.opening import open_database

_NICENESS = 10
"""Pages of other people go first."""

_OWN_BYTES = 1 << 30
"""Addresses that Python and DuckDB take before they hold a row."""

_UNITS = {"MB": 1_000_000, "GB": 1_000_000_000}
_MESSAGE_CHARACTERS = 2_000


def main() -> None:
    """Run the order and write its answer."""
    order = Order(**json.load(sys.stdin))
    _bind(order)
    try:
        answer = run(order)
    except RefusedQueryError as refusal:
        answer = {"reason": refusal.reason, "detail": refusal.detail}
    json.dump(answer, sys.stdout)


def _bind(order: Order) -> None:
    """Let the system hold this process to its limits, whatever runs in it."""
    os.nice(_NICENESS)
    number, unit = order.memory_limit[:-2], order.memory_limit[-2:]
    most = _OWN_BYTES + int(float(number) * _UNITS[unit])
    seconds = int(order.seconds) + 2
    for what, limit in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def run(order: Order) -> dict[str, Any]:
    """What the query gives: the answer of `take_rows`.

    Raises:
        RefusedQueryError: why it is not run, or was ended.
    """
    try:
        connection = open_database(Path(order.path), order.version, _configure(order))
    except (duckdb.Error, OSError):
        raise RefusedQueryError("release") from None
    timer = Timer(order.seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        statement = check_query(connection, order.sql)
        return take_rows(connection.execute(statement), order.rows)
    except duckdb.InterruptException:
        raise RefusedQueryError("time") from None
    except (duckdb.OutOfMemoryException, MemoryError):
        raise RefusedQueryError("memory") from None
    except (duckdb.Error, ValueError, OverflowError) as error:
        if isinstance(error, RefusedQueryError):
            raise
        raise RefusedQueryError("wrong", str(error)[:_MESSAGE_CHARACTERS]) from None
    finally:
        timer.cancel()
        connection.close()


def _configure(order: Order) -> Config:
    return {
        "memory_limit": order.memory_limit,
        "threads": 1,
        "temp_directory": "",
        "python_enable_replacements": False,
        "autoload_known_extensions": False,
        "autoinstall_known_extensions": False,
        "allow_community_extensions": False,
    }


if __name__ == "__main__":
    main()
