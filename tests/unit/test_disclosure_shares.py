"""Shares and means of groups, and of what people say about themselves."""

import pytest

from warehouse.disclosure import (
    Cell,
    Publication,
    Relation,
    RelationKind,
    ShareState,
    SmallCellRule,
    hide_small,
    is_mean_shown,
    is_ratio_shown,
    link,
    show_answers,
)

RULE = SmallCellRule()


def publish(women: int, men: int) -> Publication:
    cells = [
        Cell("people", "total", women + men),
        Cell("women", "sex", women),
        Cell("men", "sex", men),
    ]
    relation = Relation(RelationKind.SUM, "people", ("women", "men"))
    return hide_small(link(cells, [relation]), RULE)


@pytest.mark.parametrize(
    ("women", "men", "is_shown"),
    [(20, 30, True), (4, 30, False), (30, 4, False), (0, 30, True)],
)
def test_a_share_needs_both_parts_and_the_whole(
    women: int, men: int, is_shown: bool
) -> None:
    publication = publish(women, men)
    assert is_ratio_shown(publication, "women", "people", "men") is is_shown


def test_a_mean_needs_its_sum_and_its_count() -> None:
    hours = Cell("hours", "hours", 90, people=9)
    cells = [hours, Cell("people", "people", 9), Cell("events", "events", 30)]
    publication = hide_small(link(cells, []), RULE)
    assert not is_mean_shown(publication, "hours", "people")
    assert not is_mean_shown(publication, "hours", "events")
    assert is_mean_shown(publication, "events", "events")


@pytest.mark.parametrize("others", [0, 1, 10, 11])
def test_that_all_agreed_looks_like_that_eleven_did_not(others: int) -> None:
    shown = show_answers(110 - others, 110, RULE)
    assert shown.state is ShareState.BOUNDED
    assert (shown.low, shown.high) == (pytest.approx(0.9), 1.0)


@pytest.mark.parametrize("few", [0, 1, 10, 11])
def test_that_nobody_agreed_looks_like_that_eleven_did(few: int) -> None:
    shown = show_answers(few, 110, RULE)
    assert (shown.state, shown.low, shown.high) == (ShareState.BOUNDED, 0.0, 0.1)


def test_a_share_with_enough_on_both_sides_is_exact() -> None:
    shown = show_answers(12, 24, RULE)
    assert (shown.state, shown.low, shown.high) == (ShareState.SHOWN, 0.5, 0.5)


@pytest.mark.parametrize(("numerator", "denominator"), [(10, 10), (0, 4), (11, 22)])
def test_a_small_or_evenly_split_group_shows_no_share(
    numerator: int, denominator: int
) -> None:
    assert show_answers(numerator, denominator, RULE).state is ShareState.SUPPRESSED
