"""A page's exposure names the marts that the page reads, no more and no fewer."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.menu import DEFAULT_PAGE, MENU

ROOT = Path(__file__).resolve().parents[2]
EXPOSURES = ROOT / "dbt_project" / "models" / "marts" / "_exposures.yml"
PAGES = {entry.name: ROOT / entry.script for entry in MENU}
PANEL = "show_trace"
PANELS = {"trace": ROOT / "dashboard" / "trace" / "panel.py"}
OURS = ("dashboard", "warehouse.answers", "warehouse.comparison")
STEPS = ROOT / "warehouse" / "comparison" / "steps"
MART = re.compile(r"\b(?:from|join)\s+(?:before\.|after\.)?marts\.(\w+)")
REF = re.compile(r"ref\('(\w+)'\)")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def locate(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def list_imports(path: Path) -> dict[str, tuple[str, str]]:
    """Names that a file takes from our modules, with the module and name there."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OURS)
        for alias in node.names
    }


@cache
def list_definitions(path: Path) -> dict[str, ast.stmt]:
    """Functions, classes and constants at the top of a file."""
    found: dict[str, ast.stmt] = {}
    for node in parse(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id: node for name in targets if isinstance(name, ast.Name)}
    return found


def trace(path: Path) -> Iterator[ast.AST]:
    """Everything that running a script may reach in our modules, once each.

    The panel that opens over any page is an exposure of its own.
    """
    waiting: list[tuple[Path, ast.AST]] = [(path, parse(path))]
    seen: set[int] = set()
    while waiting:
        file, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        names = list_names(node) - {PANEL}
        waiting += [found for name in names for found in find(file, name)]


def list_names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def find(file: Path, name: str) -> Iterator[tuple[Path, ast.AST]]:
    """The definition that a name of a file stands for, in this file or another."""
    if name in list_definitions(file):
        yield file, list_definitions(file)[name]
    elif name in list_imports(file):
        module, there = list_imports(file)[name]
        yield from find(locate(module), there)


def list_marts(path: Path) -> set[str]:
    texts = [
        part.value
        for node in trace(path)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    return {mart for text in map(read_step, texts) for mart in MART.findall(text)}


def read_step(text: str) -> str:
    """A step of a comparison stands in a file of its own; its name stands for it."""
    step = STEPS / f"{text}.sql"
    return (
        step.read_text("utf-8")
        if re.fullmatch(r"\w+", text) and step.is_file()
        else text
    )


def load_exposures() -> list[dict[str, Any]]:
    return list(yaml.safe_load(EXPOSURES.read_text("utf-8"))["exposures"])


def read_exposures() -> dict[str, list[str]]:
    return {
        exposure["name"]: REF.findall(" ".join(exposure["depends_on"]))
        for exposure in load_exposures()
    }


def test_every_page_has_an_exposure():
    assert read_exposures().keys() == (PAGES | PANELS).keys()


@pytest.mark.parametrize("page", PAGES)
def test_an_exposure_leads_to_its_page(page):
    urls = {e["name"]: e["url"] for e in load_exposures()}
    assert urls[page] == ("/" if page == DEFAULT_PAGE else f"/{page}")


@pytest.mark.parametrize("page", PAGES)
def test_an_exposure_names_what_its_page_reads(page):
    frame = list_marts(ROOT / "app.py")
    assert frame, "the frame reads at least whose programme it is"
    named = read_exposures()[page]
    assert sorted(named) == sorted(frame | list_marts(PAGES[page]))


@pytest.mark.parametrize("panel", PANELS)
def test_an_exposure_names_what_its_panel_reads(panel):
    assert sorted(read_exposures()[panel]) == sorted(list_marts(PANELS[panel]))


def test_a_function_that_a_page_does_not_call_is_not_read():
    """Modules are shared: the overview takes two charts from the participants' file."""
    assert "mart_participation_frequency" in list_marts(PAGES["participants"])
    assert "mart_participation_frequency" not in list_marts(PAGES["overview"])
