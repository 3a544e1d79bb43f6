"""Which people the figures of a metric rest on, and how metrics share them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from warehouse.disclosure import RelationKind
from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_sheet import NONE, PEOPLE_CLASSES

ADDED_BY = {
    "sum": RelationKind.SUM,
    "recomputed": RelationKind.SUM,
    "distinct": RelationKind.DISTINCT,
}
"""How counts add up by roll-up rule; both counts of a ratio are sums."""

Role = Literal["value", "numerator", "denominator"]


@dataclass(frozen=True)
class Link:
    """What `config.meta.people` says of one count; see docs/privacy.md."""

    same_as: str = ""
    among: str = ""
    at_most: str = ""
    rests_on: str = ""
    equals: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    unless: Mapping[str, str] = field(default_factory=dict)
    whole_events: bool = False


@dataclass(frozen=True)
class PeopleMetric:
    """A metric whose values rest on people.

    `parts` are the names of a ratio's numerator and denominator, or empty. `over_…` is
    the strongest way in which the counts may add up.
    """

    name: str
    is_share: bool
    is_whole: bool
    is_about_oneself: bool
    over_time: RelationKind | None
    over_places: RelationKind | None
    over_members: RelationKind | None
    parts: tuple[str, ...]
    links: Mapping[Role, Link]

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The columns that hold counts of people or of what they did."""
        if self.is_share:
            return ("numerator", "denominator")
        if self.is_whole:
            return ("value",)
        return ("denominator",) if self.parts else ()

    def name_count(self, role: Role) -> str:
        """What is counted: one name wherever the same count is shown."""
        link = self.links.get(role, Link())
        if link.same_as:
            return link.same_as
        if role == "value":
            return self.name
        return self.parts[0 if role == "numerator" else 1]


def read_people_metrics(
    definitions: Iterable[MetricDefinition],
) -> dict[str, PeopleMetric]:
    """The metrics whose values rest on people, by the name their values have."""
    found: dict[str, PeopleMetric] = {}
    for definition in definitions:
        name, meta = definition.reports_as, definition.meta
        is_about_people = meta["suppression_class"] in PEOPLE_CLASSES
        if is_about_people and name not in found:
            found[name] = _read_metric(definition)
    return found


def _read_metric(definition: MetricDefinition) -> PeopleMetric:
    meta = definition.meta
    is_by_hand_ratio = definition.is_reported_by_hand and meta["data_type"] != "integer"
    parts = tuple(f"{definition.reports_as}.{x}" for x in ("numerator", "denominator"))
    return PeopleMetric(
        name=definition.reports_as,
        is_share=meta["data_type"] == "share",
        is_whole=meta["data_type"] == "integer",
        is_about_oneself=meta["suppression_class"] == "answers",
        over_time=_find_strongest(meta["rollup"], "time"),
        over_places=_find_strongest(meta["rollup"], "place", "disaggregates"),
        over_members=_find_strongest(meta["rollup"], "disaggregates"),
        parts=definition.parts or (parts if is_by_hand_ratio else ()),
        links=_read_links(meta.get("people", NONE)),
    )


def _find_strongest(rollup: Mapping[str, str], *ways: str) -> RelationKind | None:
    """A place is a member as well: people who are told apart by one add up over them.

    The sheet may be more careful of how places are reported than a reader is.
    """
    kinds = {ADDED_BY.get(rollup[way]) for way in ways}
    return next((kind for kind in RelationKind if kind in kinds), None)


def _read_links(declared: Any) -> dict[Role, Link]:
    if declared == NONE:
        return {}
    return {role: Link(**link) for role, link in declared.items()}
