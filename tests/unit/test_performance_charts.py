"""Actual against target, and small multiples: from zero, on one scale, with gaps."""

import json

import altair as alt
import polars as pl
import pytest

from dashboard.charts.multiples import COLUMN_SHARE, MultipleLabels, draw_multiples
from dashboard.charts.performance import PerformanceLabels, draw_performance
from dashboard.charts.tooltips import MarkLabels
from dashboard.theme import DARK, LIGHT, Tokens

HOSTILE = '"]; alert(1) // <b>*x*</b> \\'
LABELS = PerformanceLabels("period", "actual", "target", "met", "from", HOSTILE)
PARTS = MultipleLabels(MarkLabels("what", "value", "from"), HOSTILE)


def years() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "label": ["FY2008", HOSTILE, "FY2010 (open)", "FY2011"],
            "name": ["2008", HOSTILE, "2010", "2011"],
            "actual": [3.0, 5.0, 4.0, None],
            "target": [4.0, None, 5.0, 3.0],
            "actual_text": ["3", "5", "4", "Not yet due"],
            "target_text": ["4", "Not set", "5", "3"],
            "met_text": ["75%", "", "80%", ""],
            "state_text": ["Value", "Value", "Value", "Not yet due"],
            "provenance": ["imported"] * 4,
        }
    )


def members() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "member": ["Women", "Women", "Not reported", "Not reported"],
            "period": ["FY2008", "FY2009"] * 2,
            "name": [HOSTILE] * 4,
            "value": [20.0, 40.0, None, 10.0],
            "value_text": ["20", "40", "Not reported", "10"],
            "is_not_reported": [False, False, True, True],
            "provenance": ["imported"] * 4,
        }
    )


def list_layers(chart: alt.LayerChart) -> list[dict]:
    def walk(layer: dict) -> list[dict]:
        inner = layer.get("layer", [])
        return [part for one in inner for part in walk(one)] or [layer]

    return walk(chart.to_dict())


def find_rows(chart: alt.LayerChart) -> list[list[dict]]:
    return list(chart.to_dict()["datasets"].values())


@pytest.mark.parametrize("is_share", [False, True])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_charts_are_valid_vega_lite(tokens: Tokens, is_share: bool) -> None:
    history = draw_performance(years(), (1,), LABELS, tokens, is_share=is_share)
    parts = draw_multiples(members(), (1,), PARTS, tokens)
    for chart in (history, parts):
        spec = chart.to_dict()
        assert spec["width"] == "container"
        assert 0 < spec["height"] <= 360


@pytest.mark.parametrize("is_share", [False, True])
def test_no_period_is_a_chart_too(is_share: bool) -> None:
    for chart in (
        draw_performance(years().clear(), (), LABELS, LIGHT, is_share=is_share),
        draw_multiples(members().clear(), (), PARTS, LIGHT),
    ):
        assert list(chart.to_dict()["datasets"].values()) == [[]]


def test_columns_stand_on_zero_with_room_for_the_target() -> None:
    chart = draw_performance(years(), (), LABELS, LIGHT)
    domains = [
        layer["encoding"]["y"]["scale"]["domain"]
        for layer in list_layers(chart)
        if layer["mark"]["type"] == "bar"
    ]
    assert len(domains) == 2
    assert domains[0] == domains[1]
    assert domains[0][0] == 0
    assert domains[0][1] > 5


def test_a_target_is_an_outline_and_an_actual_is_solid() -> None:
    bars = {
        layer["encoding"]["y"]["field"]: layer["mark"]
        for layer in list_layers(draw_performance(years(), (), LABELS, LIGHT))
        if layer["mark"]["type"] == "bar"
    }
    assert bars["target"]["fillOpacity"] == 0
    assert bars["target"]["stroke"] == LIGHT.target.stroke
    assert bars["actual"]["color"] == LIGHT.actual.fill
    assert bars["target"]["width"]["band"] > bars["actual"]["width"]["band"]


def test_a_figure_below_zero_hangs_from_the_base_line() -> None:
    fallen = years().with_columns(actual=pl.Series([-2.0, 5.0, 4.0, None]))
    [domain, *_] = [
        layer["encoding"]["y"]["scale"]["domain"]
        for layer in list_layers(draw_performance(fallen, (), LABELS, LIGHT))
        if layer["mark"]["type"] == "bar"
    ]
    assert domain[0] == -2


def test_per_cent_met_stands_above_the_columns_and_the_figure_above_it() -> None:
    chart = draw_performance(years(), (), LABELS, LIGHT)
    words = {
        (layer["encoding"]["text"]["field"], layer["transform"][-1]["filter"]): layer
        for layer in list_layers(chart)
        if layer["encoding"].get("y", {}).get("field") == "top"
    }
    met = words["met_text", "datum.met_text"]
    figure = words["actual_text", "datum.met_text"]
    alone = words["actual_text", "!datum.met_text"]
    assert figure["mark"]["dy"] < met["mark"]["dy"] == alone["mark"]["dy"] < 0
    [rows] = [rows for rows in find_rows(chart) if len(rows) == 4]
    assert [row["top"] for row in rows] == [4, 5, 5, 3]


def test_a_missing_period_is_a_gap_with_its_state() -> None:
    chart = draw_performance(years(), (), LABELS, LIGHT)
    states = [
        layer
        for layer in list_layers(chart)
        if layer["encoding"].get("text", {}).get("field") == "state_text"
    ]
    assert [layer["transform"] for layer in states] == [
        [{"filter": "!isValid(datum.actual)"}]
    ]


def test_a_share_is_points_and_no_column() -> None:
    marks = [
        layer["mark"]["type"]
        for layer in list_layers(
            draw_performance(years(), (), LABELS, LIGHT, is_share=True)
        )
    ]
    assert "bar" not in marks
    assert {"line", "circle", "tick"} <= set(marks)


def test_a_break_stands_before_its_period() -> None:
    for chart, place in (
        (draw_performance(years(), (2,), LABELS, LIGHT), {"row": 2}),
        (draw_multiples(members(), (1,), PARTS, LIGHT), {"column": 1}),
    ):
        assert find_rows(chart).count([place]) == 1
        assert "alert(1)" in json.dumps(chart.to_dict())


def test_every_strip_stands_on_a_line_from_edge_to_edge() -> None:
    [line] = [
        layer
        for layer in list_layers(draw_multiples(members(), (), PARTS, LIGHT))
        if layer["mark"]["type"] == "rule"
    ]
    assert set(line["encoding"]) == {"y"}


def test_a_break_moves_no_label_of_the_axis() -> None:
    for chart in (
        draw_performance(years(), (2,), LABELS, LIGHT),
        draw_multiples(members(), (1,), PARTS, LIGHT),
    ):
        places = [layer["encoding"].get("x", {}) for layer in list_layers(chart)]
        assert [place.get("bandPosition") for place in places[-2:]] == [0, 0]
        assert not any("bandPosition" in place for place in places[:-2])


def test_multiples_share_one_scale() -> None:
    [rows] = [
        rows
        for rows in find_rows(draw_multiples(members(), (), PARTS, LIGHT))
        if len(rows) == 4
    ]
    heights = [row["foot"] - row["head"] for row in rows]
    assert heights == pytest.approx(
        [COLUMN_SHARE / 2, COLUMN_SHARE, 0, COLUMN_SHARE / 4]
    )
    assert [row["foot"] for row in rows] == [1, 1, 2, 2]
