"""The lineage on the page of sources: any node, as a picture and as rows."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.wording import LANGUAGES
from tests.app.opening import open_page
from warehouse.lineage import read_lineage
from warehouse.releases import find_served
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")


def open_lineage(query: str) -> AppTest:
    app = open_page("sources", query)
    assert not app.exception
    return app


def read_picture(app: AppTest) -> str:
    [picture] = [m.value for m in app.markdown if "flowchart" in m.value]
    return str(picture)


def find_rows(app: AppTest) -> list[dict[str, object]]:
    [table] = [t for t in app.dataframe if "place" in t.value.columns]
    return table.value.to_dict("records")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_indicator_is_between_its_sources_and_its_pages(language):
    app = open_lineage(f"lang={language}&node=metric.trainings_held")
    picture = read_picture(app)
    title = {"en": "Trainings held", "ru": "Проведено тренингов"}[language]
    page = {"en": "Overview", "ru": "Обзор"}[language]
    for part in ("training_events", "fct_training_event", title, page):
        assert part in picture
    titles = [row["title"] for row in find_rows(app)]
    assert {"fct_training_event", "registers.training_events", page} <= set(titles)


def test_rows_are_all_steps_with_what_came_of_the_tests(demo_warehouse):
    release = find_served(Settings(dir=demo_warehouse)).release
    lineage = read_lineage(release)
    rows = find_rows(open_lineage("lang=en&node=model.fct_attendance"))
    layers = (
        *lineage.list_upstream("model.fct_attendance"),
        *lineage.list_downstream("model.fct_attendance"),
    )
    assert len(rows) == sum(map(len, layers))
    tested = {row["title"]: row["tests"] for row in rows if row["kind"] == "Model"}
    assert tested["int_training_events__unioned"] == "1 test passed"


@pytest.mark.parametrize(
    ("language", "nearest", "second"),
    [("en", "1 step up", "2 steps up"), ("ru", "на 1 шаг выше", "на 2 шага выше")],
)
def test_steps_are_told_from_the_node(language, nearest, second):
    app = open_lineage(f"lang={language}&node=metric.trainings_held")
    assert {nearest, second} <= {row["place"] for row in find_rows(app)}
    assert nearest in read_picture(app)


def test_a_model_shows_its_tests():
    app = open_lineage("lang=en&node=model.mart_metric_value")
    described = [
        html.value for html in app.get("html") if "One row per metric" in html.value
    ]
    assert described[0].startswith('<p lang="en">')
    [tests] = [t for t in app.dataframe if "rule" in t.value.columns]
    assert len(tests.value) >= 5
    assert set(tests.value["status"]) == {"✓ Passed"}


@pytest.mark.parametrize("node", ["", "metric.nothing", "<script>", "model.../x"])
def test_an_unknown_node_is_the_first_page(node):
    usual = read_picture(open_lineage("lang=en"))
    assert read_picture(open_lineage(f"lang=en&node={node}")) == usual


def test_every_kind_of_node_has_a_picture():
    for node in (
        "exposure.explore",
        "seed.courses",
        "source.landed.metric_results",
        "semantic_model.training_events",
        "metric.people_reached",
    ):
        assert " --> " in read_picture(open_lineage(f"lang=ru&node={node}"))
