"""Maps without a tile server: land as a grid of dots, places as circles with names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.layers import Layer, stack_layers
from dashboard.map_labels import FONT_SIZE, LINE_HEIGHT, Anchor, Box, place_labels
from dashboard.map_windows import MapWindow
from dashboard.theme import Tokens

__all__ = ["MapLabels", "MapWindow", "draw_place_map", "load_land_dots"]

LAND_DOTS = Path(__file__).with_name("geodata") / "land_dots.csv"
LAND_DOT_DEGREES = 0.27
LARGEST_LAND_DOT = 2.5
LAND_OPACITY = 0.3
SMALLEST_CIRCLE = 3.5
LARGEST_CIRCLE = 11.0
RING_GAP = 3.5
HALO = 4
HEIGHT = 330
# Pixels of chart width; from each one to the next, names keep their offsets.
LAYOUT_WIDTHS = [280, 300, 320, 340, 360, 400, 460, 560, 700, 900, 1200, 1800]
NAME_COLUMNS = {
    "text": pl.String,
    "is_region": pl.Boolean,
    "longitude": pl.Float64,
    "latitude": pl.Float64,
    "dx": pl.Float64,
    "dy": pl.Float64,
    "align": pl.String,
    "from_width": pl.Int64,
    "to_width": pl.Int64,
}


@dataclass(frozen=True)
class MapLabels:
    """Names of the tooltip's lines, in the reader's language."""

    place: str
    region: str
    value: str
    provenance: str


@cache
def load_land_dots(window: MapWindow, height: int = HEIGHT) -> pl.DataFrame:
    """Dots on land in sight at some width of the chart: longitude, latitude (degrees).

    A chart wider or taller than its window also shows what lies around the window.
    """
    frames = [
        Box(0, 0, width, height) for width in (LAYOUT_WIDTHS[0], LAYOUT_WIDTHS[-1])
    ]
    return pl.DataFrame(
        [
            dot
            for dot in pl.read_csv(LAND_DOTS).rows()
            if any(_is_in_sight(window, frame, *dot) for frame in frames)
        ],
        schema=["longitude", "latitude"],
        orient="row",
    )


def _is_in_sight(
    window: MapWindow, frame: Box, longitude: float, latitude: float
) -> bool:
    x, y = window.locate(longitude, latitude, frame.width, frame.height)
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def draw_place_map(
    places: pl.DataFrame,
    window: MapWindow,
    labels: MapLabels,
    tokens: Tokens,
    region_names: pl.DataFrame | None = None,
    named_count: int = 12,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """Places as circles by size, the largest of them named, on faint land.

    Columns of `places`, one row per place: name, region, longitude, latitude,
    size_value (0 or more, null is drawn hollow), value_text, provenance, has_ring.
    Columns of `region_names`, written without a mark: name, longitude, latitude.
    The map fits itself to any width, but not inside a concatenated chart.
    """
    circles = _measure_circles(places)
    marks = _list_marks(circles, named_count, region_names)
    names = _build_names(_lay_out_names(marks, window, height))
    base = _build_circles(circles, labels)
    layers = [
        _draw_land(window, height, tokens),
        _draw_halos(names, tokens),
        _draw_rings(base, tokens),
        _draw_circles(base, tokens),
        _draw_names(names, tokens),
    ]
    return stack_layers(layers, height).properties(
        projection=_build_projection(window), view=alt.ViewBackground(stroke=None)
    )


def _measure_circles(places: pl.DataFrame) -> pl.DataFrame:
    """Largest first, with is_hollow, radius and reach (ring included) in pixels."""
    size = pl.col("size_value").cast(pl.Float64)
    share = (size / size.max()).fill_nan(0).fill_null(0)
    radius = (share.sqrt() * LARGEST_CIRCLE).clip(SMALLEST_CIRCLE)
    ring = pl.when("has_ring").then(RING_GAP).otherwise(0.0)
    return places.with_columns(
        is_hollow=size.is_null(), radius=radius, reach=radius + ring
    ).sort("radius", descending=True, maintain_order=True)


def _build_projection(window: MapWindow) -> alt.Projection:
    dot = f"{window.scale_expression} * {LAND_DOT_DEGREES} * PI / 180"
    return alt.Projection(
        type="conicEqualArea",
        rotate=[-window.center_longitude, 0, 0],
        center=[0, 0],
        parallels=list(window.parallels),
        scale=alt.ExprRef(window.scale_expression),
        translate=alt.ExprRef(window.translate_expression),
        pointRadius=alt.ExprRef(f"min({dot}, {LARGEST_LAND_DOT})"),
    )


def _draw_land(window: MapWindow, height: int, tokens: Tokens) -> Layer:
    """All dots as one mark: one for each would be slow to draw."""
    dots = load_land_dots(window, height).rows()
    points = {"type": "MultiPoint", "coordinates": [list(dot) for dot in dots]}
    land = {"type": "Feature", "geometry": points}
    return alt.Chart(alt.InlineData(values=[land])).mark_geoshape(
        fill=tokens.muted,
        fillOpacity=LAND_OPACITY,
        stroke=None,
        clip=True,
        tooltip=None,
    )


def _build_circles(circles: pl.DataFrame, labels: MapLabels) -> Layer:
    return alt.Chart(circles).encode(
        longitude="longitude:Q",
        latitude="latitude:Q",
        tooltip=[
            alt.Tooltip("name:N", title=labels.place),
            alt.Tooltip("region:N", title=labels.region),
            alt.Tooltip("value_text:N", title=labels.value),
            alt.Tooltip("provenance:N", title=labels.provenance),
        ],
    )


def _draw_rings(circles: Layer, tokens: Tokens) -> Layer:
    return circles.transform_filter("datum.has_ring").mark_point(
        shape="circle",
        filled=False,
        opacity=1,
        stroke=tokens.accent,
        strokeWidth=1.5,
        size=alt.ExprRef("pow(2 * datum.reach, 2)"),
    )


def _draw_circles(circles: Layer, tokens: Tokens) -> Layer:
    hollow = alt.when("datum.is_hollow")
    fill = hollow.then(alt.value(tokens.card)).otherwise(alt.value(tokens.accent))
    stroke = hollow.then(alt.value(tokens.accent)).otherwise(alt.value(tokens.card))
    return circles.mark_point(
        shape="circle",
        opacity=1,
        strokeWidth=1.5,
        size=alt.ExprRef("pow(2 * datum.radius, 2)"),
    ).encode(fill=fill, stroke=stroke)


def _list_marks(
    circles: pl.DataFrame, named_count: int, region_names: pl.DataFrame | None
) -> pl.DataFrame:
    """Everything that a name stands for or must not cover, in order of importance."""
    is_named = pl.int_range(pl.len()) < named_count
    name = pl.when(is_named).then("name").otherwise(pl.lit(""))
    marks = circles.select(
        "longitude", "latitude", "reach", name=name, is_region=pl.lit(False)
    )
    if region_names is None:
        return marks
    regions = region_names.with_columns(reach=pl.lit(0.0), is_region=pl.lit(True))
    return marks.vstack(regions.select(marks.columns))


def _lay_out_names(marks: pl.DataFrame, window: MapWindow, height: int) -> pl.DataFrame:
    """One row per name and range of chart widths, with its offset in pixels."""
    rows = [
        {**row, "from_width": width, "to_width": wider}
        for width, wider in pairwise(LAYOUT_WIDTHS)
        for row in _lay_out_names_at(width, height, marks, window)
    ]
    return pl.DataFrame(rows, schema=NAME_COLUMNS)


def _lay_out_names_at(
    width: int, height: int, marks: pl.DataFrame, window: MapWindow
) -> Iterator[dict[str, Any]]:
    rows = marks.rows(named=True)
    anchors = [
        Anchor(
            row["name"],
            *window.locate(row["longitude"], row["latitude"], width, height),
            row["reach"],
        )
        for row in rows
    ]
    labels = place_labels(anchors, Box(0, 0, width, height))
    for row, label in zip(rows, labels, strict=True):
        if label:
            offset = {"dx": label.dx, "dy": label.dy, "align": label.align}
            yield {**row, "text": label.text, **offset}


def _build_names(names: pl.DataFrame) -> Layer:
    width = f"clamp(width, {LAYOUT_WIDTHS[0]}, {LAYOUT_WIDTHS[-1] - 1})"
    in_range = f"datum.from_width <= {width} && {width} < datum.to_width"
    return (
        alt.Chart(names)
        .transform_filter(in_range)
        .encode(longitude="longitude:Q", latitude="latitude:Q", text="text:N")
    )


def _draw_names(names: Layer, tokens: Tokens) -> Layer:
    return names.mark_text(**_style_names(), color=tokens.text)


def _draw_halos(names: Layer, tokens: Tokens) -> Layer:
    """Clears the land behind the names."""
    return names.mark_text(
        **_style_names(),
        color=tokens.card,
        stroke=tokens.card,
        strokeWidth=HALO,
        strokeJoin="round",
    )


def _style_names() -> dict[str, Any]:
    return {
        "dx": alt.ExprRef("datum.dx"),
        "dy": alt.ExprRef("datum.dy"),
        "align": alt.ExprRef("datum.align"),
        "baseline": "middle",
        "lineBreak": "\n",
        "lineHeight": LINE_HEIGHT,
        "fontSize": FONT_SIZE,
        "fontWeight": alt.ExprRef("datum.is_region ? 400 : 600"),
        "tooltip": None,
    }
