"""How counts of people add up: as a metric says, and as its figures are."""

import logging
from pathlib import Path

import pytest

from tests.unit.figures_on_people import figure, make_metric, make_rows
from warehouse.disclosure import Cell, Relation, RelationKind, SmallCellRule
from warehouse.metric_definitions import MetricDefinition
from warehouse.public_edition.people import PeopleMetric, read_people_metrics
from warehouse.public_edition.protecting import decide
from warehouse.public_edition.shared_people import Ties, keep_true

SUM, DISTINCT, AT_MOST = RelationKind


def read_metric(**rollup: str) -> PeopleMetric:
    meta = {"suppression_class": "people", "data_type": "integer", "dataset": "d"}
    rollup = {"time": "none", "place": "none", "disaggregates": "none"} | rollup
    definition = MetricDefinition(
        "reached", "reached", {**meta, "rollup": rollup}, (), Path(), 1, ""
    )
    return read_people_metrics([definition])["reached"]


@pytest.mark.parametrize(
    ("place", "members", "kind"),
    [
        ("sum", "none", SUM),
        ("distinct", "none", DISTINCT),
        ("distinct", "sum", SUM),
        ("none", "sum", SUM),
        ("none", "none", None),
    ],
)
def test_places_add_up_as_the_sheet_says_or_as_its_members_do(
    place: str, members: str, kind: RelationKind | None
) -> None:
    metric = read_metric(place=place, disaggregates=members)
    assert metric.over_places == kind
    assert metric.over_members == (SUM if members == "sum" else None)


def test_places_are_tied_where_other_members_are_not() -> None:
    metric = make_metric("reached", over_members=None)
    whole = figure("reached", 60)
    places = [
        figure("reached", value, municipality=name)
        for name, value in (("c-1", 30), ("c-2", 25), ("c-3", 5))
    ]
    sexes = [
        figure("reached", value, sex=name)
        for name, value in (("female", 30), ("male", 25), ("not_reported", 5))
    ]
    rows = make_rows(whole, *places, *sexes)
    shown = decide(rows, {"reached": metric}, SmallCellRule()).rows["is_shown"]
    assert shown[1:4].to_list().count(False) == 2
    assert shown[4:].to_list() == [True, True, False]


def keep(kind: RelationKind, whole: int, *parts: int) -> tuple[list[Relation], Ties]:
    names = [f"part {i}" for i, _ in enumerate(parts)]
    cells = [Cell(n, "t", v) for n, v in zip(names, parts, strict=True)]
    ties = Ties()
    relation = Relation(kind, "whole", tuple(names))
    return keep_true([relation], [Cell("whole", "t", whole), *cells], ties), ties


@pytest.mark.parametrize(
    ("declared", "whole", "kept"),
    [
        (SUM, 50, SUM),
        (SUM, 40, DISTINCT),
        (SUM, 60, SUM),
        (DISTINCT, 40, DISTINCT),
        (DISTINCT, 50, DISTINCT),
        (DISTINCT, 60, AT_MOST),
    ],
)
def test_what_does_not_hold_is_kept_as_far_as_it_does(
    declared: RelationKind, whole: int, kept: RelationKind
) -> None:
    (relation,), ties = keep(declared, whole, 30, 20)
    assert relation.kind == kept
    assert len(relation.parts) == 2 + len(ties.rests)
    assert [rest.value for rest in ties.rests.values()] == (
        [10] if (declared, whole) == (SUM, 60) else []
    )


def test_a_whole_that_is_less_than_a_part_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        relations, _ = keep(SUM, 25, 30, 20)
    assert relations == []
    assert "less than one of its parts (1): whole" in caplog.text
