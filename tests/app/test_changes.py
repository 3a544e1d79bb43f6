"""The page of changes: what moved between two releases, in the reader's language."""

import re
from dataclasses import replace

import pytest

from dashboard.changes.definitions import LONGEST_WORDS, mark_words
from dashboard.changes.pair import compare_with
from dashboard.trace.figures import read_figure
from tests.app.opening import open_page, read_words
from warehouse.definition_comparison import DefinitionChange
from warehouse.releases import list_releases
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")


def read_figures(app):
    (figures,) = [t.value for t in app.dataframe if "difference" in t.value.columns]
    return figures


def test_the_figures_that_moved_stand_with_their_causes():
    app = open_page("changes", "lang=en&scope=example")
    assert not app.exception
    figures = read_figures(app)
    assert figures["why"].str.contains("late data \\(restated\\)").any()
    assert figures["why"].str.contains("new rows").any()
    assert not (figures["before"] == figures["after"]).any()


def test_a_cause_leaves_only_its_figures():
    whole = read_figures(open_page("changes", "lang=en&scope=example"))
    late = read_figures(open_page("changes", "lang=en&scope=example&cause=late_data"))
    assert 0 < len(late) < len(whole)
    assert late["why"].str.contains("late data").all()


def test_targets_and_rows_that_changed_are_named():
    app = open_page("changes", "lang=en&scope=example")
    tables = [table.value for table in app.dataframe]
    (targets,) = [table for table in tables if "target" in table.columns]
    assert (targets["target"] == "6 → 5").sum() == 1
    (rows,) = [table for table in tables if "rows_added" in table.columns]
    added = dict(zip(rows["fact"], rows["rows_added"], strict=True))
    assert added["Attendances"] > 0


def test_published_facts_do_not_move():
    app = open_page("changes", "lang=en&scope=programme")
    assert not app.exception
    assert "No figure moved." in read_words(app).replace("\\", "")


def test_the_overview_names_three_indicators_that_moved():
    """Each opens the trace of its figure."""
    app = open_page("overview", "lang=en&scope=example")
    lines = [button for button in app.button if "→" in button.label]
    assert len(lines) == 3
    metric = lines[0].key.removeprefix("trace_latest_")
    lines[0].click().run()
    figure = read_figure(app.query_params["trace"])
    assert (figure.metric, figure.scope) == (metric, "example")
    assert any("adds" in table.value.columns for table in app.dataframe)


def test_the_overview_says_since_which_moment():
    words = read_words(open_page("overview", "lang=en&scope=example"))
    assert re.search(r"Since the release of .+, \d\d:\W?\d\d UTC", words)


def test_an_unknown_release_counts_as_the_usual_one():
    usual = read_figures(open_page("changes", "lang=en&scope=example"))
    other = read_figures(open_page("changes", "lang=en&scope=example&compare=../x"))
    assert usual.equals(other)


def test_the_oldest_release_is_compared_with_nothing(demo_warehouse):
    oldest = list_releases(Settings(dir=demo_warehouse))[-1].id
    query = f"lang=en&scope=example&release={oldest}"
    app = open_page("changes", query)
    assert [info.value for info in app.info if "no earlier release" in info.value]
    assert app.get("button"), "the frame stands below the page"
    words = read_words(open_page("overview", query))
    assert "Changed since the last release" not in words


def test_words_that_went_are_struck_out_and_words_that_came_are_bold():
    before, after = (["by", day, "day"] for day in ("last", "first"))
    assert mark_words(before, after) == "by :red[~~last~~] :green[**first**] day"


def test_long_words_stand_whole_before_and_after(monkeypatch):
    before, after = (f"select *{n} " + "x" * LONGEST_WORDS for n in (1, 2))
    change = DefinitionChange(
        "trainings_held", "example", "changed", "sql", (before,) * 2, (after,) * 2
    )
    monkeypatch.setattr(
        "dashboard.changes.sections.compare_with",
        lambda release: replace(compare_with(release), definitions=(change,)),
    )
    app = open_page("changes", "lang=en&scope=example")
    assert [code.value for code in app.code] == [before, after]


def test_words_are_never_markup():
    marked = mark_words(["*old*"], ["<b>new</b>"])
    assert "<b>" not in marked.replace("\\<b\\>", "")
    assert "\\*old\\*" in marked
