"""Copying marts from one DuckDB file to another, with all that describes them."""

import duckdb

MARTS = "marts"

_SORTED_ROWS = 2_000_000
"""Larger tables keep the build's order: sorting 20 million rows costs minutes and
memory, and pages never read them (2026)."""


def list_tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The marts of an attached database."""
    rows = connection.execute(
        "select table_name from duckdb_tables() "
        "where database_name = ? and schema_name = ? order by table_name",
        [database, MARTS],
    ).fetchall()
    return [name for (name,) in rows]


def copy_table(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    source: str,
    target: str,
    select: str = "",
) -> int:
    """Make a mart of database `source` anew in `target`, with types and comments.

    Its rows are those of `select`; that may leave values out, so that columns may be
    empty then. Without it all rows go along, and so do the rules on empty columns.

    Returns:
        The number of rows.
    """
    origin, copy = f"{source}.{MARTS}.{table}", f"{target}.{MARTS}.{table}"
    columns = _describe_columns(connection, table, source, is_whole=not select)
    rows = select or f"select * from {origin}"
    order = "order by all" if count_rows(connection, origin) <= _SORTED_ROWS else ""
    connection.execute(f"create table {copy} ({', '.join(columns)})")
    connection.execute(f"insert into {copy} by name from ({rows}) {order}")
    _copy_comments(connection, table, source, target)
    return count_rows(connection, copy)


def count_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table, by its full name."""
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def quote(value: object) -> str:
    """A text as SQL writes it."""
    text = str(value).replace("'", "''")
    return f"'{text}'"


def _describe_columns(
    connection: duckdb.DuckDBPyConnection, table: str, source: str, *, is_whole: bool
) -> list[str]:
    rows = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() "
        "where database_name = ? and schema_name = ? and table_name = ? "
        "order by column_index",
        [source, MARTS, table],
    ).fetchall()
    return [
        f'"{name}" {kind}' + (" not null" if is_whole and not is_nullable else "")
        for name, kind, is_nullable in rows
    ]


def _copy_comments(
    connection: duckdb.DuckDBPyConnection, table: str, source: str, target: str
) -> None:
    place = [source, MARTS, table]
    where = "where database_name = ? and schema_name = ? and table_name = ?"
    tables = connection.execute(
        f"select comment from duckdb_tables() {where} and comment is not null", place
    ).fetchall()
    columns = connection.execute(
        f"select column_name, comment from duckdb_columns() {where} "
        "and comment is not null",
        place,
    ).fetchall()
    copy = f"{target}.{MARTS}.{table}"
    for (comment,) in tables:
        connection.execute(f"comment on table {copy} is {quote(comment)}")
    for name, comment in columns:
        connection.execute(f'comment on column {copy}."{name}" is {quote(comment)}')
