"""Opens pages of the real app in process."""

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from google.protobuf.json_format import MessageToJson
from streamlit.testing.v1 import AppTest

from dashboard.menu import DEFAULT_PAGE, MENU

APP = Path(__file__).resolve().parents[2] / "app.py"
SECONDS = 60
# Bytes of a table or chart, written as base64: any short word may stand in them.
BYTES = re.compile(r'"[A-Za-z0-9+/=]{80,}"')
PAGES = {entry.name: entry.section for entry in MENU}


def open_page(name: str, query: str = "") -> AppTest:
    """Run the page `name` with a query such as `lang=ru&scope=example`."""
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    for key, value in parse_qsl(query, keep_blank_values=True):
        app.query_params[key] = [*app.query_params.get(key, []), value]
    app.run()
    if name != DEFAULT_PAGE:
        app.switch_page(f"pages/{PAGES[name]}/{name}.py").run()
    return app


def read_words(app: AppTest) -> str:
    """Everything a reader sees as text, one element a line."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "metric")
    parts = [str(element.value) for kind in kinds for element in app.get(kind)]
    labels = [metric.label for metric in app.metric]
    return "\n".join([*parts, *labels])


def read_everything(app: AppTest) -> str:
    """Every word that reaches the reader's browser, tables included."""
    parts = [BYTES.sub('""', element) for element in list_elements(app)]
    tables = [str(table.value.to_dict()) for table in app.dataframe]
    return "\n".join([*parts, *tables, read_words(app)])


def list_elements(app: AppTest) -> list[str]:
    """What is sent to the browser for each element, bytes of tables included."""
    return [MessageToJson(node.proto, ensure_ascii=False) for node in _walk(app._tree)]


def list_parts(app: AppTest, *, without: Collection[str]) -> list[Any]:
    """What is sent for elements and blocks, but for those of the types in `without`."""
    parts = [*_walk(app._tree), *_walk_blocks(app._tree)]
    return [
        json.loads(MessageToJson(part.proto, ensure_ascii=False))
        for part in parts
        if part.type not in without and part.proto is not None
    ]


def list_folds(app: AppTest) -> list[str]:
    """Keys of the folds that hold the rows of charts; an id is `$$ID-<hash>-<key>`."""
    ids = [getattr(block.proto, "id", "") for block in _walk_blocks(app._tree)]
    keys = [element_id.split("-", 2)[-1] for element_id in ids]
    return [key for key in keys if key.startswith("rows_")]


def _walk_blocks(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child
            yield from _walk_blocks(child)


def _walk(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _walk(child)
        elif hasattr(child, "proto"):
            yield child
