"""The SQL page: a query is run, watched, stopped, refused, kept and taken away."""

import csv
import io
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.wording import LANGUAGES
from tests.app.opening import open_page, read_everything, read_words
from tests.app.test_files import NOTED
from warehouse.free_query.running import AT_ONCE, start_query
from warehouse.releases import find_served
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")

ENDLESS = (
    "with recursive r(n) as (select 1 union all select n + 1 from r) "
    "select count(*) from r"
)
HOSTILE = (
    "<img src=x onerror=alert(1)> [x](javascript:alert(1)) $x$ :red[x] :material/x:"
)


def run(sql: str, language: str = "en") -> AppTest:
    return run_again(open_page("sql", f"lang={language}&scope=example"), sql)


def run_again(app: AppTest, sql: str) -> AppTest:
    app.text_area(key="sql_text").set_value(sql)
    app.button(key="sql_run").click().run()
    assert not app.exception
    return app


def finish(app: AppTest) -> AppTest:
    """The page once its query has ended."""
    app.session_state["_sql_latest"].query.wait()
    app.run()
    return app


def alerts(app: AppTest) -> str:
    kinds = (app.error, app.warning, app.info)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_in_the_field_is_answered(language):
    app = open_page("sql", f"lang={language}&scope=example")
    app.button(key="sql_run").click().run()
    finish(app)
    assert not app.exception
    assert alerts(app) == ""
    result, _ = app.dataframe
    assert result.value.shape[0] > 10


@pytest.mark.parametrize(
    ("language", "count", "cut"),
    [("en", "10,000 rows", "there are more"), ("ru", "10 000 строк", "больше")],
)
def test_a_cut_result_says_so(language, count, cut):
    app = finish(run("from range(20000)", language))
    words = read_words(app).replace("\u00a0", " ").replace("\u202f", " ")
    assert count in words.replace("\\", "")
    assert cut in alerts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_said_in_the_readers_language(language):
    app = open_page("sql", f"lang={language}")
    for sql in ("", "-- x", "drop table x", "select 1; select 2", "from glob('*')"):
        run_again(app, sql)
        if "_sql_latest" in app.session_state:
            finish(app)
        said = alerts(app)
        assert said
        assert "sql." not in said
        assert bool(re.search("[а-я]", said)) == (language == "ru")
        assert len(app.dataframe) == 1, "only the dictionary"


def test_the_databases_message_is_plain_text():
    app = finish(run(f"select '{HOSTILE}'::integer", "ru"))
    assert "DuckDB не смог" in alerts(app)
    shown = [code.value for code in app.code]
    assert any(HOSTILE in words for words in shown)
    assert all(code.language in (None, "plaintext") for code in app.code)
    assert HOSTILE not in read_words(app)


def test_names_that_a_query_gives_are_only_names():
    names = ("_index", HOSTILE, "column_0", "=1+1")
    app = finish(run("select " + ", ".join(f'1 as "{name}"' for name in names)))
    result, _ = app.dataframe
    assert list(result.value.columns) == [f"column_{place}" for place in range(4)]


def test_a_running_query_shows_its_clock_and_is_stopped():
    app = run(ENDLESS)
    assert app.button(key="sql_run").disabled
    assert "Running" in read_everything(app)
    app.button(key="sql_stop").click().run()
    assert "Stopped at your word" in alerts(finish(app))
    assert not app.button(key="sql_run").disabled


def test_where_others_run_the_reader_is_told_to_try_again(demo_settings):
    release = find_served(demo_settings).release
    others = [start_query(ENDLESS, release, demo_settings) for _ in range(AT_ONCE)]
    try:
        assert "Try again in a moment" in alerts(run("select 1"))
    finally:
        for query in others:
            query.stop()
            query.wait()


def test_earlier_queries_are_at_hand_in_the_session():
    app = finish(run("select 1 as first"))
    finish(run_again(app, "drop table x"))
    finish(run_again(app, "select 3 as third"))
    shown = [code.value for code in app.code]
    assert shown[:2] == ["drop table x", "select 1 as first"]
    assert "no result" in read_words(app)
    app.button(key="sql_again_1").click().run()
    assert app.text_area(key="sql_text").value == "select 1 as first"
    assert "select 1" not in read_words(open_page("sql", "lang=en"))


def test_a_query_is_asked_of_the_release_in_the_address(demo_warehouse):
    current = find_served(Settings(dir=demo_warehouse)).release.id
    older = min(path.name for path in (demo_warehouse / "releases").glob("2*"))
    assert older != current
    app = finish(run_again(open_page("sql", f"lang=en&release={older}"), "select 1"))
    assert older in read_words(app).replace("\\", "")


def test_the_file_says_what_was_asked_of_which_release_and_runs_nowhere(files):
    sql = """select '=cmd|x' as text, -1.5 as number, '@x' as "=head", 'x' as release"""
    app = finish(run(sql))
    asked = app.session_state["_sql_latest"]
    [row] = read_rows(files[f"query_{asked.release.id}.csv"])
    assert (row["text"], row["number"]) == ("'=cmd|x", "-1.5")
    assert row["'=head"] == "'@x"
    assert row["release"] == asked.release.id
    assert row["release_name"] == "x"
    assert row["definition"] == sql
    assert row["provenance"] == "illustrative"
    assert "small groups" in row["notice"]
    assert row.keys() >= NOTED
    assert all(row[note] for note in NOTED)


def read_rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
