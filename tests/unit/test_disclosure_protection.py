"""What is hidden, what stays, and what happens where hiding does not do."""

import pytest

from tests.unit.test_disclosure_auditor import make_crossing
from warehouse.disclosure import (
    Cell,
    CellState,
    InconsistentCellsError,
    LinkedTables,
    Protection,
    Relation,
    RelationKind,
    SmallCellRule,
    StillDisclosedError,
    audit,
    hide_small,
    link,
    measure_loss,
    protect,
    protection,
)

RULE = SmallCellRule()


def relate_sum(whole: str, *parts: str) -> Relation:
    return Relation(RelationKind.SUM, whole, parts)


def link_parts(whole: Cell, *parts: Cell) -> LinkedTables:
    return link([whole, *parts], [relate_sum(whole.id, *(part.id for part in parts))])


def name_hidden(protection: Protection) -> set[str]:
    return name_state(protection, CellState.HIDDEN)


def name_state(protection: Protection, state: CellState) -> set[str]:
    frame = protection.publication.to_frame()
    return set(frame.filter(frame["state"] == state)["cell"])


def test_one_to_ten_people_are_hidden_whatever_the_value_is() -> None:
    cells = [
        Cell("nobody", "table", 0),
        Cell("one", "table", 1),
        Cell("ten", "table", 10),
        Cell("eleven", "table", 11),
        Cell("ten people, 40 attendances", "table", 40, people=10),
    ]
    frame = hide_small(link(cells, []), RULE).to_frame()
    assert frame.filter(frame["state"] == CellState.SHOWN)["cell"].to_list() == [
        "nobody",
        "eleven",
    ]
    assert frame["value"].to_list() == [0, None, None, 11, None]


def test_the_cell_of_fewest_people_is_hidden_with_a_small_one() -> None:
    tables = link_parts(
        Cell("all", "total", 155),
        Cell("small", "part", 5),
        Cell("middle", "part", 50),
        Cell("large", "part", 100),
    )
    assert name_hidden(protect(tables, RULE)) == {"small", "middle"}


def test_detail_is_hidden_rather_than_the_total_of_equal_size() -> None:
    cells = [
        Cell("all", "total", 60),
        Cell("north", "region", 30),
        Cell("south", "region", 30),
        Cell("north 1", "town", 4),
        Cell("north 2", "town", 26),
    ]
    relations = [
        relate_sum("all", "north", "south"),
        relate_sum("north", "north 1", "north 2"),
    ]
    assert name_hidden(protect(link(cells, relations), RULE)) == {"north 1", "north 2"}


def test_published_facts_and_zeros_are_never_hidden() -> None:
    tables = link_parts(
        Cell("all", "total", 65),
        Cell("small", "part", 5),
        Cell("nobody", "part", 0),
        Cell("fact", "part", 20, is_fixed=True),
        Cell("other", "part", 40),
    )
    protection = protect(tables, RULE)
    assert name_hidden(protection) == {"small", "other"}


def test_a_small_published_fact_stays() -> None:
    protection = protect(link([Cell("fact", "table", 3, is_fixed=True)], []), RULE)
    assert name_state(protection, CellState.SHOWN) == {"fact"}


def test_what_only_facts_surround_is_refused_by_name() -> None:
    tables = link_parts(
        Cell("all", "total", 25, is_fixed=True),
        Cell("fact", "part", 20, is_fixed=True),
        Cell("small", "part", 5),
    )
    with pytest.raises(StillDisclosedError, match="small") as refusal:
        protect(tables, RULE)
    assert refusal.value.cells == ("small",)


def test_the_month_between_two_cumulative_values_is_not_given_away() -> None:
    cells = [
        Cell("until January", "cumulative", 30),
        Cell("until February", "cumulative", 34),
        Cell("February", "month", 4, is_published=False),
    ]
    relation = relate_sum("until February", "until January", "February")
    protection = protect(link(cells, [relation]), RULE)
    assert len(name_hidden(protection)) == 1
    assert name_state(protection, CellState.UNPUBLISHED) == {"February"}


def test_the_finer_table_is_dropped_with_its_zeros_where_hiding_does_not_do() -> None:
    """5 and 6 of a published 11 are at most 10, whatever is hidden beside them."""
    tables = link_parts(
        Cell("all", "total", 11, is_fixed=True),
        Cell("one", "part", 5),
        Cell("two", "part", 6),
        Cell("nobody", "part", 0),
    )
    with pytest.raises(StillDisclosedError):
        protect(tables, RULE)
    protection = protect(tables, RULE, ["part"], mostly_small=1)
    assert protection.publication.dropped == ("part",)
    assert name_state(protection, CellState.UNPUBLISHED) == {"one", "two", "nobody"}


def test_tables_are_dropped_in_the_order_given_and_no_more_than_needed() -> None:
    cells = [
        Cell("all", "total", 11, is_fixed=True),
        Cell("one", "category", 5),
        Cell("two", "category", 6),
        Cell("women", "sex", 11),
    ]
    relations = [relate_sum("all", "one", "two"), relate_sum("all", "women")]
    tables = link(cells, relations)
    first = protect(tables, RULE, ["category", "sex"], mostly_small=1)
    assert first.publication.dropped == ("category",)
    second = protect(tables, RULE, ["sex", "category"], mostly_small=1)
    assert second.publication.dropped == ("sex", "category")


def test_no_table_is_dropped_for_cells_that_it_has_nothing_to_do_with() -> None:
    cells = [
        Cell("all", "total", 11, is_fixed=True),
        Cell("one", "part", 5),
        Cell("two", "part", 6),
        Cell("other", "unrelated", 40),
    ]
    tables = link(cells, [relate_sum("all", "one", "two")])
    protection = protect(tables, RULE, ["unrelated", "part"], mostly_small=1)
    assert protection.publication.dropped == ("part",)
    with pytest.raises(StillDisclosedError):
        protect(tables, RULE, ["unrelated"])


def test_a_table_that_is_mostly_small_is_dropped_before_any_audit() -> None:
    tables = link_parts(
        Cell("all", "total", 130),
        Cell("one", "part", 5),
        Cell("two", "part", 6),
        Cell("rest", "part", 119),
    )
    assert protect(tables, RULE, ["part"]).publication.dropped == ("part",)
    assert protect(tables, RULE, ["part"], mostly_small=0.7).publication.dropped == ()


def test_a_set_too_large_for_the_audit_is_coarsened_or_refused() -> None:
    cells = [
        Cell("all", "total", 130),
        *(Cell(f"few {number}", "part", 5) for number in range(3)),
        Cell("rest", "part", 115),
        Cell("rest 1", "detail", 5),
        Cell("rest 2", "detail", 110),
    ]
    parts = tuple(cell.id for cell in cells if cell.table == "part")
    relations = [relate_sum("all", *parts), relate_sum("rest", "rest 1", "rest 2")]
    tables = link(cells, relations)
    with pytest.raises(StillDisclosedError, match="few 0, few 1, few 2"):
        protect(tables, RULE, largest_set=2)
    protection = protect(tables, RULE, ["detail"], mostly_small=1, largest_set=5)
    assert protection.publication.dropped == ()


def test_dropped_tables_too_large_for_the_audit_go_unaudited_and_are_named() -> None:
    tables = link(*make_crossing())
    everything = protect(tables, RULE, ["town month"])
    assert everything.publication.dropped == ("town month",)
    assert everything.unaudited == ()
    assert name_hidden(everything)
    in_parts = protect(tables, RULE, ["town month"], largest_set=3)
    assert in_parts.unaudited == ("town month",)
    assert not name_hidden(in_parts)


def test_attendances_of_few_people_vary_across_the_threshold() -> None:
    """Hidden with a group of 12 they could not be 10; a larger one is hidden too."""
    tables = link_parts(
        Cell("all", "total", 252),
        Cell("few", "part", 40, people=5),
        Cell("group", "part", 12),
        Cell("crowd", "part", 200),
    )
    protection = protect(tables, RULE)
    assert audit(protection.publication, RULE).is_safe
    assert "few" in name_hidden(protection)


def test_people_hidden_by_sex_are_not_given_away_by_their_attendances() -> None:
    cells = [
        Cell("attendances of women", "attendances", 9, people=4),
        Cell("attendances of men", "attendances", 60, people=40),
        Cell("attendances", "attendances", 69, people=44),
        Cell("women", "people", 4),
        Cell("men", "people", 40),
        Cell("people", "people", 44),
    ]
    relations = [
        relate_sum("attendances", "attendances of women", "attendances of men"),
        relate_sum("people", "women", "men"),
        Relation(RelationKind.AT_MOST, "attendances of women", ("women",)),
        Relation(RelationKind.AT_MOST, "attendances of men", ("men",)),
        Relation(RelationKind.AT_MOST, "attendances", ("people",)),
    ]
    protection = protect(link(cells, relations), RULE)
    assert {"attendances of women", "women"} < name_hidden(protection)
    assert audit(protection.publication, RULE).is_safe


def test_the_loss_counts_cells_and_people_by_table() -> None:
    tables = link_parts(
        Cell("all", "total", 155),
        Cell("small", "part", 5),
        Cell("nobody", "part", 0),
        Cell("middle", "part", 50),
        Cell("large", "part", 100),
    )
    loss = measure_loss(protect(tables, RULE).publication, RULE)
    assert loss.by_table.to_dicts() == [
        {
            "table": "total",
            "cell_count": 1,
            "zero_count": 0,
            "hidden_small_count": 0,
            "hidden_other_count": 0,
            "dropped_count": 0,
            "people_count": 155,
            "lost_people_count": 0,
        },
        {
            "table": "part",
            "cell_count": 4,
            "zero_count": 1,
            "hidden_small_count": 1,
            "hidden_other_count": 1,
            "dropped_count": 0,
            "people_count": 155,
            "lost_people_count": 55,
        },
    ]
    assert loss.cells_ratio == pytest.approx(2 / 5)
    assert loss.people_ratio == pytest.approx(55 / 310)


@pytest.mark.parametrize(
    ("cells", "relation"),
    [
        ([Cell("a", "t", 1), Cell("a", "t", 2)], None),
        ([Cell("a", "t", -1)], None),
        ([Cell("a", "t", 3, people=0)], None),
        ([Cell("a", "t", 3)], relate_sum("a", "missing")),
        ([Cell("a", "t", 3), Cell("b", "t", 2)], relate_sum("a", "b")),
        (
            [Cell("a", "t", 3), Cell("b", "t", 4)],
            Relation(RelationKind.AT_MOST, "a", ("b",)),
        ),
        (
            [Cell("a", "t", 5), Cell("b", "t", 4)],
            Relation(RelationKind.DISTINCT, "a", ("b",)),
        ),
    ],
)
def test_cells_that_contradict_each_other_are_refused(
    cells: list[Cell], relation: Relation | None
) -> None:
    with pytest.raises(InconsistentCellsError):
        link(cells, [relation] if relation else [])


def test_after_so_many_rounds_a_table_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = link_parts(
        Cell("all", "total", 56),
        Cell("few", "part", 4),
        Cell("group", "part", 22),
        Cell("crowd", "part", 30),
    )
    unhurried = protect(tables, RULE, ["part"], mostly_small=1)
    assert unhurried.publication.dropped == ()
    assert 1 <= unhurried.rounds <= protection.MOST_ROUNDS == 10
    monkeypatch.setattr(protection, "MOST_ROUNDS", 0)
    monkeypatch.setattr(protection, "cover_lines", lambda publication, _: publication)
    hurried = protect(tables, RULE, ["part"], mostly_small=1)
    assert hurried.publication.dropped == ("part",)
