"""What a view says of itself: its finding, its basis, its text alternative."""

from dashboard.explore.cells import Row, Subject, name_place, say_value
from dashboard.explore.view import (
    View,
    list_grains,
    list_members,
    list_metrics,
    list_periods,
    name_dimension,
)
from dashboard.figures import describe_filters
from dashboard.members import NOT_REPORTED
from dashboard.period_names import name_period
from dashboard.scopes import name_scope
from dashboard.states import SUPPRESSED, state_text
from dashboard.wording import pick, plural, text

NAMED = 12


def find_title(drawn: list[Row], subject: Subject) -> str:
    """The highest value drawn, the only one, or why there is none."""
    known = [row for row in drawn if row["value"] is not None]
    if not known:
        states = dict.fromkeys(state_text(row["state"]).lower() for row in drawn)
        return text("explore.title_unknown", states=", ".join(states))
    if len(known) == 1 and not subject.view.dimensions:
        return _say_place(known[0], subject)
    named = [row for row in known if not _is_not_reported(row)] or known
    highest = max(row["value"] for row in named)
    tied = [row for row in named if row["value"] == highest]
    if any(row["state"] == SUPPRESSED for row in drawn):
        # What is hidden may be higher.
        return text("explore.title_highest_shown", **_word_highest(tied[0], subject))
    if len(tied) == len(named) > 1:
        return text("explore.title_even", value=say_value(tied[0], subject))
    return _say_highest(tied, subject)


def _say_highest(tied: list[Row], subject: Subject) -> str:
    words = _word_highest(tied[0], subject)
    if len(tied) == 1:
        return text("explore.title_highest", **words)
    return plural("explore.title_tied", len(tied) - 1, **words)


def _word_highest(row: Row, subject: Subject) -> dict[str, str]:
    return {"value": say_value(row, subject), "where": name_place(row, subject)}


def _is_not_reported(row: Row) -> bool:
    return NOT_REPORTED in (row["member"], row["member_2"])


def _say_place(row: Row, subject: Subject) -> str:
    return f"{name_place(row, subject)}: {say_value(row, subject)}"


def describe_basis(subject: Subject) -> str:
    """Measure, unit, splits, length of periods and scope."""
    view, indicator = subject.view, subject.indicator
    name, unit = pick(indicator, "name"), pick(indicator, "unit")
    return " · ".join(
        (
            name if unit.casefold() == name.casefold() else f"{name}, {unit}",
            *(name_dimension(code) for code in view.dimensions),
            _describe_span(view),
            name_scope(view.scope),
        )
    )


def _describe_span(view: View) -> str:
    first, last = (name_period(view.grain, day) for day in (view.start, view.end))
    if view.start == view.end:
        return first
    return f"{list_grains(view.scope, view.metric)[view.grain]}: {first} – {last}"


def describe_all(drawn: list[Row], subject: Subject) -> str:
    """The finding and the first values drawn, in one sentence."""
    named = "; ".join(_say_place(row, subject) for row in drawn[:NAMED])
    name = pick(subject.indicator, "name")
    return f"{name}. {find_title(drawn, subject)}. {named}."


def describe_choice(view: View) -> str:
    """All that was chosen, in words, for what is downloaded."""
    periods = list_periods(view.scope, view.metric, view.grain)
    chosen = {
        "metric": list_metrics(view.scope)[view.metric],
        "grain": list_grains(view.scope, view.metric)[view.grain],
        "from": periods[view.start.isoformat()],
        "to": periods[view.end.isoformat()],
    }
    splits = zip(
        ("by", "and"),
        view.dimensions,
        (view.members, view.members_2),
        strict=False,
    )
    for place, (key, dimension, members) in enumerate(splits):
        names = list_members(view, place)
        only = ", ".join(names[member] for member in members)
        chosen[key] = name_dimension(dimension) + (f" ({only})" if only else "")
    return describe_filters(chosen)
