"""Editions without invented rows: what is published alone, and with live registers."""

import shutil
from itertools import product

import pytest

from dashboard.wording import LANGUAGES
from tests.app.opening import PAGES, open_page, read_words
from tests.warehouse.editions import build_edition
from tests.warehouse.landed import make_writer

SCOPES = ("programme", "institution")
EDITIONS = ("reported", "live")
INVENTED = {"en": ("invented", "illustrative", "◇"), "ru": ("вымышлен", "условн", "◇")}


@pytest.fixture(scope="module")
def editions(tmp_path_factory, demo_warehouse):
    """Both editions without real registers, in warehouses that hold the demo's."""
    folder = tmp_path_factory.mktemp("editions")
    for name in EDITIONS:
        shutil.copytree(demo_warehouse, folder / name)
    return {name: build_edition(name, folder / name) for name in EDITIONS}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A live edition of some years in and beside the programme's."""
    folder = tmp_path_factory.mktemp("filled")
    events = make_writer(folder)(
        "training_events.csv",
        "event_id,start_date,end_date,attendance_count",
        "l-1,2010-03-01,2010-03-02,20",
        "l-2,2010-09-29,2010-09-30,30",
        "l-3,2013-05-05,2013-05-05,40",
    )
    return build_edition("live", folder / "warehouse", events)


@pytest.mark.long
@pytest.mark.parametrize("name", EDITIONS)
def test_no_table_holds_an_invented_row(editions, name):
    assert_nothing_is_invented(editions[name])


def test_no_table_of_a_filled_edition_holds_an_invented_row(filled):
    assert_nothing_is_invented(filled)


@pytest.mark.long
@pytest.mark.parametrize("name", EDITIONS)
def test_only_scopes_of_real_programmes_are_there(editions, name):
    scopes = editions[name].ask("select scope from marts.dim_scope order by sort_order")
    assert [scope for (scope,) in scopes] == list(SCOPES)
    for table, column in (
        ("dim_scope_rollup", "figure_scope"),
        ("mart_headline", "scope"),
        ("mart_metric_value", "scope"),
        ("mart_pipeline_stage", "scope"),
        ("dim_course", "scope"),
    ):
        found = editions[name].ask(f"select distinct {column} from marts.{table}")
        assert {scope for (scope,) in found} <= set(SCOPES), table


@pytest.mark.long
def test_published_facts_stand_without_registers(editions):
    (row,) = editions["reported"].ask(
        "select count(*), count(load_id) from marts.fct_training_event"
    )
    assert row == (6, 0)
    assert editions["reported"].ask("select count(*) from marts.fct_attendance") == [
        (0,)
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "page", "scope", "language"),
    list(product(EDITIONS, PAGES, (*SCOPES, "example"), LANGUAGES)),
)
def test_every_page_is_honest_without_registers(
    editions, monkeypatch, name, page, scope, language
):
    show(editions[name], name, monkeypatch)
    app = open_page(page, f"lang={language}&scope={scope}")
    assert not app.exception
    assert len(app.title) == 1
    words = read_words(app).lower()
    assert [word for word in INVENTED[language] if word in words] == []


@pytest.mark.long
@pytest.mark.parametrize("name", EDITIONS)
def test_the_choice_of_scope_offers_those_that_exist(editions, monkeypatch, name):
    show(editions[name], name, monkeypatch)
    app = open_page("overview", "lang=en&scope=example")
    (choice,) = app.get("button_group")
    assert list(choice.options) == ["Programme", "Institution"]
    assert choice.value == "programme"


@pytest.mark.parametrize(
    ("page", "scope", "language"), list(product(PAGES, SCOPES, LANGUAGES))
)
def test_every_page_shows_a_filled_edition(filled, monkeypatch, page, scope, language):
    show(filled, "live", monkeypatch)
    app = open_page(page, f"lang={language}&scope={scope}")
    assert not app.exception


def test_imported_events_have_figures(filled):
    rows = filled.ask(
        "select grain, period, value, state, provenance from marts.mart_metric_value"
        " where metric = 'attendances' and scope = 'programme' and dimension = 'total'"
        " and grain in ('year', 'programme') order by grain, period"
    )
    assert [(grain, period.year, *rest) for grain, period, *rest in rows] == [
        ("programme", 2007, 90, "value", "imported"),
        ("year", 2007, None, "not_reported", "reported"),
        ("year", 2008, None, "not_reported", "reported"),
        ("year", 2009, None, "not_reported", "reported"),
        ("year", 2010, 50, "value", "imported"),
        ("year", 2011, 0, "zero", "imported"),
    ]


def test_the_seed_s_years_stay_covered_beside_imports(filled):
    rows = filled.ask(
        "select period, value, provenance from marts.mart_metric_value"
        " where metric = 'trainings_held' and scope = 'programme'"
        " and dimension = 'total' and grain = 'year' order by period"
    )
    assert [(period.year, *rest) for period, *rest in rows] == [
        (2007, None, "reported"),
        (2008, 3, "reported"),
        (2009, 1, "reported"),
        (2010, 2, "imported"),
        (2011, 0, "imported"),
    ]


def test_events_beside_the_years_ask_for_attention(filled):
    rows = filled.ask(
        "select scope, subject_en, item_count, severity from marts.mart_attention"
        " where kind = 'events_outside_years'"
    )
    assert rows == [("programme", "2007–2011", 1, "check")]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "1 event is dated outside the programme’s years, 2007–2011"),
        ("ru", "1 мероприятие проведено вне срока программы (2007–2011 гг.)"),
    ],
)
def test_the_overview_names_them(filled, monkeypatch, language, sentence):
    show(filled, "live", monkeypatch)
    words = read_words(open_page("overview", f"lang={language}"))
    assert sentence in words.replace("\\", "")


def show(edition, name, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(edition.folder))
    monkeypatch.setenv("WAREHOUSE_EDITION", name)


def assert_nothing_is_invented(edition):
    columns = edition.ask(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'marts' and column_name like '%provenance'"
    )
    assert len(columns) > 20
    for table, column in columns:
        found = edition.ask(
            f"select count(*) from marts.{table} where {column} = 'illustrative'"
        )
        assert found == [(0,)], (table, column)
    (scopes,) = edition.ask("select bool_or(is_illustrative) from marts.dim_scope")
    assert scopes == (False,)
