"""The overview says what was published, and whose it is."""

import pytest

from tests.app.opening import open_page, read_words

pytestmark = pytest.mark.usefixtures("demo_pages")


def read_cards(scope: str) -> dict[str, str]:
    app = open_page("overview", f"lang=en&scope={scope}")
    return {metric.label: metric.value for metric in app.metric}


def test_the_programmes_own_figures():
    cards = read_cards("programme")
    assert cards["Trainings held"] == "4"
    assert cards["Training days"] == "10"
    assert cards["Cities with projects"] == "3"


def test_the_institutions_year_is_never_the_programmes():
    words = read_words(open_page("overview", "lang=en&scope=programme"))
    assert "19,962" in words
    assert "The whole institution, not this programme" in words


def test_what_is_planned_is_not_held():
    words = read_words(open_page("overview", "lang=en"))
    assert "and 2 planned" in words
    assert "is not published" in words
    assert "8 in 2008, 2 in 2009" in words


def test_what_needs_attention_is_said():
    words = read_words(open_page("overview", "lang=en"))
    assert "2 planned trainings: outcome not published" in words
    assert "2 held trainings without a published topic" in words


def test_invented_figures_are_marked():
    app = open_page("overview", "lang=en&scope=example")
    assert all(
        "◇" in app.container(key=f"card_{m}").caption[0].value
        for m in ("trainings_held", "training_days")
    )


def read_checks(metric: str, scope: str) -> list[str]:
    card = open_page("overview", f"lang=en&scope={scope}").container(
        key=f"card_{metric}"
    )
    said = [str(m.value) for m in card.markdown]
    return [words for words in said if words.startswith("**Check**")]


def test_a_check_names_a_register_only_where_one_was_landed():
    [words] = read_checks("educational_events_held", "institution")
    assert "The register adds up to 216" in words
    [words] = read_checks("cities_with_projects", "programme")
    assert "register" not in words
    assert "Counted from published statements one by one: 3" in words


@pytest.mark.parametrize("scope", ["programme", "institution"])
def test_a_figure_that_is_only_published_is_not_its_own_check(scope):
    assert read_checks("participants_published", scope) == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "assumption"), ("ru", "допущение")]
)
def test_illustrative_splits_say_what_they_assume(language, words):
    app = open_page("overview", f"lang={language}&scope=institution")
    assert [caption for caption in app.caption if words in str(caption.value)]
