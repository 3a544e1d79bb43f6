"""Text of a hostile programme is text on every page and in every file."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from urllib.parse import quote

import pytest
import streamlit as st
from lxml import etree

from tests.app.opening import PAGES, list_folds, list_parts, open_page
from tests.hostile_release import EVENT, FORMULA, HOSTILE, make_hostile
from warehouse.comparison import compare
from warehouse.comparison.workbook import write_workbook
from warehouse.releases import list_releases

VIEWS = (("en", "example"), ("ru", "programme"))
FIGURE = "trainings_held:example:programme:2007-10-01:total:total"
ADDRESSES = {
    **{page: (page, "") for page in PAGES},
    "one indicator": ("indicators", "&indicator=attendances"),
    "one training": ("trainings", f"&training={quote(EVENT)}"),
    "a figure": ("overview", f"&trace={FIGURE}"),
    "a node": ("sources", "&node=metric.trainings_held"),
}
# Where Streamlit reads Markdown, a sign of it would stand without its backslash.
LIVE = re.compile(
    r"(?<!\\)(<img|<script|\]\(javascript|!\[x|\$x\$|:red\[|:material/delete)"
)
# The options of a list to choose from are plain text: a browser test looks at them.
MARKDOWN = {"body", "label", "help", "content", "text", "title", "caption"}
PLAIN = ("code", "html", "vega_lite_chart", "dataframe", "mermaid_chart")
NUMBER = re.compile(r"[-+]?[\d.,]+(e[-+]?\d+)?")


@pytest.fixture(scope="module")
def hostile(demo_warehouse, tmp_path_factory):
    """Its releases are called as the demo's are, whose answers a page may remember."""
    st.cache_resource.clear()
    yield make_hostile(demo_warehouse, tmp_path_factory.mktemp("hostile"))
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def served(hostile, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(hostile.dir))
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")


def open_all(name, language, scope):
    """An address with every fold of its charts open."""
    page, query = ADDRESSES[name]
    app = open_page(page, f"lang={language}&scope={scope}{query}")
    for fold in list_folds(app):
        app.session_state[fold] = True
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("language", "scope"), VIEWS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_reads_it_as_text(name, language, scope, files):
    app = open_all(name, language, scope)
    assert [words for words in list_markdown(app) if LIVE.search(words)] == []
    for html in app.get("html"):
        assert_harmless_html(str(html.value))
    for file, content in files.items():
        CHECKS[file.rpartition(".")[2]](content)


def test_the_test_sees_the_texts(files):
    """The words are on the pages, as text, and at the head of cells of files."""
    app = open_all("trainings", "en", "example")
    assert any("onerror" in words for words in list_markdown(app))
    assert any(f"'{FORMULA}".encode() in content for content in files.values())
    assert LIVE.search(HOSTILE)


def test_a_workbook_of_changes_holds_no_formula_and_no_link(hostile, tmp_path):
    after, before = list_releases(hostile)
    out = tmp_path / "changes.xlsx"
    write_workbook(compare(before, after, hostile), out)
    assert b"onerror" in assert_harmless_workbook(out.read_bytes())


def test_a_row_that_waits_is_text_on_the_page_and_in_the_book(files):
    app = open_page("intake", "lang=en")
    assert any("onerror" in str(table.value.to_dict()) for table in app.dataframe)
    books = [content for name, content in files.items() if name.endswith(".xlsx")]
    assert any(b"onerror" in assert_harmless_workbook(book) for book in books)


def list_markdown(app):
    """What Streamlit reads as Markdown: bodies, labels, options, hints."""
    parts = list_parts(app, without=PLAIN)
    return [words for part in parts for words in find_words(part)]


def find_words(part, key=""):
    if isinstance(part, dict):
        for name, value in part.items():
            yield from find_words(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from find_words(value, key)
    elif isinstance(part, str) and key in MARKDOWN:
        yield part


def assert_harmless_html(words):
    root = etree.fromstring(f"<div>{words}</div>", etree.HTMLParser())
    assert_harmless_tree(root)


def assert_harmless_page(content):
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
    assert "onerror" in "".join(root.itertext())
    assert_harmless_tree(root)


def assert_harmless_tree(root):
    for element in root.iter(etree.Element):
        assert element.tag not in ("img", "script", "iframe", "object")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not value.strip().lower().startswith("javascript:")


def assert_harmless_csv(content):
    rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    for cell in (cell for row in rows for cell in row):
        is_formula = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not is_formula or NUMBER.fullmatch(cell), cell[:80]


def assert_harmless_workbook(content):
    """No formula, no link out of it; returns the words of its cells."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for name, part in parts.items():
        if "worksheets/" in name:
            assert b"<f>" not in part
            assert b'TargetMode="External"' not in part
    return parts["xl/sharedStrings.xml"]


CHECKS = {
    "csv": assert_harmless_csv,
    "html": assert_harmless_page,
    "xlsx": assert_harmless_workbook,
}
"""By ending: a file of any other kind has to be thought of first."""
