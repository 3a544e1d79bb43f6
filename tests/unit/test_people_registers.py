"""Random registers of people and events, decided upon and then attacked."""

import itertools
from datetime import date

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.unit.figures_on_people import Row, figure, link, make_metric, make_rows
from tests.unit.register_reader import MONTHS, SEXES, Count, Reader, count_register
from warehouse.disclosure import RelationKind, SmallCellRule, StillDisclosedError
from warehouse.public_edition.protecting import decide

RULE = SmallCellRule(k=3)
"""Small enough for the attack to stay quick."""

METRICS = {
    "attendances": make_metric("attendances"),
    "reached": make_metric(
        "reached", over_time=RelationKind.DISTINCT, links=link(at_most="attendances")
    ),
}
PERIODS = {
    MONTHS[:1]: ("month", date(2008, 4, 1)),
    MONTHS[1:]: ("month", date(2008, 5, 1)),
    MONTHS: ("quarter", date(2008, 4, 1)),
}
COUNTS = [
    Count(is_of_people, months, sexes)
    for is_of_people, months, sexes in itertools.product(
        (False, True), PERIODS, (SEXES, SEXES[:1], SEXES[1:])
    )
]
TOTALS = [count for count in COUNTS if count.sexes == SEXES]

Register = frozenset[tuple[int, int]]

REGISTERS = st.frozensets(
    st.tuples(st.integers(0, 13), st.integers(0, 3)), min_size=1, max_size=30
)
PUBLISHED = st.frozensets(st.sampled_from(TOTALS), max_size=2)


def make_figure(count: Count, register: Register, *, is_fixed: bool) -> Row:
    grain, period = PERIODS[count.months]
    sex = {} if count.sexes == SEXES else {"sex": count.sexes[0]}
    return figure(
        "reached" if count.is_of_people else "attendances",
        count_register(count, register),
        grain=grain,
        period=period,
        n=count_register(count._replace(is_of_people=True), register),
        is_fixed=is_fixed,
        **sex,
    )


@settings(derandomize=True, deadline=None, max_examples=150)
@given(REGISTERS, PUBLISHED)
def test_nobody_can_tell_few_people_of_a_register(
    register: Register, published: frozenset[Count]
) -> None:
    secret = {
        count
        for count in set(COUNTS) - published
        if 0 < count_register(count._replace(is_of_people=True), register) < RULE.k
    }
    try:
        told = tell(register, published)
    except StillDisclosedError:
        assert published, "only what was published may leave no way out"
        event("refused")
        return
    assert all(told.get(count) is None for count in secret)
    assert_uncertain(told, secret)


def tell(register: Register, published: frozenset[Count]) -> dict[Count, int | None]:
    """Values that are shown, None for what is hidden, nothing of what is left out."""
    figures = [make_figure(x, register, is_fixed=x in published) for x in COUNTS]
    decided = decide(make_rows(*figures), METRICS, RULE).rows.sort("row").to_dicts()
    return {
        count: count_register(count, register) if row["is_shown"] else None
        for count, row in zip(COUNTS, decided, strict=True)
        if row["is_shown"] or not row["is_dropped"]
    }


def assert_uncertain(told: dict[Count, int | None], secret: set[Count]) -> None:
    reader = Reader(told)
    for count in secret:
        least, most = reader.bound(count)
        event("attacked")
        assert least <= RULE.k - 1 + 1e-6, count
        assert most >= max(RULE.k, least + RULE.k - 1) - 1e-6, (count, least, most)


def test_the_reader_finds_what_is_left_open() -> None:
    """Five came, and four of them are told to be women."""
    whole, women = (Count(False, MONTHS, sexes) for sexes in (SEXES, SEXES[:1]))
    men = whole._replace(sexes=SEXES[1:])
    assert Reader({whole: 5, women: 4, men: None}).bound(men) == (1, 1)
    people = men._replace(is_of_people=True)
    assert Reader({whole: 5, women: 4}).bound(people) == (0, 1)
