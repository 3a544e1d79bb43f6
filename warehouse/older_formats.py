"""Opening a release of an older format as if it were of the current one.

The sealed file stays as it is. A connection in memory puts views over it, and what the
format lacks comes from one SQL file a step: `formats/1_to_2.sql` and so on.
"""

from collections.abc import Callable
from pathlib import Path
from string import Template

import duckdb

from warehouse.release_info import FORMAT_VERSION

Config = dict[str, str | bool | int | float | list[str]]

Attach = Callable[[duckdb.DuckDBPyConnection], None]

_STEPS = Path(__file__).with_name("formats")
_TABLES = """
select table_name
from information_schema.tables
where table_catalog = ? and table_schema = ?
"""


def open_older(path: Path, version: int, config: Config) -> duckdb.DuckDBPyConnection:
    """Open a file of format `version`; its schema `marts` is that of today.

    Afterwards no other file can be reached and no setting changed.

    Raises:
        duckdb.Error: the file cannot be opened, or is not of this format.
    """

    def attach(connection: duckdb.DuckDBPyConnection) -> None:
        _attach(connection, path, "sealed")
        _take_steps(connection, version, "sealed", "memory")

    return connect_over(attach, config)


def connect_over(attach: Attach, config: Config) -> duckdb.DuckDBPyConnection:
    """A database in memory over the files that `attach` opens.

    Afterwards no other file can be reached and no setting changed.

    Raises:
        duckdb.Error: a file cannot be opened.
    """
    connection = duckdb.connect(config=config)
    try:
        attach(connection)
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def attach_release(
    connection: duckdb.DuckDBPyConnection, path: Path, version: int, name: str
) -> None:
    """Attach a file of any format as database `name`; its schema `marts` is today's.

    Raises:
        duckdb.Error: the file cannot be opened, or is not of this format.
    """
    if version == FORMAT_VERSION:
        _attach(connection, path, name)
        return
    _attach(connection, path, f"{name}_sealed")
    connection.execute(f"attach ':memory:' as {name}")
    _take_steps(connection, version, f"{name}_sealed", name)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as {name} (read_only)")


def _take_steps(
    connection: duckdb.DuckDBPyConnection, version: int, sealed: str, database: str
) -> None:
    """Make today's marts in `database` of those of `version` in `sealed`."""
    before = (sealed, "marts")
    for number in range(version + 1, FORMAT_VERSION + 1):
        schema = "marts" if number == FORMAT_VERSION else f"format_{number}"
        after = (database, schema)
        connection.execute(f"create schema {'.'.join(after)}")
        step = (_STEPS / f"{number - 1}_to_{number}.sql").read_text("utf-8")
        names = {"before": ".".join(before), "after": ".".join(after)}
        connection.execute(Template(step).substitute(names))
        _keep_the_rest(connection, before, after)
        before = after


def _keep_the_rest(
    connection: duckdb.DuckDBPyConnection,
    before: tuple[str, str],
    after: tuple[str, str],
) -> None:
    """Tables that the step does not name are the same in both formats."""
    known = set(connection.execute(_TABLES, after).fetchall())
    for (table,) in connection.execute(_TABLES, before).fetchall():
        if (table,) not in known:
            connection.execute(
                f"create view {'.'.join(after)}.{table} "
                f"as select * from {'.'.join(before)}.{table}"
            )
