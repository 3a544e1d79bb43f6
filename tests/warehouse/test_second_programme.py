"""Another programme: its data alone, without a change in Python or SQL."""

import csv
import shutil
from itertools import product

import pytest

from dashboard.wording import LANGUAGES
from tests.app.opening import PAGES, open_page, read_everything, read_words
from tests.conftest import REPOSITORY
from tests.warehouse.editions import build_edition

FIXTURE = REPOSITORY / "tests" / "fixtures" / "second_programme"
FIRST = REPOSITORY / "dbt_project" / "programmes" / "mpp" / "seeds"
SEEDS = (FIRST, FIXTURE / "seeds")
CODE = "rivers"
AS_OF = "2016-06-30"


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Settings of a project that holds the second programme beside the first."""
    project = tmp_path_factory.mktemp("project") / "dbt_project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(REPOSITORY / "dbt_project", project, ignore=ignored)
    shutil.copytree(FIXTURE / "seeds", project / "programmes" / CODE / "seeds")
    return {"WAREHOUSE_PROJECT_DIR": str(project), "WAREHOUSE_PROGRAMME": CODE}


@pytest.fixture(scope="module")
def edition(tmp_path_factory, environment):
    registers = sorted((FIXTURE / "registers").glob("*.csv"))
    folder = tmp_path_factory.mktemp("rivers")
    return build_edition("live", folder, *registers, as_of=AS_OF, **environment)


@pytest.fixture
def shown(edition, environment, monkeypatch):
    """The app started now shows the second programme."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WAREHOUSE_DIR", str(edition.folder))
    monkeypatch.setenv("WAREHOUSE_EDITION", "live")
    return edition


def test_the_programme_has_every_seed_that_a_programme_has():
    """A seed that a new one adds is missed here by name, not somewhere in a build."""
    names = [{path.name for path in folder.glob("*.csv")} for folder in SEEDS]
    assert names[0] == names[1]


def test_a_place_under_another_name_is_found(edition):
    assert edition.ask(
        "select municipality_name_en from marts.mart_training where event_id = 'r-04'"
    ) == [("Northbank",)]


def test_every_row_of_every_register_is_accepted(edition):
    for file in edition.files:
        assert file["rows_accepted"] == file["rows_in"] > 0, file["file"]
    assert edition.warnings == set()


@pytest.mark.parametrize(("page", "language"), list(product(PAGES, LANGUAGES)))
def test_every_page_shows_it_and_nothing_of_the_first(shown, page, language):
    app = open_page(page, f"lang={language}")
    assert not app.exception
    assert not app.error
    said = read_everything(app).lower()
    if page in ("sources", "sql"):
        # The data dictionary names the code of a scope.
        said = said.replace("institution", "")
    assert {"en": "river towns", "ru": "речные города"}[language] in said
    assert [word for word in list_words_of_the_first() if word.lower() in said] == []


def test_a_programme_without_other_scopes_offers_no_choice(shown):
    assert not open_page("overview", "lang=en&scope=institution").get("button_group")


@pytest.mark.parametrize(
    ("page", "language", "words"),
    [
        ("overview", "en", ("2014–2016", "1 report is overdue: Report for 2015")),
        ("overview", "ru", ("1 отчёт просрочен: Отчёт за 2015 год",)),
        ("overview", "en", ("Report for 2016", "Desk opened")),
        ("trainings", "en", ("Every training on either bank", "participants: 25")),
        ("trainings", "ru", ("Все тренинги на обоих берегах", "участники: 25")),
        ("participants", "en", ("43.5%",)),
        ("city_projects", "ru", ("Одно окно для каждого письма",)),
        ("best_practices", "en", ("Printed in the almanac",)),
        ("partnerships", "ru", ("Восточный берег",)),
    ],
)
def test_pages_speak_the_programme_s_words(shown, page, language, words):
    said = read_words(open_page(page, f"lang={language}")).replace("\\", "")
    assert [word for word in words if word not in said] == []


def test_its_figures_are_those_of_its_registers(edition):
    figures = dict(
        edition.ask(
            "select metric, value from marts.mart_metric_value"
            " where scope = 'programme' and grain = 'programme'"
            " and dimension = 'total' and value is not null"
        )
    )
    assert figures["attendances"] == 30 + 16 + 25 + 0 + 12
    assert figures["trainings_held"] == 6
    assert figures["trainings_planned"] == 1
    assert figures["cities_with_projects"] == 1
    assert figures["women_share_ratio"] == (18 + 8 + 4) / (28 + 16 + 25)
    categories = dict(
        edition.ask(
            "select member, value from marts.mart_metric_value"
            " where metric = 'attendances' and grain = 'programme'"
            " and dimension = 'participant_category'"
        )
    )
    assert categories == {"clerk": 10, "ferry": 6, "not_reported": 67}


def test_what_was_reported_by_hand_and_what_is_due_is_there(edition):
    assert edition.ask(
        "select value, n, state, provenance, is_partial from marts.mart_metric_value"
        " where metric = 'citizens_consulted' and grain = 'fiscal_year'"
        " and period = date '2014-10-01'"
    ) == [(812, 812, "value", "imported", False)]
    assert edition.ask(
        "select result_id, level, parent_id from marts.dim_result order by result_id"
    ) == [("G", "goal", None), ("I1", "indicator", "IR1")] + [
        ("IR1", "intermediate_result", "G")
    ]
    assert edition.ask(
        "select year(period), reporting_state, days_late"
        " from marts.dim_reporting_period order by period"
    ) == [(2014, "submitted", None), (2015, "overdue", 151), (2016, "open", None)]


def test_its_own_bounds_judge_its_results(edition):
    """92 per cent would be on track by the first programme's bounds."""
    assert edition.ask(
        "select metric, actual, target, percent_met_pct, status"
        " from marts.mart_indicator_status where target is not null"
    ) == [("attendances", 46, 50, 92, "at_risk")]


def list_words_of_the_first():
    """Names of the first programme, its places and people, and words only it has."""
    columns = (
        ("programme_scopes", "programme_name"),
        ("published_municipalities", "name"),
        ("published_regions", "region_name"),
        ("published_organisations", "name"),
        ("published_organisations", "short_name"),
    )
    names = {
        row[f"{column}_{language}"]
        for seed, column in columns
        for row in read_seed(seed)
        for language in LANGUAGES
    }
    own = {"institut", "институт", "mpp", "дальн", "far east", "кодекс"}
    return sorted(name for name in names | own if name)


def read_seed(name):
    with (FIRST / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
