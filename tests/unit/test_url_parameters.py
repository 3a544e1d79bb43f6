"""The list of URL parameters is the one the code reads."""

import ast
import re
from pathlib import Path

import pytest

from dashboard.menu import MENU
from dashboard.parameters import PARAMETERS, Parameter

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "url-parameters.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
READERS = {"choose_one", "choose_many", "read", "type_words"}
CODE = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("pages/**/*.py")]


def list_rows() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in ROW.findall(PAGE.read_text("utf-8"))}


def describe(parameter: Parameter) -> tuple[str, str, str]:
    allowed = parameter.allowed
    values = (
        allowed if isinstance(allowed, str) else ", ".join(f"`{x}`" for x in allowed)
    )
    pages = parameter.pages
    return (
        parameter.meaning,
        values,
        pages if isinstance(pages, str) else ", ".join(pages),
    )


def find_keys_read() -> set[str]:
    keys = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in READERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                keys.add(node.args[0].value)
    return keys


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.key)
def test_each_parameter_is_documented(parameter):
    assert list_rows().get(parameter.key) == describe(parameter)


def test_nothing_else_is_documented():
    assert list_rows().keys() == {parameter.key for parameter in PARAMETERS}


def test_keys_are_declared_once():
    keys = [parameter.key for parameter in PARAMETERS]
    assert len(keys) == len(set(keys))


def test_only_declared_keys_are_read():
    assert find_keys_read() <= {parameter.key for parameter in PARAMETERS}


def test_pages_exist():
    known = {entry.name for entry in MENU}
    named = {
        name for p in PARAMETERS if not isinstance(p.pages, str) for name in p.pages
    }
    assert named <= known
