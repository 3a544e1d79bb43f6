"""Which items of a long timeline are named."""

from datetime import date, timedelta

from dashboard.nearest import ITEMS_AHEAD, ITEMS_NAMED, choose_nearest

AS_OF = date(2010, 6, 30)


def make_items(past: int, ahead: int) -> list[dict]:
    days = [AS_OF - timedelta(days=n) for n in range(past)]
    days += [AS_OF + timedelta(days=n + 1) for n in range(ahead)]
    return [{"start_date": day, "planned_label_year": None} for day in sorted(days)]


def test_few_items_are_all_named():
    items = make_items(5, 5)
    assert choose_nearest(items, AS_OF) == items


def test_many_items_are_named_around_the_date_of_the_data():
    items = make_items(30, 20)
    named = choose_nearest(items, AS_OF)
    assert named == items[30 - (ITEMS_NAMED - ITEMS_AHEAD) : 30 + ITEMS_AHEAD]


def test_past_items_fill_the_room_when_little_is_ahead():
    items = make_items(30, 1)
    assert choose_nearest(items, AS_OF) == items[-ITEMS_NAMED:]


def test_a_year_without_a_day_counts_as_its_end():
    planned = {"start_date": None, "planned_label_year": 2010}
    items = [*make_items(30, 0), planned]
    assert choose_nearest(items, AS_OF)[-1] == planned


def test_without_a_date_nothing_is_left_out():
    items = make_items(30, 20)
    assert choose_nearest(items, None) == items
