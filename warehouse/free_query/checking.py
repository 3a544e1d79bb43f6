"""What may be run: one query over the marts, as DuckDB's own parser reads it.

The file is open read-only and alone, so nothing else could be changed or read anyway;
what is left to keep is where the file lies, which DuckDB's own tables and settings say.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.free_query.order import MOST_CHARACTERS, RefusedQueryError

SCHEMA = "marts"
ROW_FUNCTIONS = frozenset(
    ("range", "generate_series", "unnest", "repeat", "json_each", "json_tree")
)
"""Functions that give rows out of their arguments alone."""

CLOSED_FUNCTIONS = frozenset(("current_setting", "json_serialize_plan", "write_log"))

_MARTS = "select table_name from information_schema.tables where table_schema = ?"
_SYSTEM_NAMES = "select lower(view_name) from duckdb_views() where internal"

_Node = dict[str, Any]


def check_query(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement of `sql`, if it is a query that reads nothing but marts.

    Raises:
        RefusedQueryError: it is not.
        duckdb.Error: it is no SQL.
    """
    if len(sql) > MOST_CHARACTERS:
        raise RefusedQueryError("long")
    statements = connection.extract_statements(sql)
    if not statements:
        raise RefusedQueryError("empty")
    if len(statements) > 1:
        raise RefusedQueryError("statements", str(len(statements)))
    [statement] = statements
    if statement.type != duckdb.StatementType.SELECT:
        raise RefusedQueryError("kind", statement.type.name)
    nodes = list(_walk(_read_tree(connection, statement)))
    _check_sources(connection, nodes)
    for name in map(_name_function, nodes):
        if name in CLOSED_FUNCTIONS:
            raise RefusedQueryError("function", name)
    return statement


def _read_tree(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement
) -> _Node:
    written = "select json_serialize_sql(?)"
    row = connection.execute(written, [statement.query]).fetchone()
    try:
        tree: _Node = json.loads(row[0] if row else "{}")
    except RecursionError:
        raise RefusedQueryError("deep") from None
    if tree["error"]:
        raise RefusedQueryError("kind", tree["error_message"])
    return tree


def _check_sources(connection: duckdb.DuckDBPyConnection, nodes: list[_Node]) -> None:
    """Rows come from marts, from a named part of the query, or from arguments."""
    marts = {name for (name,) in connection.execute(_MARTS, [SCHEMA]).fetchall()}
    parts = {name for node in nodes for name in _list_parts(node)}
    system = connection.execute(_SYSTEM_NAMES).fetchall()
    # A part of this name, elsewhere in the query, would open the table of the system.
    if taken := parts & {name for (name,) in system}:
        raise RefusedQueryError("name", min(taken))
    for node in nodes:
        if node.get("type") == "BASE_TABLE":
            _check_table(node, marts, parts)
        elif node.get("type") == "TABLE_FUNCTION":
            name = _name_function(node["function"])
            if name not in ROW_FUNCTIONS:
                raise RefusedQueryError("source", name)


def _check_table(node: _Node, marts: set[str], parts: set[str]) -> None:
    schema, name = node["schema_name"].lower(), node["table_name"].lower()
    is_part = not schema and name in parts
    if not is_part and not (schema == SCHEMA and name in marts):
        path = (node["catalog_name"], node["schema_name"], node["table_name"])
        raise RefusedQueryError("source", ".".join(filter(None, path)))


def _list_parts(node: _Node) -> Iterator[str]:
    """Names that a `with` gives to parts of the query."""
    parts = node.get("cte_map") or {}
    for part in parts.get("map", ()):
        yield part["key"].lower()


def _name_function(node: _Node) -> str:
    return str(node.get("function_name", "")).lower()


def _walk(tree: _Node) -> Iterator[_Node]:
    """Every object of a tree, however deep."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
