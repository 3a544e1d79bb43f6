"""Every dbt test of the project can be told as a sentence in both languages."""

import re
from pathlib import Path

import pytest

from dashboard import wording
from dashboard.release_tests import describe_test
from dashboard.wording import LANGUAGES
from warehouse.release_info import TestResult

ROOT = Path(__file__).resolve().parents[2] / "dbt_project"
OWN = {path.stem for path in (ROOT / "tests").glob("assert_*.sql")}
GENERIC = {path.stem for path in (ROOT / "tests" / "generic").glob("*.sql")} | {
    "unique",
    "not_null",
    "relationships",
    "accepted_values",
    "unit_test",
}


@pytest.fixture(params=LANGUAGES)
def language(request, monkeypatch):
    monkeypatch.setattr(wording, "current_language", lambda: request.param)
    monkeypatch.setattr(
        "dashboard.release_tests.current_language", lambda: request.param
    )
    return request.param


def make_test(**fields):
    return TestResult.model_validate({"name": "t", "status": "pass"} | fields)


@pytest.mark.parametrize("kind", sorted(GENERIC))
def test_a_generic_test_is_told_by_its_kind(kind, language):
    test = make_test(kind=kind, models=("dim_scope",), column="scope")
    words = describe_test(test)
    assert "dim_scope" in words
    assert bool(re.search("[а-яё]", words)) == (language == "ru")


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_test_of_the_projects_own_is_told_by_its_words(name, language):
    words = describe_test(make_test(name=name, kind="singular"))
    assert words.endswith(".")
    assert bool(re.search("[а-яё]", words)) == (language == "ru")


def test_what_the_catalogue_does_not_know_is_told_in_english_only(language):
    test = make_test(name="assert_new", kind="singular", description="A new rule.")
    assert describe_test(test) == ("A new rule." if language == "en" else "")
