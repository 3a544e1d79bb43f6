"""All tests of the release, each as a sentence: failing ones first, searchable."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.data import ask, find_audience, served
from dashboard.figures import Note, describe_filters, offer_download
from dashboard.filters import type_words
from dashboard.tables import Column, show_table
from dashboard.wording import current_language, escape, markdown, plural, text, word
from warehouse.answers.dictionary import fetch_columns
from warehouse.release_info import TestCounts, TestResult

SEARCH_WIDTH = 480

_SIGNS = {"pass": "✓", "warn": "▲", "fail": "✕", "error": "✕", "skipped": "–"}
_GRAVEST_FIRST = ("error", "fail", "warn", "skipped", "pass")


def show_release_tests() -> None:
    """Show how many tests passed, those that did not, and a search through all."""
    tests = served().release.info.tests
    st.markdown(escape(_count(tests)))
    for test in tests.results:
        if test.status != "pass":
            _show_fault(test)
    with st.container(width=SEARCH_WIDTH):
        words = type_words("words", label=markdown("tests.search"))
    rows = [build_test_row(test) for test in _sort(tests)]
    found = [row for row in rows if _matches(row, words)]
    if not found:
        st.info(markdown("figure.nothing"), icon=":material/filter_alt_off:")
        return
    table = pl.DataFrame(found)
    alt = text("tests.table_alt", shown=len(found), total=len(rows))
    st.caption(escape(alt))
    show_table(table, build_test_columns(), alt=alt, key="release_tests")
    note = Note(
        definition=text("tests.note"), filters=describe_filters({"words": words})
    )
    offer_download(table, name="release_tests", note=note)


def _count(tests: TestCounts) -> str:
    parts = (
        plural("tests.passed", tests.passed),
        plural("tests.warned", tests.warned),
        plural("tests.failed", tests.failed),
    )
    return ", ".join(parts)


def _show_fault(test: TestResult) -> None:
    colour = "orange" if test.status == "warn" else "red"
    status = escape(word("test_status", test.status))
    failures = _tell_failures(test)
    rows = "" if failures is None else plural("tests.rows_at_fault", failures)
    told = [escape(words) for words in (describe_test(test), rows) if words]
    line = " · ".join([*told, f"`{test.name}`"])
    st.markdown(f":{colour}-badge[:material/rule: {status}] {line}")


def _tell_failures(test: TestResult) -> int | None:
    """Rows at fault; the public is told none of tables that it does not have.

    They are rows of people, or steps on the way to what is masked.
    """
    if find_audience() != "public":
        return test.failures
    told = set(ask(fetch_columns)["table_name"])
    return test.failures if test.models and told.issuperset(test.models) else None


def describe_test(test: TestResult) -> str:
    """What a test looks for, as a sentence; plain text, nothing where nobody says.

    A test of the project's own is told by its description, in Russian by the words of
    the catalogue.
    """
    column, model = test.column or "", ", ".join(test.models)
    key = f"test_rule.{test.kind}"
    general = text(key, column=column, model=model)
    if general != key:
        return general
    own = word("own_test", test.name)
    if own != test.name:
        return own
    return test.description if current_language() == "en" else ""


def _sort(tests: TestCounts) -> list[TestResult]:
    return sorted(
        tests.results,
        key=lambda test: (_GRAVEST_FIRST.index(test.status), test.models, test.name),
    )


def build_test_row(test: TestResult) -> dict[str, Any]:
    """A test in words: outcome, rule, rows at fault, models, dbt's own name."""
    return {
        "status": f"{_SIGNS[test.status]} {word('test_status', test.status)}",
        "rule": describe_test(test),
        "failures": _tell_failures(test),
        "models": ", ".join(test.models),
        "name": test.name,
    }


def _matches(row: dict[str, Any], words: str) -> bool:
    """Whether every word stands somewhere in the row."""
    whole = " ".join(str(value) for value in row.values()).casefold()
    return all(part in whole for part in words.casefold().split())


def build_test_columns() -> dict[str, Column]:
    """How the columns of `build_test_row` are shown."""
    return {
        "status": Column(text("tests.status"), width=120),
        "rule": Column(text("tests.rule"), width=480),
        "failures": Column(text("tests.failures"), "number", width=110),
        "models": Column(text("tests.models"), width=220),
        "name": Column(text("tests.name"), width=350),
    }
