"""Relations found from members that belong to each other."""

import polars as pl

from warehouse.disclosure import TOTAL, Relation, RelationKind, relate, relate_margins

PERIODS = {"2008-04": "2008 Q2", "2008-05": "2008 Q2", "2008-07": "2008 Q3"}


def make_frame(*rows: tuple[str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), ["cell", "period", "sex"], orient="row")


def test_months_make_up_their_quarter_for_each_sex() -> None:
    frame = make_frame(
        ("a", "2008-04", "women"),
        ("b", "2008-05", "women"),
        ("c", "2008 Q2", "women"),
        ("d", "2008-04", "men"),
        ("e", "2008 Q2", "men"),
    )
    assert relate(frame, "period", PERIODS) == [
        Relation(RelationKind.SUM, "c", ("a", "b")),
        Relation(RelationKind.SUM, "e", ("d",)),
    ]


def test_a_whole_without_a_cell_is_passed_over() -> None:
    frame = make_frame(("a", "2008-04", "women"), ("b", "2008-07", "women"))
    assert relate(frame, "period", PERIODS) == []


def test_margins_tie_totals_to_members_in_each_dimension() -> None:
    frame = make_frame(
        ("a", "2008-04", "women"),
        ("b", "2008-04", "men"),
        ("c", "2008-04", TOTAL),
        ("d", TOTAL, "women"),
    )
    relations = relate_margins(frame, ["period", "sex"], RelationKind.DISTINCT)
    assert relations == [
        Relation(RelationKind.DISTINCT, "d", ("a",)),
        Relation(RelationKind.DISTINCT, "c", ("a", "b")),
    ]
