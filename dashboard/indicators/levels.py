"""Levels of the framework: of results, and of what an indicator measures of them."""

from collections.abc import Sequence

from dashboard.indicators.framework import Place
from dashboard.members import name_members
from dashboard.wording import word

TYPES = ("output", "outcome", "context")


def list_levels(place: Place) -> tuple[str, str]:
    """The level of an indicator's result, and its own."""
    return place.result["level"], place.indicator["indicator_type"]


def name_level(level: str) -> str:
    """A level in words: `Intermediate result`, `Output`."""
    if level in TYPES:
        return word("indicator_type", level).capitalize()
    return name_members("result_level").get(level, level)


def name_occurring(places: Sequence[Place]) -> dict[str, str]:
    """Names of the levels that any of the indicators has, the highest first."""
    occurring = {level for place in places for level in list_levels(place)}
    ordered = (*name_members("result_level"), *TYPES)
    return {level: name_level(level) for level in ordered if level in occurring}
