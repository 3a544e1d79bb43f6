"""Which figures on people the public edition shows, by what ties them."""

from datetime import date

import pytest

from tests.unit.figures_on_people import (
    Row,
    event,
    figure,
    link,
    make_metric,
    make_rows,
    make_share,
)
from warehouse.commands.failures import describe_failure
from warehouse.disclosure import (
    InconsistentCellsError,
    SmallCellRule,
    StillDisclosedError,
)
from warehouse.public_edition.people import Link, PeopleMetric
from warehouse.public_edition.protecting import decide
from warehouse.public_refusals import PublicEditionRefusedError, Reason
from warehouse.wording import speaking

RULE = SmallCellRule()
ATTENDANCES = make_metric("attendances")
FEBRUARY, APRIL, MAY = (date(2008, month, 1) for month in (2, 4, 5))


def find_shown(
    *figures: Row,
    metrics: tuple[PeopleMetric, ...] = (ATTENDANCES,),
    events: tuple[Row, ...] = (),
) -> list[bool]:
    """Whether each figure is shown, and after them each event."""
    rows = make_rows(*figures, events=events)
    named = {metric.name: metric for metric in metrics}
    return decide(rows, named, RULE).rows["is_shown"].to_list()


def test_a_figure_on_few_people_is_hidden_and_zero_is_not() -> None:
    assert find_shown(figure("attendances", 10)) == [False]
    assert find_shown(figure("attendances", 11)) == [True]
    assert find_shown(figure("attendances", 0)) == [True]


def test_many_attendances_of_few_people_are_hidden() -> None:
    assert find_shown(figure("attendances", 40, n=10)) == [False]


def test_what_was_published_stays() -> None:
    assert find_shown(figure("attendances", 4, is_fixed=True)) == [True]


def test_a_small_member_takes_another_with_it() -> None:
    whole = figure("attendances", 60)
    members = [("female", 30), ("male", 25), ("not_reported", 5)]
    parts = [figure("attendances", value, sex=name) for name, value in members]
    assert find_shown(whole, *parts) == [True, True, False, False]


def test_months_give_away_nothing_of_their_quarter() -> None:
    months = [
        figure("attendances", value, grain="month", period=day)
        for value, day in ((40, APRIL), (5, MAY))
    ]
    quarter = figure("attendances", 45, grain="quarter", period=APRIL)
    fiscal = figure("attendances", 45, grain="fiscal_quarter", period=APRIL)
    shown = find_shown(quarter, fiscal, *months)
    assert shown[2:] == [False, False]
    assert shown[0] == shown[1], "a fiscal quarter is a calendar quarter"


def test_one_month_more_gives_away_nothing_of_the_year() -> None:
    months = [
        figure("attendances", 40, grain="month", period=FEBRUARY),
        figure("attendances", 40, grain="month", period=APRIL),
        figure("attendances", 3, grain="month", period=MAY),
    ]
    assert find_shown(figure("attendances", 83), *months).count(False) >= 2


@pytest.mark.parametrize("region", [True, False])
def test_places_are_tied_to_the_next_level_that_there_is(*, region: bool) -> None:
    district = figure("attendances", 60, federal_district="d-1")
    regions = [
        figure("attendances", 45, region="r-1"),
        figure("attendances", 15, region="r-2"),
    ]
    cities = [
        figure("attendances", value, municipality=name)
        for name, value in (("c-1", 40), ("c-2", 5), ("c-3", 15))
    ]
    shown = find_shown(district, *(regions if region else []), *cities)
    assert shown[0], "the district is large"
    assert shown[-3:] == ([False, False, True] if region else [True, False, False])


def test_the_rest_of_a_share_is_a_group_as_well() -> None:
    share = make_share("share", "of_women", "of_all")
    row = figure("share", 0.95, numerator=95, denominator=100, n=100)
    assert find_shown(row, metrics=(share,)) == [False]
    row = figure("share", 0.8, numerator=80, denominator=100, n=100)
    assert find_shown(row, metrics=(share,)) == [True]


def test_a_share_is_that_of_the_member_it_counts() -> None:
    women = {"numerator": Link(same_as="attendances", where={"sex": "female"})}
    share = make_share("share", "of_women", "of_all", links=women)
    hidden = [
        figure("attendances", value, sex=name)
        for name, value in (("female", 30), ("male", 5), ("not_reported", 15))
    ]
    row = figure("share", 30 / 35, numerator=30, denominator=35, n=35)
    shown = find_shown(
        figure("attendances", 50), *hidden, row, metrics=(ATTENDANCES, share)
    )
    assert shown[2] is False
    assert shown[-1] is False, "it would tell how many men came"


def test_a_contradiction_between_figures_is_named() -> None:
    women = {"numerator": Link(same_as="attendances", where={"sex": "female"})}
    share = make_share("share", "of_women", "of_all", links=women)
    row = figure("share", 0.5, numerator=31, denominator=62, n=62)
    with pytest.raises(InconsistentCellsError, match="sex:female"):
        find_shown(
            figure("attendances", 30, sex="female"), row, metrics=(ATTENDANCES, share)
        )


def test_people_who_came_for_longer_are_among_those_who_came() -> None:
    reached = make_metric("reached")
    longer = make_metric("longer", links=link(among="reached"))
    figures = [figure("reached", 40), figure("longer", 36)]
    shown = find_shown(*figures, metrics=(reached, longer))
    assert shown != [True, True], "four came for less"


def test_two_counts_that_are_equal_are_hidden_together() -> None:
    reached = make_metric("reached")
    first = make_metric("first", links=link(equals="reached"))
    members = [("female", 30), ("male", 25), ("not_reported", 5)]
    whole = figure("reached", 60)
    of_reached = [figure("reached", value, sex=name) for name, value in members]
    of_first = [figure("first", value, sex=name) for name, value in members]
    shown = find_shown(whole, *of_reached, *of_first, metrics=(reached, first))
    assert shown[1:4] == shown[4:]
    assert shown[1:4].count(False) == 2


def test_a_programme_is_no_way_to_the_rest_of_its_institution() -> None:
    whole = figure("attendances", 50, scope="all")
    part = figure("attendances", 46)
    assert find_shown(whole, part) != [True, True]


def test_an_amount_is_shown_where_its_count_is() -> None:
    hours = make_metric("hours", is_whole=False, links=link(rests_on="attendances"))
    members = [("a", 40), ("b", 30), ("c", 5)]
    counts = [figure("attendances", value, sex=name) for name, value in members]
    amounts = [figure("hours", 8.5 * value, sex=name) for name, value in members]
    shown = find_shown(
        figure("attendances", 75), *counts, *amounts, metrics=(ATTENDANCES, hours)
    )
    assert shown[1:4] == shown[4:] == [True, False, False]


def test_an_amount_that_says_not_what_it_rests_on_is_hidden() -> None:
    hours = make_metric("hours", is_whole=False)
    assert find_shown(figure("hours", 850.5, n=100), metrics=(hours,)) == [False]


@pytest.mark.parametrize(
    ("agreeing", "is_shown"), [(100, False), (89, False), (88, True), (12, True)]
)
def test_a_group_that_agrees_about_itself_is_not_told(
    agreeing: int, *, is_shown: bool
) -> None:
    rating = make_share("rating", "high", "all", is_about_oneself=True)
    row = figure("rating", agreeing / 100, numerator=agreeing, denominator=100, n=100)
    assert find_shown(row, metrics=(rating,)) == [is_shown]


def test_events_are_parts_of_their_month() -> None:
    month = figure("attendances", 45, grain="month", period=APRIL)
    events = (event("e-1", 40), event("e-2", 5))
    assert find_shown(month, events=events)[1:] == [False, False]


def test_a_published_total_that_leaves_no_doubt_stops_the_release() -> None:
    """Eleven came in all, as everybody has read: two groups cannot both be hidden."""
    quarters = [
        figure("attendances", value, grain="quarter", period=day)
        for value, day in ((5, date(2008, 1, 1)), (6, APRIL))
    ]
    with pytest.raises(StillDisclosedError, match="quarter"):
        find_shown(figure("attendances", 11, is_fixed=True), *quarters)


@pytest.mark.parametrize(
    ("reason", "english", "russian"),
    [
        ("still_disclosed", "give away figures on few people", "выдала бы числа"),
        ("inconsistent_counts", "contradict each other", "противоречат друг другу"),
        ("unknown_public_part", "must be said what is public", "что из неё открыто"),
    ],
)
def test_a_build_that_cannot_protect_people_is_refused_in_words(
    reason: Reason, english: str, russian: str
) -> None:
    for language, words in (("en", english), ("ru", russian)):
        with speaking(language):
            answer = describe_failure(PublicEditionRefusedError(reason, "mart_new"))
        assert answer.exit_code == 1
        assert answer.data["error"]["code"] == reason
        message = answer.data["error"]["message"]
        assert words in message
        assert "mart_new" in message


def test_two_years_that_overlap_do_not_tell_of_the_quarters_between() -> None:
    """The fiscal year of 2008 and the calendar year differ by two quarters of 2007."""
    quarters = [
        figure("attendances", value, grain="quarter", period=period, sex=sex)
        for period, female, male in (
            (date(2007, 10, 1), 6, 5),
            (date(2008, 1, 1), 9, 8),
            (date(2008, 4, 1), 9, 10),
            (date(2008, 7, 1), 22, 20),
        )
        for sex, value in (("female", female), ("male", male))
    ]
    years = [
        figure("attendances", value, grain=grain, period=day, sex=sex)
        for grain, day, female, male in (
            ("year", date(2007, 1, 1), 6, 5),
            ("year", date(2008, 1, 1), 40, 38),
            ("fiscal_year", date(2007, 10, 1), 46, 43),
        )
        for sex, value in (("female", female), ("male", male))
    ]
    *_, female, male, female_fiscal, male_fiscal = find_shown(*quarters, *years)
    assert not (female and female_fiscal)
    assert not (male and male_fiscal)
    assert any([female, male, female_fiscal, male_fiscal])
