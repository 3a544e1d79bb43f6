"""Bounds that an attacker can compute, against bounds worked out by hand."""

import numpy as np
import pytest

from warehouse.disclosure import (
    Audit,
    Cell,
    Publication,
    Relation,
    RelationKind,
    SmallCellRule,
    audit,
    hide_small,
    link,
)
from warehouse.disclosure.unaudited import leave_out

RULE = SmallCellRule()


def relate_sum(whole: str, *parts: str) -> Relation:
    return Relation(RelationKind.SUM, whole, parts)


def hide(cells: list[Cell], relations: list[Relation], *more: str) -> Publication:
    tables = link(cells, relations)
    return hide_small(tables, RULE).hide([tables.positions[cell] for cell in more])


def read_bounds(publication: Publication, audited: Audit, cell: str) -> tuple[int, int]:
    position = publication.tables.positions[cell]
    return int(audited.lower[position]), int(audited.upper[position])


def name_narrow(publication: Publication, audited: Audit) -> list[str]:
    return [publication.tables.cells[position].id for position in audited.narrow]


def make_square(values: list[list[int]]) -> tuple[list[Cell], list[Relation]]:
    """A table with its margins: cell r0c0 and so on, r0 and c0 margins, t the total."""
    array = np.array(values)
    rows, columns = range(array.shape[0]), range(array.shape[1])
    cells = [
        Cell(f"r{r}c{c}", "detail", int(array[r, c])) for r in rows for c in columns
    ]
    cells += [Cell(f"r{r}", "rows", int(array[r].sum())) for r in rows]
    cells += [Cell(f"c{c}", "columns", int(array[:, c].sum())) for c in columns]
    cells.append(Cell("t", "total", int(array.sum())))
    relations = [relate_sum(f"r{r}", *(f"r{r}c{c}" for c in columns)) for r in rows]
    relations += [relate_sum(f"c{c}", *(f"r{r}c{c}" for r in rows)) for c in columns]
    relations += [relate_sum("t", *(f"r{r}" for r in rows))]
    relations += [relate_sum("t", *(f"c{c}" for c in columns))]
    return cells, relations


def test_a_single_hidden_cell_is_known_exactly() -> None:
    publication = hide(*make_square([[4, 20, 30], [18, 25, 40], [30, 35, 45]]))
    audited = audit(publication, RULE)
    assert name_narrow(publication, audited) == ["r0c0"]
    assert read_bounds(publication, audited, "r0c0") == (4, 4)


def test_a_hidden_block_leaves_what_its_rows_and_columns_leave() -> None:
    """Row 0 hides 4 + 12, column 0 hides 4 + 3, and each of them is at least 1."""
    square = make_square([[4, 12, 30], [3, 25, 40], [30, 35, 45]])
    publication = hide(*square, "r0c1", "r1c1")
    audited = audit(publication, RULE)
    assert name_narrow(publication, audited) == ["r0c0", "r1c0"]
    assert read_bounds(publication, audited, "r0c0") == (1, 6)
    assert read_bounds(publication, audited, "r1c0") == (1, 6)


def test_a_wide_block_protects() -> None:
    square = make_square([[4, 20, 30], [18, 25, 40], [30, 35, 45]])
    publication = hide(*square, "r0c1", "r1c0", "r1c1")
    audited = audit(publication, RULE)
    lower, upper = read_bounds(publication, audited, "r0c0")
    assert audited.is_safe
    assert 1 <= lower <= 4
    assert 11 <= upper <= 21


def test_a_region_bounds_its_municipalities() -> None:
    cells = [
        Cell("country", "country", 40),
        Cell("north", "region", 29),
        Cell("south", "region", 11),
        Cell("south 1", "municipality", 5),
        Cell("south 2", "municipality", 6),
    ]
    publication = hide(
        cells,
        [
            relate_sum("country", "north", "south"),
            relate_sum("south", "south 1", "south 2"),
        ],
    )
    audited = audit(publication, RULE)
    assert read_bounds(publication, audited, "south 1") == (1, 10)
    assert name_narrow(publication, audited) == ["south 1", "south 2"]


def test_two_cumulative_values_give_the_month_between_them_away() -> None:
    cells = [
        Cell("until January", "cumulative", 30),
        Cell("until February", "cumulative", 34),
        Cell("February", "month", 4, is_published=False),
    ]
    relation = relate_sum("until February", "until January", "February")
    publication = hide(cells, [relation])
    audited = audit(publication, RULE)
    assert name_narrow(publication, audited) == ["February"]
    assert read_bounds(publication, audited, "February") == (4, 4)


def test_towns_give_a_town_away_through_regions_that_were_dropped() -> None:
    cells = [
        Cell("country", "country", 97),
        Cell("north", "region", 44),
        Cell("south", "region", 53),
        Cell("north 1", "town", 4),
        Cell("north 2", "town", 40),
        Cell("south 1", "town", 20),
        Cell("south 2", "town", 33),
    ]
    relations = [
        relate_sum("country", "north", "south"),
        relate_sum("north", "north 1", "north 2"),
        relate_sum("south", "south 1", "south 2"),
    ]
    publication = hide_small(link(cells, relations), RULE, dropped=("region",))
    audited = audit(publication, RULE)
    assert read_bounds(publication, audited, "north 1") == (4, 4)


def test_the_towns_of_a_dropped_table_are_told_by_what_their_region_leaves() -> None:
    cells = [
        Cell("north", "region", 9, is_fixed=True),
        Cell("capital", "capital", 4),
        Cell("north 1", "town", 2),
        Cell("north 2", "town", 3),
    ]
    relations = [relate_sum("north", "capital", "north 1", "north 2")]
    publication = hide_small(link(cells, relations), RULE, dropped=("town",))
    audited = audit(publication, RULE)
    assert name_narrow(publication, audited) == ["capital", "north 1", "north 2"]
    assert read_bounds(publication, audited, "capital") == (1, 9)
    assert read_bounds(publication, audited, "north 1") == (0, 8)


def test_cells_of_a_dropped_table_are_told_by_the_wholes_that_cross_in_them() -> None:
    """Towns by month are left out, and months and towns remain."""
    publication = hide_small(link(*make_crossing()), RULE, dropped=("town month",))
    audited = audit(publication, RULE)
    assert name_narrow(publication, audited) == ["north May", "south April", "west May"]
    assert read_bounds(publication, audited, "north May") == (7, 12)


def test_cells_that_are_left_out_are_the_rest_of_their_wholes() -> None:
    tables = leave_out(link(*make_crossing()), ["town month"])
    assert [cell.id for cell in tables.cells] == ["north", "April", "May"]
    assert tables.relations == ()
    everything = link(*make_crossing())
    assert leave_out(everything, ["month"]).relations == everything.relations


def test_what_is_left_out_beside_kept_parts_is_one_part_more() -> None:
    cells = [
        Cell("all", "total", 60),
        Cell("capital", "capital", 4),
        Cell("north", "town", 36),
        Cell("south", "town", 20),
    ]
    relations = [relate_sum("all", "capital", "north", "south")]
    tables = leave_out(link(cells, relations), ["town"])
    assert [(cell.id, cell.value) for cell in tables.cells][2:] == [("all – 0", 56)]
    assert audit(hide_small(tables, RULE), RULE).is_safe


def test_values_that_are_offered_count_where_nothing_excludes_them() -> None:
    cells, relations = make_square([[5, 20], [20, 5]])
    publication = hide(cells, relations, "r0c1", "r1c0")
    moved = np.array([15, 10, 10, 15, 25, 25, 25, 25, 50], dtype=float)
    honest = audit(publication, RULE, offered=[moved])
    assert honest.is_safe
    assert honest.programs_solved < audit(publication, RULE).programs_solved
    too_high = np.array([40, -15, 20, 5, 25, 25, 25, 25, 50], dtype=float)
    not_a_sum = np.array([15, 20, 20, 15, 25, 25, 25, 25, 50], dtype=float)
    for refused in (too_high, not_a_sum):
        audited = audit(publication, RULE, offered=[refused])
        assert read_bounds(publication, audited, "r0c0") != (5, int(refused[0]))
        assert audited.programs_solved == audit(publication, RULE).programs_solved


def make_crossing() -> tuple[list[Cell], list[Relation]]:
    """Two months that have a town in common, which has nothing but these months."""
    cells = [
        Cell("north", "town", 20),
        Cell("April", "month", 13),
        Cell("May", "month", 12),
        Cell("north April", "town month", 11),
        Cell("north May", "town month", 9),
        Cell("south April", "town month", 2),
        Cell("west May", "town month", 3),
    ]
    relations = [
        relate_sum("north", "north April", "north May"),
        relate_sum("April", "north April", "south April"),
        relate_sum("May", "north May", "west May"),
    ]
    return cells, relations


def test_tables_that_are_safe_alone_give_a_cell_away_together() -> None:
    by_sex = [Cell("all", "total", 36), Cell("women", "sex", 6), Cell("men", "sex", 30)]
    alone = hide(by_sex, [relate_sum("all", "women", "men")], "men")
    assert audit(alone, RULE).is_safe
    by_category = [Cell("officials", "men", 18), Cell("leaders", "men", 12)]
    together = hide(
        by_sex + by_category,
        [relate_sum("all", "women", "men"), relate_sum("men", "officials", "leaders")],
        "men",
    )
    audited = audit(together, RULE)
    assert read_bounds(together, audited, "women") == (6, 6)


def test_distinct_people_are_bounded_by_the_whole_and_by_what_others_leave() -> None:
    cells = [
        Cell("year", "year", 9, is_fixed=True),
        Cell("spring", "season", 7, is_fixed=True),
        Cell("autumn", "season", 4),
    ]
    relation = Relation(RelationKind.DISTINCT, "year", ("spring", "autumn"))
    publication = hide(cells, [relation])
    audited = audit(publication, RULE)
    assert read_bounds(publication, audited, "autumn") == (2, 9)


def test_people_are_no_more_than_their_attendances() -> None:
    cells = [
        Cell("attendances", "attendances", 9, people=4, is_fixed=True),
        Cell("people", "people", 4),
    ]
    publication = hide(
        cells, [Relation(RelationKind.AT_MOST, "attendances", ("people",))]
    )
    audited = audit(publication, RULE)
    assert read_bounds(publication, audited, "people") == (1, 9)
    assert name_narrow(publication, audited) == ["people"]


def test_attendances_of_few_people_must_be_able_to_be_few() -> None:
    """At most 39 of the 69 are guests, so the leaders have at least 30 of them."""
    cells = [
        Cell("all", "total", 69),
        Cell("leaders", "category", 40, people=5),
        Cell("guests", "category", 29),
        Cell("invitations", "published", 39, is_fixed=True),
    ]
    relations = [
        relate_sum("all", "leaders", "guests"),
        Relation(RelationKind.AT_MOST, "invitations", ("guests",)),
    ]
    publication = hide(cells, relations, "guests")
    audited = audit(publication, RULE)
    assert name_narrow(publication, audited) == ["leaders"]
    assert read_bounds(publication, audited, "leaders") == (30, 68)
    assert audit(hide(cells[:3], relations[:1], "guests"), RULE).is_safe


def test_cells_that_must_be_equal_are_bounded_together() -> None:
    """All who came in the quarter came in May, so one bound is the other's."""
    cells = [
        Cell("year", "year", 9, is_fixed=True),
        Cell("quarter", "quarter", 5),
        Cell("other quarters", "quarter", 4),
        Cell("May", "month", 5),
    ]
    relations = [
        relate_sum("quarter", "May"),
        relate_sum("year", "quarter", "other quarters"),
    ]
    publication = hide(cells, relations)
    audited = audit(publication, RULE)
    assert read_bounds(publication, audited, "May") == (1, 8)
    assert read_bounds(publication, audited, "quarter") == (1, 8)


def test_a_hidden_cell_that_nothing_bounds_is_safe() -> None:
    publication = hide([Cell("lonely", "table", 3)], [])
    assert audit(publication, RULE).is_safe


def test_more_hiding_never_makes_an_audit_narrower() -> None:
    square = make_square([[4, 20, 30], [18, 25, 40], [30, 35, 45]])
    first = hide(*square)
    more = hide(*square, "r0c1", "r1c0", "r1c1")
    anew = audit(more, RULE)
    continued = audit(more, RULE, earlier=audit(first, RULE))
    assert continued.is_safe
    assert anew.is_safe


def test_a_set_larger_than_allowed_is_not_judged_but_named() -> None:
    publication = hide(*make_square([[4, 20, 30], [18, 25, 40], [30, 35, 45]]), "r0c1")
    audited = audit(publication, RULE, largest_set=1)
    assert [publication.tables.cells[x].id for x in audited.oversized] == ["r0c0"]
    assert not audited.is_safe


@pytest.mark.parametrize(
    ("lower", "upper", "is_wide"),
    [(1, 11, True), (1, 10, False), (2, 11, False), (10, 20, True), (11, 40, False)],
)
def test_wide_is_k_less_one_across_the_threshold(
    lower: int, upper: int, is_wide: bool
) -> None:
    assert bool(RULE.is_wide(np.array(lower), np.array(upper))) is is_wide
