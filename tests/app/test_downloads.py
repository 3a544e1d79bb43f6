"""Every file says in words what was chosen, what is counted and who may read it."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import figures
from tests.app.opening import open_page

pytestmark = pytest.mark.usefixtures("demo_pages")

Files = dict[str, tuple[list[str], dict[str, str]]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files offered by pages: name to columns of the table and to its notes."""
    offered: Files = {}

    def record(table, *, name, note):
        offered[name] = (table.columns, figures.describe(note))

    # The figures last: a module that is first imported here takes the name from them.
    for module in ("counting_rules", "practices", "trainings", "figures"):
        monkeypatch.setattr(f"dashboard.{module}.offer_download", record)
    return offered


def open_fold(app: AppTest, name: str) -> None:
    app.session_state[f"rows_{name}"] = True
    app.run()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("lang=en", "none"),
        ("lang=ru", "нет"),
        ("lang=en&status=completed&period=2008", "Year or month: 2008; Status: Held"),
        ("lang=ru&status=completed", "Состояние: Проведён"),
        ("lang=en&status=nonsense", "none"),
    ],
)
def test_the_list_of_events_names_its_filters(files, query, words):
    open_page("trainings", f"scope=example&{query}")
    _, notes = files["trainings"]
    assert notes["filters"] == words
    assert notes["definition"]


def test_a_default_is_a_filter_too(files):
    open_page("trainings", "lang=en&scope=institution")
    assert files["trainings"][1]["filters"] == "Year or month: 2008"


def test_practices_name_their_filters(files):
    open_page("best_practices", "lang=en&scope=example&words=a&stage=included")
    notes = files["practices"][1]
    assert notes["filters"] == "Search: a; Stage: Included in the Code"
    assert notes["definition"]


@pytest.mark.parametrize(
    ("language", "start"), [("en", "Fiscal"), ("ru", "Финансовый")]
)
def test_counting_rules_carry_their_rules(files, language, start):
    open_page("participants", f"lang={language}&scope=example")
    columns, notes = files["counting_rules"]
    assert {"metric_definition", "counting_rule", "value"} <= set(columns)
    assert notes["filters"].startswith(start)
    assert "TraiNet" in notes["definition"]


def test_a_chart_says_what_it_measures_and_what_the_address_chose(files):
    app = open_page("trainings", "lang=en&scope=example&period=2008")
    open_fold(app, "calendar")
    notes = files["calendar"][1]
    assert "Worked example" in notes["definition"]
    assert "last day" in notes["definition"]
    assert notes["filters"] == "Year or month: 2008"


def test_stages_obey_no_filter(files):
    app = open_page("best_practices", "lang=en&scope=example&stage=included")
    open_fold(app, "pipeline_best_practice")
    assert files["pipeline_best_practice"][1]["filters"] == "none"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "not for publication"), ("ru", "не подлежит")]
)
def test_every_file_is_marked_as_internal(files, language, words):
    open_page("trainings", f"lang={language}&scope=example")
    assert words in files["trainings"][1]["notice"]


def test_a_view_of_explore_carries_its_choice_and_its_codes(files):
    chosen = "metric=attendances&by=sex&member=female&from=2009-01-01"
    open_page("explore", f"lang=en&scope=example&{chosen}")
    columns, notes = files["explore"]
    codes = {"metric", "grain", "period", "dimension", "member", "value", "state"}
    assert codes <= set(columns)
    assert notes["filters"] == (
        "Indicator: 2.5 Attendances; Length of periods: Calendar year; "
        "From: 2009; To: 2011; Split by: Sex (Women)"
    )
    assert "counted at each event" in notes["definition"]
