"""Which items of a long timeline are worth naming."""

from collections.abc import Sequence
from datetime import date
from typing import Any

ITEMS_NAMED = 12
ITEMS_AHEAD = 5

Item = dict[str, Any]


def choose_nearest(items: Sequence[Item], as_of: date | None) -> list[Item]:
    """Items around the date of the data, in their order: the latest and the next.

    All of them where they are few, or where the date is not known.
    """
    if len(items) <= ITEMS_NAMED or as_of is None:
        return list(items)
    past = [item for item in items if _starts(item) <= as_of]
    ahead = [item for item in items if _starts(item) > as_of][:ITEMS_AHEAD]
    return [*past[-(ITEMS_NAMED - len(ahead)) :], *ahead]


def _starts(item: Item) -> date:
    start: date | None = item["start_date"]
    return start or date(item["planned_label_year"], 12, 31)
