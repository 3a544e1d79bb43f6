"""The page of data quality: rules and people kept apart, gaps said, tests found."""

import pytest

from dashboard import wording
from dashboard.quality_words import describe_bound, describe_measure
from dashboard.wording import LANGUAGES
from tests.app.opening import open_page, read_words
from warehouse.reading import open_release
from warehouse.releases import find_served

NOT_AN_ASSESSMENT = {
    "en": "Automatic checks are not an assessment",
    "ru": "Автоматические проверки – это не оценка",
}
NOT_CARRIED_OUT = {"en": "Not carried out", "ru": "Не проводилась"}

pytestmark = pytest.mark.usefixtures("demo_pages")


def open_quality(query):
    app = open_page("data_quality", query)
    assert not app.exception
    return app


def read_plain_words(app):
    """The page's words without the marks that Markdown needs."""
    return read_words(app).replace("\\", "").replace(wording.WORD_JOINER, "")


@pytest.fixture
def checks(demo_settings):
    file = open_release(find_served(demo_settings).release, demo_settings)
    yield file.fetch("select * from marts.mart_quality_check")
    file.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "&indicator=attendances"])
def test_every_view_says_that_rules_are_not_an_assessment(query, language):
    app = open_quality(f"lang={language}&scope=example{query}")
    assert NOT_AN_ASSESSMENT[language] in read_words(app)


@pytest.mark.parametrize("scope", ["programme", "institution", "example"])
def test_all_indicators_of_the_scope_are_there_by_five_standards(scope, checks):
    table = open_quality(f"scope={scope}").dataframe[0].value
    metrics = checks.filter(scope=scope)["metric"].n_unique()
    assert table.shape == (metrics, 1 + 5 + 1)
    assert not [name for name in table.columns if "score" in name.lower()]


def test_the_outcomes_of_an_indicator_are_those_of_its_checks(checks):
    app = open_quality("scope=example&indicator=attendances")
    own = checks.filter(scope="example", metric="attendances")
    failed = own.filter(outcome="failed")
    assert not failed.is_empty()
    words = read_plain_words(app)
    assert not own.filter(outcome="not_applicable").is_empty()
    for check in own.to_dicts():
        assert check["name_en"] in words
        assert check["rule_en"] in words
    labels = [expander.label for expander in app.expander]
    for standard in failed["standard"].unique():
        assert any(
            standard.lower() in label.lower() and "failed" in label for label in labels
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_assessed_the_programmes_own_figures(language):
    app = open_quality(f"lang={language}&scope=programme&indicator=trainings_held")
    assert NOT_CARRIED_OUT[language] in read_words(app)


def test_an_indicator_may_be_named_by_its_code():
    app = open_quality("scope=institution&indicator=C2")
    assert "25 Nov 2026" in read_plain_words(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_assessment_is_dated_signed_by_role_and_whole(language):
    query = f"lang={language}&scope=institution&indicator=participants_published"
    app = open_quality(query)
    words = read_plain_words(app)
    assert NOT_CARRIED_OUT[language] not in words
    assert {"en": "25 Nov 2026", "ru": "25 нояб. 2026"}[language] in words
    assert {"en": "Data quality reviewer", "ru": "Специалист по качеству данных"}[
        language
    ] in words
    checklist = next(e for e in app.expander if "15" in e.label)
    assert len(checklist.markdown) == 5 * 2


def test_a_follow_up_that_is_late_says_by_how_much():
    words = read_words(open_quality("scope=example&indicator=attendances"))
    assert "122 days late" in words
    assert "task_alt: Done" in words


def test_tests_are_searched_by_every_word():
    app = open_quality("words=unique dim_scope")
    found = app.dataframe[-1].value
    assert 0 < len(found) < 20
    names = found.iloc[:, -1] + found.iloc[:, 1] + found.iloc[:, 3]
    assert all("dim_scope" in name for name in names)


def test_a_search_that_finds_nothing_says_so():
    app = open_quality("words=zzzz")
    assert [info for info in app.info if "Nothing to show" in str(info.value)]


def test_what_waits_in_quarantine_is_counted_by_scope():
    assert "wait in quarantine" in read_words(open_quality("scope=example"))
    assert "No row waits in quarantine" in read_words(open_quality("scope=programme"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_says_what_it_found_in_words(language, checks, monkeypatch):
    monkeypatch.setattr(wording, "current_language", lambda: language)
    for check in checks.to_dicts():
        measured = describe_measure(check)
        assert bool(measured) == (check["value"] is not None)
        assert not [part for part in (measured, describe_bound(check)) if "_" in part]
