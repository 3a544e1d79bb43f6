"""Pages of the public audience: what they say where something is hidden."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.menu import MENU
from dashboard.parameters import SCOPES
from dashboard.settings import load_dashboard_settings
from tests.app.opening import open_page, read_everything, read_words
from tests.warehouse.small_release import reseal
from warehouse.release_info import PUBLIC_NAME
from warehouse.releases import list_releases
from warehouse.settings import Settings

PUBLIC = [entry.name for entry in MENU if entry.is_public]


@pytest.fixture(autouse=True)
def public(demo_pages, monkeypatch):
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "public")
    load_dashboard_settings.cache_clear()
    yield
    load_dashboard_settings.cache_clear()


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("page", PUBLIC)
def test_every_page_says_that_small_groups_are_hidden(page, scope):
    app = open_page(page, f"lang=en&scope={scope}")
    assert not app.exception
    assert "rests on fewer than 11 people is suppressed" in read_words(app)


@pytest.mark.parametrize("metric", ["attendances", "high_rating_ratio", "person_hours"])
@pytest.mark.parametrize(
    ("page", "key"),
    [("indicators", "indicator"), ("explore", "metric"), ("data_quality", "indicator")],
)
def test_pages_of_one_indicator_stand(page, key, metric):
    app = open_page(page, f"lang=ru&scope=example&{key}={metric}&by=sex")
    assert not app.exception


@pytest.mark.parametrize(
    ("lang", "word", "why"),
    [
        ("en", "Suppressed", "hidden to protect privacy"),
        ("ru", "Скрыто", "число не показано для защиты персональных данных"),
    ],
)
def test_where_a_chart_hides_values_it_says_why(lang, word, why):
    view = "metric=attendances&grain=fiscal_year&by=sex"
    app = open_page("explore", f"lang={lang}&scope=example&{view}")
    assert word in read_everything(app)
    assert why in read_words(app)
    shown = open_page("explore", f"lang={lang}&scope=example&metric=trainings_held")
    assert why not in read_words(shown)


def show_hidden_card():
    from dashboard.cards import Card, show_card

    show_card(Card(key="card", label="Completers", value="", state="suppressed"))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Suppressed to protect privacy"),
        ("ru", "Скрыто для защиты персональных данных"),
    ],
)
def test_a_card_without_its_value_says_why(lang, words):
    app = AppTest.from_function(show_hidden_card)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    assert words in read_words(app)


def test_the_card_of_a_hidden_actual_says_why():
    app = open_page("indicators", "lang=en&scope=example&indicator=women_share_ratio")
    assert "**Suppressed to protect privacy**" in [x.value for x in app.markdown]


def test_the_table_of_all_indicators_says_why():
    app = open_page("indicators", "lang=en&scope=example")
    assert "hidden to protect privacy" in read_words(app)


def test_hidden_values_read_so_and_are_no_blanks():
    app = open_page("participants", "lang=en&scope=example")
    assert "Suppressed" in read_everything(app)
    assert "Not split, for groups would be too small" in read_words(app)


def test_a_split_with_gaps_has_no_shares_of_an_unknown_whole():
    app = open_page("participants", "lang=en&scope=example")
    assert "Women and men" in read_words(app).splitlines()
    assert "100%" not in read_everything(app)


def test_one_event_has_totals_and_no_groups():
    app = open_page("trainings", "lang=en&scope=example&training=ex-2008-1")
    assert not app.exception
    words = read_words(app)
    assert "How many came is shown; who they were is not" in words
    assert "Ratings, tests and follow-up of a single event are hidden" in words


def test_a_trace_names_no_rows_of_people():
    figure = "attendances:example:programme:2008-01-01:total:total"
    app = open_page("participants", f"lang=en&scope=example&trace={figure}")
    assert not app.exception
    assert "2\\.5 Attendances" in read_words(app)
    assert "The public edition does not list them" in read_words(app)


@pytest.mark.parametrize("page", ["intake", "sql"])
def test_there_is_no_workbench(page):
    app = open_page("overview", f"lang=en&page={page}")
    assert page.capitalize() not in read_words(app).splitlines()


def test_a_release_without_a_public_edition_is_not_shown(warehouse_copy, monkeypatch):
    """It was made before there was one; an older one that has one is better."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(warehouse_copy))
    newest, older = list_releases(Settings(dir=warehouse_copy))
    described = json.loads((newest.path / "release.json").read_text())
    del described["checksums"][PUBLIC_NAME]
    reseal(newest.path, json.dumps(described))
    app = open_page("overview", "lang=en")
    assert not app.exception
    assert "has no public edition" in app.warning[0].value
    assert older.id.replace("-", "\\-") in app.warning[0].value
    pinned = open_page("overview", f"lang=en&release={newest.id}")
    assert "has no public edition" in pinned.error[0].value


def test_rows_at_fault_are_told_of_public_tables_only(warehouse_copy, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(warehouse_copy))
    newest = list_releases(Settings(dir=warehouse_copy))[0]
    described = json.loads((newest.path / "release.json").read_text())
    described["tests"]["results"] = [
        {"name": f"of_{model}", "status": "warn", "failures": n, "models": [model]}
        for model, n in (("fct_attendance", 7), ("dim_scope", 5))
    ]
    reseal(newest.path, json.dumps(described))
    app = open_page("data_quality", "lang=en")
    assert not app.exception
    words = read_words(app)
    assert "5 rows at fault · `of_dim_scope`" in words
    assert "`of_fct_attendance`" in words
    assert "7 rows at fault" not in words


def test_what_is_left_out_is_not_said_to_be_missing():
    app = open_page("indicators", "lang=en&scope=example&indicator=attendances")
    words = read_words(app)
    assert "No narrative in the public edition" in words
    assert "No narrative yet" not in words
    assert "rows accepted" not in words
    assert "Sex: highest" not in words, "men are hidden, and may be more"


def test_a_split_of_which_nothing_is_left_is_named_and_not_drawn():
    app = open_page("indicators", "lang=en&scope=example&indicator=attendances")
    (said,) = [c.value for c in app.caption if "groups would be too small" in c.value]
    named = said.split(": ", 1)[1].rstrip(".").split(", ")
    assert "Municipality" in named
    titles = [title.value for title in app.subheader]
    assert any(title.startswith("Federal district") for title in titles), titles
    assert not [x for x in named if any(title.startswith(x) for title in titles)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "How many people came more than once is not told"),
        ("ru", "Сколько людей приходили не один раз, в открытой редакции не указано"),
    ],
)
def test_the_participants_page_says_that_it_does_not_tell_who_came_again(
    language, words
):
    app = open_page("participants", f"lang={language}&scope=example")
    assert not app.exception
    assert words in read_words(app)


def test_the_overview_names_figures_that_moved_before_those_that_were_hidden():
    """Which cells are hidden changes with every release, and tells nobody anything."""
    app = open_page("overview", "lang=en&scope=example")
    lines = [
        button.label
        for button in app.button
        if (button.key or "").startswith("trace_latest_")
    ]
    assert len(lines) == 3
    assert not any("Suppressed" in line for line in lines), lines


def test_groups_of_which_some_are_hidden_are_not_added_up():
    app = open_page("explore", "lang=en&scope=example&metric=attendances&by=sex")
    assert not app.exception
    words = read_words(app)
    assert "Suppressed" in read_everything(app)
    assert "the groups add up to" not in words
