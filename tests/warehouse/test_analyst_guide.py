"""An analyst who follows the guide gets what it promises, with no Python touched."""

import shutil

import duckdb
import pytest

from tests.app.opening import open_page, read_words
from tests.conftest import REPOSITORY
from tests.warehouse.guide import Desk, list_quoted_refusals, read_steps
from tests.warehouse.test_metric_definitions import FAULTY
from warehouse.reading import open_release
from warehouse.releases import list_releases
from warehouse.settings import Settings

METRIC = "in_depth_trainings"
BY_HAND = "mentoring_visits"
YEAR = "date '2008-10-01'"


def open_desk(folder):
    """A desk with the project as it is."""
    desk = Desk(folder)
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(REPOSITORY / "dbt_project", desk.project, ignore=ignored)
    return desk


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def desk(demo_warehouse, tmp_path_factory):
    """Where the whole guide was followed, after the demo."""
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    shutil.copytree(demo_warehouse, desk.warehouse)
    for step in read_steps():
        desk.follow(step)
        assert not [o.stdout + o.stderr for o in desk.outcomes if o.returncode != 0]
    return desk


def ask(desk, sql, age=0):
    """Rows of a release of the desk: the newest, or an older one."""
    settings = Settings(dir=desk.warehouse)
    file = open_release(list_releases(settings)[age], settings)
    try:
        return file.fetch(sql).rows()
    finally:
        file.close()


@pytest.fixture
def shown(desk, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DIR", str(desk.warehouse))
    monkeypatch.setenv("WAREHOUSE_PROJECT_DIR", str(desk.project))
    return desk


def test_the_command_writes_the_file_that_the_guide_fills_in(desk):
    (first, *_) = desk.outcomes
    assert f"programmes/mpp/metrics/{METRIC}.yml" in first.stdout
    assert "config.meta.pirs.rationale: Why it is measured" in first.stdout
    (checked,) = [o for o in desk.outcomes if "is complete" in o.stdout]
    assert "Indicator 2.14 is complete." in checked.stdout


@pytest.mark.parametrize("metric", [METRIC, BY_HAND])
@pytest.mark.parametrize(
    "mart", ["dim_indicator", "dim_result", "mart_metric_value", "mart_metric_query"]
)
def test_the_new_indicator_is_in_every_mart(desk, mart, metric):
    (row,) = ask(
        desk, f"select count(*) from marts.{mart} where metric = '{metric}'", 1
    )
    assert row[0] > 0


def test_its_figures_are_counted_and_add_up(desk):
    held = "event_kind = 'training' and status = 'completed' and scope = 'example'"
    total, parts, counted = (
        ask(desk, sql, 1)
        for sql in (
            f"select value from marts.mart_metric_value where metric = '{METRIC}'"
            f" and dimension = 'total' and grain = 'fiscal_year' and period = {YEAR}",
            f"select sum(value) from marts.mart_metric_value where metric = '{METRIC}'"
            f" and dimension = 'municipality' and grain = 'fiscal_year'"
            f" and period = {YEAR}",
            f"select count(*) from marts.fct_training_event where {held}"
            " and topic_state = 'value'"
            f" and last_date between {YEAR} and date '2009-09-30'",
        )
    )
    assert total == parts == counted
    assert total[0][0] > 0


def test_it_stands_to_its_target(desk):
    rows = ask(
        desk,
        "select metric, actual, target, status from marts.mart_indicator_status"
        f" where metric in ('{METRIC}', '{BY_HAND}') and dimension = 'total'"
        f" and grain = 'fiscal_year' and period = {YEAR} order by metric",
        1,
    )
    assert rows == [(METRIC, 5, 5, "on_track"), (BY_HAND, 7, None, "no_target")]


def test_a_new_indicator_is_an_entry(desk):
    rows = ask(
        desk,
        "select metric, kind, field, after_text_en, after_text_ru, is_break"
        " from marts.mart_definition_change order by metric",
        1,
    )
    assert rows == [
        (
            METRIC,
            "added",
            "metric",
            "In-depth trainings",
            "Углублённые тренинги",
            False,
        ),
        (BY_HAND, "added", "metric", "Mentoring visits", "Выезды наставников", False),
    ]


def test_the_changed_definition_is_an_entry_by_itself(desk):
    before, after = (list_releases(Settings(dir=desk.warehouse))[age] for age in (1, 0))
    rows = ask(
        desk,
        "select field, changed_date, is_break, is_recomputed, release_before"
        f" from marts.mart_definition_change where metric = '{METRIC}'"
        " and kind = 'changed' order by sort_order",
    )
    day = after.info.as_of["example"]
    assert rows == [
        ("definition", day, True, True, before.id),
        ("filter", day, True, True, before.id),
    ]
    assert len(ask(desk, "select 1 from marts.mart_definition_change")) == 4


def test_old_periods_are_recomputed_and_say_what_they_were(desk):
    where = f"where metric = '{METRIC}' and grain = 'fiscal_year' and period = {YEAR}"
    total = f"{where} and dimension = 'total'"
    value = f"select value from marts.mart_metric_value {total}"
    assert (ask(desk, value, 1), ask(desk, value)) == ([(5,)], [(2,)])
    assert ask(
        desk, f"select value_before, value from marts.mart_recomputed_value {total}"
    ) == [(5, 2)]
    others = "select count(*) from marts.mart_recomputed_value where metric <> "
    assert ask(desk, f"{others} '{METRIC}'") == [(0,)]


def test_the_draft_has_what_the_full_build_has(desk):
    release = list_releases(Settings(dir=desk.warehouse))[0]
    with duckdb.connect() as connection:
        for name, path in (("edited", desk.draft), ("built", release.path)):
            file = path / "internal.duckdb"
            connection.execute(f"attach '{file}' as {name} (read_only)")
        for table in release.info.row_counts:
            edited, built = (
                f"from {name}.marts.{table}" for name in ("edited", "built")
            )
            for some, others in ((edited, built), (built, edited)):
                rows = connection.execute(f"{some} except all {others}").fetchall()
                assert rows == [], table


def test_draft_and_publication_say_what_moves(desk):
    drafted, published = [
        o.stdout for o in desk.outcomes if "figures moved" in o.stdout
    ]
    assert "Draft draft-" in drafted
    assert "is being served" in published
    for said in (drafted, published):
        assert "2.14 In-depth" in said
        assert "The definition or code of 1 indicator changed." in said


@pytest.mark.parametrize(
    ("language", "name", "by_hand"),
    [
        ("en", "In-depth trainings", "Mentoring visits"),
        ("ru", "Углублённые тренинги", "Выезды наставников"),
    ],
)
def test_both_are_rows_of_the_tracking_table(shown, language, name, by_hand):
    app = open_page("indicators", f"lang={language}&scope=example")
    assert not app.exception
    [table] = [t.value for t in app.dataframe if "indicator" in t.value]
    names = table["indicator"].to_list()
    assert [n for n in names if n.endswith((name, by_hand))] == [
        f"2.14 {name}",
        f"2.15 {by_hand}",
    ]


@pytest.mark.parametrize(
    ("metric", "name"),
    [(METRIC, "In-depth trainings"), (BY_HAND, "Mentoring visits")],
)
@pytest.mark.parametrize(
    ("page", "key"), [("indicators", "indicator"), ("explore", "metric")]
)
def test_each_has_a_page_and_is_in_explore(shown, page, key, metric, name):
    app = open_page(page, f"lang=en&scope=example&{key}={metric}")
    assert not app.exception
    assert name in read_words(app).replace("\\", "")
    assert app.get("vega_lite_chart")


def test_a_changed_definition_breaks_the_series_where_it_is_drawn(shown):
    day = "30 Jun 2010"
    asked = "lang=en&scope=example&grain=fiscal_quarter"
    history = open_page("indicators", f"{asked}&indicator={METRIC}")
    explored = open_page("explore", f"{asked}&metric={METRIC}")
    assert "definition changed" in history.get("vega_lite_chart")[0].proto.spec
    assert f"Definition changed on {day}" in read_words(history)
    assert "new definition" in explored.get("vega_lite_chart")[0].proto.spec
    assert f"The definition changed on {day}" in read_words(explored)


def test_what_the_guide_says_of_refusals_is_what_the_build_says(tmp_path):
    desk = open_desk(tmp_path)
    faulty = desk.project / "models" / "metrics" / "faulty.yml"
    twin = "  - name: half_filled\n    label: Twin\n    type: simple\n"
    twin += "    type_params:\n      measure: training_event_count\n"
    faulty.write_text(FAULTY + twin, encoding="utf-8")
    done = desk.run("python", "-m", "warehouse", "build")
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if f"{faulty}:" in line]
    for pieces in list_quoted_refusals():
        assert any(all(piece in line for piece in pieces) for line in lines), pieces
