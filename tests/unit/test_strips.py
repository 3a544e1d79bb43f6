"""Strips and stacked rows: gaps in words, parts end to end, zero on its ground."""

import json

import polars as pl
import pytest

from dashboard.charts.gaps import find_runs
from dashboard.charts.palette import compute_contrast
from dashboard.charts.parts import Part, choose_part_colours, place_parts
from dashboard.charts.stacked_rows import draw_stacked_rows
from dashboard.charts.strip_room import StripRoom
from dashboard.charts.strips import StripLabels, draw_strips
from dashboard.charts.tooltips import MarkLabels
from dashboard.theme import DARK, LIGHT, Tokens

HOSTILE = '"]; alert(1) // <b>*x*</b> \\'
MARK = MarkLabels("what", "value", "from")
PARTS = (Part("women"), Part(HOSTILE), Part("not reported", is_not_reported=True))
STACKED = StripLabels(MARK, PARTS)
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def tops(*values: float | None, strips: int = 1) -> pl.DataFrame:
    """The same values in each strip; a missing one is not published."""
    rows = [
        {
            "strip": strip,
            "slot": slot,
            "strip_name": f"{HOSTILE} {strip}",
            "slot_name": f"{2007 + slot}{HOSTILE}",
            "name": HOSTILE,
            "value": value,
            "value_text": "not published" if value is None else str(value),
            "is_not_reported": False,
            "provenance": "imported",
        }
        for strip in range(strips)
        for slot, value in enumerate(values)
    ]
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64})


def segments(*values: float | None) -> pl.DataFrame:
    rows = [
        {
            "strip": 0,
            "slot": 0,
            "part": part.name,
            "name": part.name,
            "value": value,
            "value_text": str(value),
            "provenance": "imported",
        }
        for part, value in zip(PARTS, values, strict=True)
    ]
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64})


@THEMES
@pytest.mark.parametrize("strips", [1, 3])
@pytest.mark.parametrize("is_level", [False, True])
@pytest.mark.parametrize("values", [(3, None, 0), (None, None), (-4, 2), (0,)])
def test_strips_are_valid_vega_lite(tokens, strips, is_level, values):
    labels = StripLabels(MARK, is_level=is_level)
    spec = draw_strips(tops(*values, strips=strips), segments(1, 2, 3), labels, tokens)
    assert spec.to_dict()["width"] == "container"


@THEMES
@pytest.mark.parametrize("draw", [draw_strips, draw_stacked_rows])
def test_parts_are_valid_vega_lite(tokens, draw):
    spec = draw(tops(6.0), segments(1, 2, 3), STACKED, tokens).to_dict()
    assert json.dumps(HOSTILE)[1:-1] in json.dumps(spec)


@THEMES
def test_a_changed_definition_breaks_the_series_before_its_first_period(tokens: Tokens):
    labels = StripLabels(MARK, breaks=(2,), break_word="new definition")
    spec = draw_strips(tops(1, 2, 3), segments(1, 2, 3), labels, tokens).to_dict()
    rules = [x for x in spec["layer"] if x["mark"].get("type") == "rule"]
    (rows,) = [spec["datasets"][x["data"]["name"]] for x in rules]
    assert rows == [{"slot": 2}]


def test_parts_lie_end_to_end_and_reach_the_whole():
    placed = place_parts(segments(1, None, 3), PARTS, ["strip", "slot"], LIGHT)
    assert placed["start"].to_list() == [0, 1, 1]
    assert placed["end"].to_list() == [1, 1, 4]


@THEMES
def test_what_was_not_reported_takes_no_colour_of_a_category(tokens: Tokens):
    colours = choose_part_colours(PARTS, tokens)
    assert colours[:2] == list(tokens.categories[:2])
    assert colours[2] not in tokens.categories


@THEMES
def test_six_parts_have_six_legible_colours(tokens: Tokens):
    parts = [Part(str(number)) for number in range(6)]
    frame = pl.DataFrame(
        {"whole": 0, "part": [part.name for part in parts], "value": 1.0}
    )
    placed = place_parts(frame, parts, ["whole"], tokens)
    colours = choose_part_colours(parts, tokens)
    assert len(set(colours)) == len(colours) == 6
    for colour, ink in zip(colours, placed["ink"], strict=True):
        assert compute_contrast(ink, colour) >= 4.5


def test_neighbouring_gaps_of_one_state_are_one_run():
    gaps = pl.DataFrame(
        {
            "strip": [0, 0, 0, 0, 1],
            "slot": [0, 1, 2, 5, 3],
            "value_text": ["not published"] * 2 + ["not yet due"] * 2 + ["suppressed"],
            "foot_line": [1.0] * 4 + [2.0],
        }
    )
    runs = find_runs(gaps).sort("strip", "slot")
    assert runs["slot"].to_list() == [0, 2, 5, 3]
    assert runs["length"].to_list() == [2, 1, 1, 1]


def test_a_zero_stands_on_the_ground_and_a_gap_nowhere():
    frame = tops(4.0, 0.0, None)
    marks = StripRoom(frame).place_tops(frame)
    assert marks["line"][1] == marks["ground_line"][1]
    assert marks["line"][2] is None


def test_what_falls_below_zero_keeps_its_place_in_the_strip():
    frame = tops(-5.0, 5.0, strips=2)
    marks = StripRoom(frame).place_tops(frame).filter(pl.col("strip") == 1)
    assert 1 <= marks["line"].min() < marks["ground_line"][0] < marks["line"].max() <= 2


def test_strips_share_one_scale():
    frame = tops(1.0, 2.0, strips=2).with_columns(
        value=pl.col("value") * (pl.col("strip") + 1)
    )
    marks = StripRoom(frame).place_tops(frame)
    heights = (marks["ground_line"] - marks["line"]).to_list()
    assert heights == pytest.approx([heights[0] * times for times in (1, 2, 2, 4)])
