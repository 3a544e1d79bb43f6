"""Computes land_dots.csv; the README beside it says from what and how."""

import csv
import json
import sys
from collections.abc import Iterator
from itertools import accumulate
from math import cos, radians
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon, contains_xy, prepare, union_all  # type: ignore[import-untyped]

SPACING_DEGREES = 1.04
ROW_DEGREES = 0.9
SOUTH, NORTH = -58, 84

Topology = dict[str, Any]
Position = tuple[float, float]


def decode_arc(topology: Topology, index: int) -> list[Position]:
    """Longitudes and latitudes of one arc; a negative index means: backwards."""
    arc = topology["arcs"][index if index >= 0 else ~index]
    scale_x, scale_y = topology["transform"]["scale"]
    left, bottom = topology["transform"]["translate"]
    steps = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
    positions = [(x * scale_x + left, y * scale_y + bottom) for x, y in steps]
    return positions if index >= 0 else positions[::-1]


def decode_ring(topology: Topology, arcs: list[int]) -> Polygon:
    """A ring that crosses the date line goes on beyond 180° instead of jumping."""
    positions = [position for arc in arcs for position in decode_arc(topology, arc)]
    longitudes = accumulate(
        (x for x, _ in positions), lambda last, x: x + 360 * round((last - x) / 360)
    )
    return Polygon(
        (x, y) for x, (_, y) in zip(longitudes, positions, strict=True)
    ).buffer(0)


def merge_rings(rings: list[Polygon]) -> MultiPolygon:
    """All rings as one area, made ready for many questions."""
    merged = union_all(rings)
    prepare(merged)
    return merged


def read_land(topology: Topology) -> tuple[MultiPolygon, MultiPolygon]:
    """Land and the waters enclosed by it."""
    polygons = [
        [decode_ring(topology, ring) for ring in polygon]
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
    ]
    waters = [water for _, *enclosed in polygons for water in enclosed]
    return merge_rings([shell for shell, *_ in polygons]), merge_rings(waters)


def covers(area: MultiPolygon, dot: Position) -> bool:
    """Whether the dot lies in the area, on whichever side of the date line."""
    return any(contains_xy(area, dot[0] + turn, dot[1]) for turn in (-360, 0, 360))


def spread_dots() -> Iterator[Position]:
    """Rows of evenly spaced dots, every second row moved by half a step; a row has as
    many dots as its circle has room for, counted from the date line."""
    for row in range(int((NORTH - SOUTH) / ROW_DEGREES) + 1):
        latitude = SOUTH + row * ROW_DEGREES
        dots = round(360 * cos(radians(latitude)) / SPACING_DEGREES)
        for dot in range(dots):
            yield -180 + (dot + row % 2 / 2) * 360 / dots, latitude


def main() -> None:
    """Write the dots on land of the TopoJSON file that is named."""
    land, waters = read_land(json.loads(Path(sys.argv[1]).read_text()))
    dots = [
        dot for dot in spread_dots() if covers(land, dot) and not covers(waters, dot)
    ]
    with Path(__file__).with_name("land_dots.csv").open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["longitude", "latitude"])
        rows.writerows([f"{x:.2f}", f"{y:.2f}"] for x, y in dots)


if __name__ == "__main__":
    main()
