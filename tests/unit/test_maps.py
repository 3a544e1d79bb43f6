"""Maps show both sides of the date line and name each place where nothing covers it."""

import json
import re
from math import cos, hypot, radians
from typing import Any

import polars as pl
import pytest
import vl_convert

from dashboard.map_labels import Anchor, Box, Label, break_in_two, place_labels
from dashboard.maps import (
    LAYOUT_WIDTHS,
    MapLabels,
    MapWindow,
    draw_place_map,
    load_land_dots,
)
from dashboard.theme import DARK, LIGHT

NORTH_PACIFIC = MapWindow(center_longitude=165, west=100, east=-130, south=40, north=72)
LABELS = MapLabels("Place", "Region", "Training days", "Source")
HEIGHT = 330
WIDTHS = [280, 300, 330, 340, 390, 508, 608, 700, 1000, 1260, 1600]
NAMES = {
    "en": ["Khabarovsk", "Ussuriysk", "Usolye-Sibirskoye", "Petropavlovsk-Kamchatsky"],
    "ru": ["Хабаровск", "Уссурийск", "Усолье-Сибирское", "Петропавловск-Камчатский"],
}


def places(language: str = "en") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "name": NAMES[language],
            "region": ["A", "B", "C", "D"],
            "longitude": [135.12, 132.02, 103.645, 158.623],
            "latitude": [48.455, 43.8, 52.765, 53.062],
            "size_value": [10, 0, 0, None],
            "value_text": ["10 days", "0 days", "0 days", "not reported"],
            "provenance": ["published"] * 4,
            "has_ring": [False, True, True, True],
        }
    )


def municipalities(count: int) -> pl.DataFrame:
    """Places all over the continent, the first ones largest."""
    return pl.DataFrame(
        {
            "name": [f"Municipality {number}" for number in range(count)],
            "region": ["Region"] * count,
            "longitude": [104.0 + number * 29 % 67 for number in range(count)],
            "latitude": [44.0 + number * 11 % 25 for number in range(count)],
            "size_value": [count - number for number in range(count)],
            "value_text": [f"{count - number} days" for number in range(count)],
            "provenance": ["illustrative"] * count,
            "has_ring": [number % 5 == 0 for number in range(count)],
        }
    )


def regions(name: str = "Alaska") -> pl.DataFrame:
    return pl.DataFrame({"name": [name], "longitude": [-152.0], "latitude": [64.0]})


def draw(*arguments: Any, **options: Any) -> dict[str, Any]:
    frame = arguments[0] if arguments else places()
    return draw_place_map(frame, NORTH_PACIFIC, LABELS, LIGHT, **options).to_dict()


def rows_of(spec: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    return spec["datasets"][spec["layer"][layer]["data"]["name"]]


def names_at(spec: dict[str, Any], width: int) -> list[dict[str, Any]]:
    return [
        row for row in rows_of(spec, -1) if row["from_width"] <= width < row["to_width"]
    ]


def texts_at(spec: dict[str, Any], width: int) -> set[str]:
    joined = (row["text"].replace("-\n", "-") for row in names_at(spec, width))
    return {text.replace("\n", " ") for text in joined}


def count_dots(west: float, east: float, south: float, north: float) -> int:
    dots = load_land_dots(NORTH_PACIFIC)
    return dots.filter(
        pl.col("longitude").is_between(west, east),
        pl.col("latitude").is_between(south, north),
    ).height


def test_a_window_may_cross_the_date_line():
    assert NORTH_PACIFIC.longitude_span == 130
    assert MapWindow(165, 100, 230, 40, 72).longitude_span == 130
    assert MapWindow(0, -180, 180, -60, 80).longitude_span == 360


def test_land_is_there_on_both_sides_of_the_date_line():
    alaska = count_dots(-165, -141, 60, 71)
    chukotka_west_of_the_line = count_dots(170, 180, 64, 70)
    chukotka_east_of_the_line = count_dots(-180, -170, 64, 68)
    assert (alaska, chukotka_west_of_the_line, chukotka_east_of_the_line) == (
        pytest.approx(114, abs=25),
        pytest.approx(25, abs=10),
        pytest.approx(8, abs=4),
    )


def test_there_is_no_land_where_there_is_sea():
    assert count_dots(-179, -170, 53, 62) <= 2, "Bering Sea"
    assert count_dots(145, 155, 50, 58) == 0, "Sea of Okhotsk"
    assert count_dots(-180, -140, 40, 50) == 0, "Pacific"


def test_every_dot_comes_into_sight_at_some_width():
    for longitude, latitude in load_land_dots(NORTH_PACIFIC, HEIGHT).rows():
        at = [
            (NORTH_PACIFIC.locate(longitude, latitude, width, HEIGHT), width)
            for width in (LAYOUT_WIDTHS[0], LAYOUT_WIDTHS[-1])
        ]
        assert any(0 <= x <= width and 0 <= y <= HEIGHT for (x, y), width in at)


def test_a_map_of_another_place_shows_its_own_land():
    horn = MapWindow(center_longitude=-65, west=-75, east=-55, south=-55, north=-20)
    dots = load_land_dots(horn)
    assert dots.height > 100
    assert dots["latitude"].max() < 40
    spec = draw_place_map(places().head(0), horn, LABELS, LIGHT).to_dict()
    assert spec["projection"]["rotate"] == [65, 0, 0]


def test_a_window_on_the_equator_has_a_cone():
    window = MapWindow(20, 0, 40, -30, 30)
    assert sum(window.parallels) != 0
    left, right = window.locate(0, 0, 600, HEIGHT), window.locate(40, 0, 600, HEIGHT)
    assert left[0] + right[0] == pytest.approx(600)


def test_dots_lie_evenly():
    dots = load_land_dots(NORTH_PACIFIC).filter(
        pl.col("latitude").is_between(55, 65), pl.col("longitude").is_between(100, 130)
    )
    inner = dots.filter(
        pl.col("latitude").is_between(57, 63), pl.col("longitude").is_between(104, 126)
    )
    nearest = [
        min(
            hypot((x - a) * cos(radians(y)), y - b)
            for a, b in dots.rows()
            if (a, b) != (x, y)
        )
        for x, y in inner.rows()
    ]
    assert min(nearest) > 0.85
    assert max(nearest) < 1.1


def test_the_window_fills_the_chart_at_every_width():
    for width in WIDTHS:
        corners = [
            NORTH_PACIFIC.locate(longitude, latitude, width, HEIGHT)
            for longitude in range(100, 231, 5)
            for latitude in (40, 56, 72)
        ]
        xs, ys = zip(*corners, strict=True)
        assert min(xs) >= 0
        assert max(xs) <= width
        assert min(ys) >= 0
        assert max(ys) <= HEIGHT
        assert min(xs) < 10 or min(ys) < 10


def test_the_projection_turns_to_the_middle():
    spec = draw()
    assert spec["projection"]["type"] == "conicEqualArea"
    assert spec["projection"]["rotate"] == [-165, 0, 0]
    assert spec["width"] == "container"
    assert "width" in spec["projection"]["scale"]["expr"]


def test_every_place_is_drawn_with_its_ring():
    spec = draw()
    circles = {row["name"]: row for row in rows_of(spec, 3)}
    assert set(circles) == set(NAMES["en"])
    assert circles["Khabarovsk"]["radius"] > circles["Ussuriysk"]["radius"] > 0
    assert circles["Petropavlovsk-Kamchatsky"]["is_hollow"]
    assert not circles["Ussuriysk"]["is_hollow"]
    assert {name for name, row in circles.items() if row["has_ring"]} == {
        *NAMES["en"][1:]
    }


def test_tooltips_repeat_name_region_value_and_provenance():
    tooltip = draw()["layer"][3]["encoding"]["tooltip"]
    assert [(line["field"], line["title"]) for line in tooltip] == [
        ("name", "Place"),
        ("region", "Region"),
        ("value_text", "Training days"),
        ("provenance", "Source"),
    ]


@pytest.mark.parametrize(("language", "region"), [("en", "Alaska"), ("ru", "Аляска")])
def test_every_place_is_named_once_at_every_width(language, region):
    spec = draw(places(language), region_names=regions(region))
    for width in WIDTHS:
        assert texts_at(spec, width) == {*NAMES[language], region}
        assert len(names_at(spec, width)) == 5


def test_only_the_largest_of_many_places_are_named():
    spec = draw(municipalities(40), named_count=6)
    for width in WIDTHS:
        largest = {f"Municipality {number}" for number in range(6)}
        assert texts_at(spec, width) <= largest
    assert len(texts_at(spec, 700)) > 3
    assert "Municipality 0" in texts_at(spec, 700)


def test_sizes_without_any_value_are_small_dots():
    nothing = places().with_columns(size_value=pl.lit(0))
    unknown = places().with_columns(size_value=pl.lit(None, dtype=pl.Int64))
    for frame in (nothing, unknown):
        radii = {row["radius"] for row in rows_of(draw(frame), 3)}
        assert len(radii) == 1
        assert radii.pop() > 0


def test_colours_come_from_the_theme():
    dark = json.dumps(draw_place_map(places(), NORTH_PACIFIC, LABELS, DARK).to_dict())
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}", dark))
    assert colours == {DARK.accent, DARK.card, DARK.muted, DARK.text}


def test_a_map_is_small_enough_to_send():
    assert len(json.dumps(draw(), separators=(",", ":"))) < 150_000


def boxes(labels: list[Label | None]) -> list[Box]:
    return [label.box for label in labels if label]


def test_labels_cover_neither_marks_nor_each_other_nor_the_edge():
    frame = Box(0, 0, 340, 300)
    anchors = [
        Anchor(f"Place number {number}", 20 + number * 67 % 300, number * 41 % 290, 5)
        for number in range(30)
    ]
    placed = boxes(place_labels(anchors, frame))
    marks = [Box(a.x - 5, a.y - 5, a.x + 5, a.y + 5) for a in anchors]
    assert len(placed) > 5
    for number, box in enumerate(placed):
        assert box.lies_within(frame)
        assert not any(box.overlaps(other) for other in placed[:number])
        assert not any(box.overlaps(mark) for mark in marks)


def test_a_name_without_room_is_left_out():
    anchors = [Anchor("A name that is far too long", 20, 20, 4), Anchor("B", 20, 20, 4)]
    assert place_labels(anchors[:1], Box(0, 0, 60, 60)) == [None]
    assert place_labels(anchors, Box(0, 0, 60, 60))[0] is None


def test_long_names_break_near_their_middle():
    assert break_in_two("Petropavlovsk-Kamchatsky") == "Petropavlovsk-\nKamchatsky"
    assert break_in_two("Example City A") == "Example\nCity A"
    assert break_in_two("Municipality 7") == "Municipality 7"
    assert break_in_two("Khabarovsk") == "Khabarovsk"


def test_vega_draws_places_where_names_expect_them():
    for width in (340, 700, 1260):
        chart = draw_place_map(places(), NORTH_PACIFIC, LABELS, LIGHT)
        sized = chart.properties(width=width, autosize="none", padding=0)
        picture = vl_convert.vegalite_to_svg(sized.to_dict())
        drawn = re.findall(
            rf'translate\(([\d.]+),([\d.]+)\)"[^>]*fill="{LIGHT.accent}"', picture
        )
        expected = [
            NORTH_PACIFIC.locate(longitude, latitude, width, HEIGHT)
            for longitude, latitude in places()[:3]
            .select("longitude", "latitude")
            .rows()
        ]
        assert len(drawn) == len(expected)
        for at, point in zip(drawn, expected, strict=True):
            assert (float(at[0]), float(at[1])) == pytest.approx(point, abs=0.1)
