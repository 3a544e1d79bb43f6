"""Explore offers what the marts hold, shows it as it is there, and links to it."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.parameters import SCOPES
from tests.app.opening import open_page, read_words
from warehouse.answers.explore import fetch_view
from warehouse.reading import ReleaseFile, open_release
from warehouse.releases import find_served

pytestmark = pytest.mark.usefixtures("demo_pages")

WHOLE = "total"
FILTERS = ("metric", "grain", "by", "and", "member", "member_2", "from", "to")
OFFERS = """
    select distinct metric, grain, dimension, null as dimension_2
    from marts.mart_metric_value where scope = $scope
    union all
    select distinct metric, grain, dimension, dimension_2
    from marts.mart_metric_cell where scope = $scope
    order by all
"""


@pytest.fixture
def release(demo_settings) -> ReleaseFile:
    return open_release(find_served(demo_settings).release, demo_settings)


def show(app: AppTest, **query: str | list[str]) -> AppTest:
    """The page at another address, in the same session."""
    for key in FILTERS:
        app.query_params.pop(key, None)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, query
    return app


def open_explore(scope: str = "example", **query: str | list[str]) -> AppTest:
    return show(open_page("explore", f"lang=en&scope={scope}"), **query)


def list_options(app: AppTest, key: str) -> set[str]:
    """The words of a choice; none where it is not offered."""
    boxes = [box for box in app.selectbox if box.key == key]
    return set(boxes[0].options) if boxes else set()


def read_table(app: AppTest) -> pl.DataFrame:
    (table,) = app.dataframe
    return pl.from_pandas(table.value)


def read_title(app: AppTest) -> str:
    return str(app.container(key="figure_explore").subheader[0].value)


def read_link(app: AppTest) -> dict[str, list[str]]:
    """The parameters of the link to the view."""
    return parse_qs(urlsplit(app.code[-1].value).query)


def is_code(words: str) -> bool:
    """Whether words are a code that nobody put into words."""
    return re.fullmatch("[a-z_]+", words) is not None


def count_rows(release: ReleaseFile, scope: str, offer: tuple) -> int:
    """Rows of the marts that a view of an offer has to show, wholes included."""
    metric, grain, dimension, second = offer
    mart = "mart_metric_cell" if second else "mart_metric_value"
    also = "dimension_2 = $second" if second else "$second is null"
    counted = release.fetch(
        f"""
        select (
            select count(*) from marts.mart_metric_value
            where metric = $metric and scope = $scope and grain = $grain
                and dimension = 'total'
        ) + (
            select count(*) from marts.{mart}
            where metric = $metric and scope = $scope and grain = $grain
                and dimension = $dimension and dimension <> 'total' and {also}
        )
        """,
        {
            "metric": metric,
            "scope": scope,
            "grain": grain,
            "dimension": dimension,
            "second": second,
        },
    )
    return int(counted.item())


def give_choices(offer: tuple) -> dict[str, str]:
    metric, grain, dimension, second = offer
    chosen = {"metric": metric, "grain": grain, "by": dimension}
    return {**chosen, "and": second} if second else chosen


@pytest.mark.parametrize(
    ("scope", "language"),
    [
        pytest.param("programme", "ru", marks=pytest.mark.long),
        pytest.param("institution", "ru", marks=pytest.mark.long),
        ("example", "en"),
    ],
)
def test_every_combination_of_the_marts_is_shown_whole(release, scope, language):
    app = open_page("explore", f"lang={language}&scope={scope}")
    for offer in release.fetch(OFFERS, {"scope": scope}).rows():
        show(app, **give_choices(offer))
        assert read_table(app).height == count_rows(release, scope, offer), offer
        codes = filter(is_code, list_options(app, "by") | list_options(app, "grain"))
        assert list(codes) == [], offer


@pytest.mark.parametrize("scope", SCOPES)
def test_only_metrics_of_the_scope_are_offered(release, scope):
    app = open_explore(scope)
    offered = list_options(app, "metric")
    held = release.fetch(
        """
        select distinct trim(coalesce(indicator_code, '') || ' ' || name_en) as label
        from marts.mart_metric_value
        inner join marts.dim_indicator using (metric)
        where scope = $scope
        """,
        {"scope": scope},
    )
    assert offered == set(held["label"])


def test_only_grains_splits_and_pairs_of_the_metric_are_offered():
    app = open_explore(metric="attendances", grain="fiscal_year", by="sex")
    assert "Municipality" in list_options(app, "by")
    second = {"Not split further", "Age", "Participant category"}
    assert list_options(app, "and") == second
    show(app, metric="attendances", by="region")
    assert list_options(app, "and") == set()
    show(app, metric="people_reached")
    grains = {"US fiscal year", "Life of programme"}
    assert list_options(app, "grain") == grains
    show(app, metric="cities_with_projects")
    assert list_options(app, "grain") == set()


def test_only_members_in_the_data_are_offered():
    app = open_explore(metric="attendances", by="municipality")
    (members,) = app.multiselect
    assert "City A" in members.options
    assert not [name for name in members.options if "Ussuriysk" in name]


@pytest.mark.parametrize(
    ("stale", "kept"),
    [
        ({"metric": "people_reached", "grain": "month"}, {"metric"}),
        ({"metric": "trainings_held", "by": "sex"}, {"metric"}),
        ({"metric": "attendances", "by": "sex", "and": "region"}, {"metric", "by"}),
        ({"metric": "attendances", "by": "sex", "and": "sex"}, {"metric", "by"}),
        ({"metric": "attendances", "by": "sex", "member": "city_a"}, {"metric", "by"}),
        ({"metric": "attendances", "member": "female"}, {"metric"}),
        ({"metric": "attendances", "from": "2008-02-01"}, {"metric"}),
        (
            {"metric": "attendances", "from": "2010-01-01", "to": "2009-01-01"},
            {"metric", "from"},
        ),
    ],
)
def test_what_is_not_offered_counts_as_the_default(stale, kept):
    app = open_explore(**stale)
    assert read_link(app).keys() - {"lang", "scope"} == kept
    assert not read_table(app).is_empty()


def test_members_and_periods_narrow_chart_and_table():
    app = open_explore(
        metric="attendances",
        by="sex",
        member=["female", "male"],
        **{"from": "2009-01-01", "to": "2009-01-01"},
    )
    table = read_table(app)
    assert set(table["member_name"]) == {"Women", "Men", "Total"}
    assert "2009" in app.container(key="figure_explore").caption[0].value


@pytest.mark.parametrize("scope", ["institution", "example"])
@pytest.mark.parametrize("grain", ["year", "fiscal_quarter", "month"])
@pytest.mark.parametrize("by", ["sex", "participant_category", "municipality"])
def test_parts_and_what_was_not_reported_make_up_the_total(scope, grain, by):
    app = open_explore(scope, metric="attendances", grain=grain, by=by)
    table = read_table(app).with_columns(
        number=pl.col("value_text")
        .str.replace_all(",", "")
        .cast(pl.Int64, strict=False)
    )
    whole = table.filter(pl.col("member_name") == "Total").drop_nulls("number")
    parts = table.filter(pl.col("member_name") != "Total")
    periods = "period_name"
    if periods not in table.columns:
        assert parts["number"].sum() == whole["number"].sum()
        return
    sums = parts.group_by(periods).agg(pl.col("number").sum())
    both = whole.join(sums, on=periods, how="left").fill_null(0)
    assert not both.is_empty()
    assert both["number"].to_list() == both["number_right"].to_list()


def test_what_is_not_published_is_said_and_never_a_number():
    app = open_explore("programme", metric="attendances")
    assert read_title(app).startswith("No figure here: not published")
    values = set(read_table(app)["value_text"])
    assert values == {"Not published", "Not yet due"}


def test_a_share_stands_beside_its_n():
    app = open_explore(metric="women_share_ratio", by="participant_category")
    assert {"numerator", "denominator", "n"} <= set(read_table(app).columns)
    assert " n " in read_title(app)
    captions = str(app.container(key="figure_explore").caption[1].value)
    assert "do not add up" in captions


@pytest.mark.parametrize(
    "query",
    [
        {"metric": "trainings_held", "by": "municipality", "grain": "quarter"},
        {
            "metric": "attendances",
            "by": "sex",
            "and": "age_band",
            "member": ["female", "male"],
            "member_2": "not_reported",
            "from": "2009-01-01",
        },
    ],
)
def test_the_link_leads_to_the_same_view_in_another_session(query):
    app = open_explore(**query)
    link = read_link(app)
    again = open_page("explore", urlsplit(app.code[-1].value).query)
    assert link.keys() == {"lang", "scope", *query}
    assert read_words(again) == read_words(app)
    assert read_table(again).equals(read_table(app))


def test_another_split_lets_go_of_the_members_of_the_first():
    app = open_explore(metric="attendances", by="sex", member="not_reported")
    app.selectbox(key="by").set_value("age_band").run()
    assert "member" not in app.query_params
    assert len(set(read_table(app)["member_name"])) > 2


@pytest.mark.parametrize(
    ("by", "second"),
    [("total", ""), ("sex", ""), ("sex", "age_band"), ("age_band", "sex")],
)
def test_a_view_shows_the_sql_that_computes_it(release, by, second):
    app = open_explore(
        metric="attendances", by=by, **({"and": second} if second else {})
    )
    app.session_state["explore_sql"] = True
    app.run()
    sql = next(code.value for code in app.code if code.language == "sql")
    found = release.fetch(
        """
        select sql from marts.mart_metric_query
        where metric = 'attendances' and grain = 'year'
            and list_sort([dimension, coalesce(dimension_2, '')]) = list_sort([$1, $2])
        """,
        [by, second],
    )
    assert sql == found.item()
    assert "select" in sql.lower()


def test_what_is_reported_by_hand_has_no_sql(release):
    found = release.fetch(
        """
        select metric from marts.mart_metric_value
        inner join marts.dim_indicator using (metric)
        where is_reported_by_hand and scope = 'example' and value is not null
        order by metric
        """
    )
    app = open_explore(metric=found["metric"][0])
    app.session_state["explore_sql"] = True
    app.run()
    assert [code for code in app.code if code.language == "sql"] == []
    assert "No SQL computes this indicator" in read_words(app)


def test_definition_and_rule_are_those_of_the_indicator(release):
    app = open_explore(metric="training_days")
    row = release.fetch(
        "select * from marts.dim_indicator where metric = 'training_days'"
    ).row(0, named=True)
    words = read_words(app).replace("\\", "")
    for column in ("name_en", "definition_en", "counting_rule_en", "unit_en"):
        assert row[column] in words


@pytest.mark.parametrize(
    ("is_recomputed", "words"),
    [(True, "are computed by the new one"), (False, "stand as they were reported")],
)
def test_a_changed_definition_is_said_beside_the_series(
    monkeypatch, is_recomputed, words
):
    def fetch_one_break(file, scope, metric) -> pl.DataFrame:
        return pl.DataFrame(
            {"changed_date": [date(2009, 3, 1)], "is_recomputed": [is_recomputed]}
        )

    fetch_one_break.__qualname__ += str(is_recomputed)
    for module in ("indicators.changes", "explore.remarks"):
        monkeypatch.setattr(f"dashboard.{module}.fetch_breaks", fetch_one_break)
    app = open_explore(metric="trainings_held")
    said = read_words(app).replace("\\", "")
    assert "The definition changed on 1 Mar 2009" in said
    assert words in said


def test_a_series_is_shown_where_a_year_would_be_one_figure():
    app = open_explore("institution", metric="attendances")
    assert read_table(app).height > 2
    assert "grain" not in read_link(app)


def test_members_missing_from_what_was_reported_by_hand(release):
    """None is missing where the others make up the total; else it is not zero."""
    sides = [
        fetch_view(release, "example", metric, "fiscal_year", dimension).filter(
            ~pl.col("is_in_mart") & (pl.col("period") <= date(2008, 10, 1))
        )
        for metric, dimension in (
            ("candidates_selected", "region"),
            ("days_to_answer_residents", "municipality"),
        )
    ]
    assert [set(side["state"]) for side in sides] == [{"zero"}, {"not_reported"}]
