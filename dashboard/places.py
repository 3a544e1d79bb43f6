"""Where the programme worked: the map of places with its words."""

from typing import Any

import polars as pl

from dashboard.data import ask
from dashboard.figures import Note, build_spec, show_chart
from dashboard.filters import scope
from dashboard.frame import scope_row
from dashboard.maps import MapLabels, MapWindow, draw_place_map
from dashboard.states import weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.trace.figures import write_figure
from dashboard.trace.picking import FIGURE
from dashboard.wording import pick, plural, text, word
from warehouse.answers.programme import fetch_places

PLACES_NAMED = 12
MAP_HEIGHT = 400

Place = dict[str, Any]

_SHOWN = {
    "name": pl.String,
    "region": pl.String,
    "longitude": pl.Float64,
    "latitude": pl.Float64,
    "size_value": pl.Float64,
    "value_text": pl.String,
    "provenance": pl.String,
    "has_ring": pl.Boolean,
    FIGURE: pl.String,
}


def has_places() -> bool:
    """Whether the scope has places for a map."""
    return not ask(fetch_places, scope()).is_empty()


def show_places() -> None:
    """Show the map: size by training days, a ring where there is a project."""
    places = ask(fetch_places, scope()).to_dicts()
    if not places:
        return
    cities = [row for row in places if row["place_kind"] == "municipality"]
    regions = [row for row in places if row["place_kind"] == "region"]
    note = Note(weakest_provenance(row["provenance"] for row in places))
    table = _build_table(cities)
    show_chart(
        build_spec(
            draw_place_map,
            table.drop(FIGURE),
            _build_window(scope_row()),
            _build_labels(),
            current_tokens(),
            _build_region_names(regions),
            PLACES_NAMED,
            MAP_HEIGHT,
        ),
        title=text("places.title"),
        subtitle=text("places.subtitle"),
        alt=_describe(cities),
        table=table.drop("longitude", "latitude", "has_ring"),
        columns=_build_columns(),
        name="places",
        note=note,
    )


def show_regions() -> None:
    """Show the map with its regions' names only, and no place that is not published."""
    places = ask(fetch_places, scope()).to_dicts()
    regions = [row for row in places if row["place_kind"] == "region"]
    if not regions:
        return
    names = ", ".join(pick(row, "name") for row in regions)
    show_chart(
        build_spec(
            draw_place_map,
            _build_table([]),
            _build_window(scope_row()),
            _build_labels(),
            current_tokens(),
            _build_region_names(regions),
            PLACES_NAMED,
            MAP_HEIGHT,
        ),
        title=text("places.regions_title"),
        subtitle=text("places.regions_subtitle"),
        alt=text("places.regions_alt", names=names),
        table=_build_table(regions).select("name", "provenance"),
        columns={
            "name": Column(text("places.region")),
            "provenance": Column(text("places.provenance")),
        },
        name="regions",
        note=Note(weakest_provenance(row["provenance"] for row in regions)),
    )


def _build_table(cities: list[Place]) -> pl.DataFrame:
    rows = [
        {
            "name": pick(row, "name"),
            "region": pick(row, "region_name"),
            "longitude": row["longitude"],
            "latitude": row["latitude"],
            "size_value": row["training_days"],
            "value_text": _describe_place(row),
            "provenance": word("provenance", row["provenance"]),
            "has_ring": bool(row["projects_count"]),
            FIGURE: write_figure(row),
        }
        for row in cities
    ]
    return pl.DataFrame(rows, schema=_SHOWN)


def _build_region_names(regions: list[Place]) -> pl.DataFrame | None:
    if not regions:
        return None
    return pl.DataFrame(
        {
            "name": [pick(row, "name") for row in regions],
            "longitude": [row["longitude"] for row in regions],
            "latitude": [row["latitude"] for row in regions],
        }
    )


def _describe_place(row: Place) -> str:
    parts = [
        plural("places.training_days", row["training_days"] or 0),
        plural("places.projects", row["projects_count"] or 0),
    ]
    return ", ".join(parts)


def _describe(cities: list[Place]) -> str:
    named = [f"{pick(row, 'name')}: {_describe_place(row)}" for row in cities]
    return text("places.alt", count=len(cities), places="; ".join(named[:8]))


def _build_window(row: Place) -> MapWindow:
    return MapWindow(
        center_longitude=row["map_center_longitude"],
        west=row["map_west"],
        east=row["map_east"],
        south=row["map_south"],
        north=row["map_north"],
    )


def _build_labels() -> MapLabels:
    return MapLabels(
        place=text("places.place"),
        region=text("places.region"),
        value=text("places.value"),
        provenance=text("places.provenance"),
    )


def _build_columns() -> dict[str, Column]:
    return {
        "name": Column(text("places.place")),
        "region": Column(text("places.region")),
        "value_text": Column(text("places.value"), width="large"),
        "provenance": Column(text("places.provenance")),
    }
