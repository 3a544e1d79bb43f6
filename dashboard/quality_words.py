"""Outcomes of checks in words and signs, and what each check has measured."""

from collections.abc import Mapping
from typing import Any

from dashboard.wording import (
    escape,
    format_number,
    format_percent,
    plural,
    text,
    word,
)

Check = Mapping[str, Any]

_BADGES = {
    "passed": ("green", "check_circle"),
    "failed": ("red", "cancel"),
    "unknown": ("gray", "help"),
    "not_applicable": ("gray", "remove"),
}
_SIGNS = {"passed": "✓", "failed": "✕", "unknown": "?", "not_applicable": "–"}
_COUNTED = (
    "failing_tests",
    "files_without_hash",
    "rows_waiting",
    "corrections_untraced",
    "published_differences",
)
_IN_WORDS = ("method_missing", "definition_breaks")
_SHARES = ("rows_held_back", "response_rate")


def outcome_badge(outcome: str) -> str:
    """The outcome's icon and word, as Markdown."""
    return _badge(outcome, word("outcome", outcome))


def describe_standard(standard: Mapping[str, Any]) -> str:
    """How many checks failed, else are not known, else passed; plain text."""
    outcome = standard["outcome"]
    if outcome == "failed":
        return plural("quality.some_failed", standard["failed_count"])
    if outcome == "unknown":
        return plural("quality.some_unknown", standard["unknown_count"])
    if outcome == "passed":
        return plural("quality.all_passed", standard["passed_count"])
    return word("outcome", outcome)


def standard_badge(standard: Mapping[str, Any]) -> str:
    """The outcome of a standard with its icon and count, as Markdown."""
    return _badge(standard["outcome"], describe_standard(standard))


def sign_standard(standard: Mapping[str, Any]) -> str:
    """The same with a sign before it, for a cell of a table."""
    return f"{_SIGNS[standard['outcome']]} {describe_standard(standard)}"


def describe_measure(check: Check) -> str:
    """What a check found, in figures; plain text, nothing where nothing is known."""
    if check["value"] is None:
        return ""
    code, cases, checked = (
        check["check_code"],
        check["cases_count"],
        check["checked_count"],
    )
    if code in _COUNTED:
        return plural(f"check_found.{code}", checked, count=cases)
    share = format_percent(check["value"], digits=1)
    if code in _SHARES:
        return plural(f"check_found.{code}", checked, count=cases, share=share)
    return {
        "identity_coverage": lambda: share,
        "not_reported_share": lambda: text(
            "check_found.not_reported_share",
            split=word("split", check["dimension"]),
            share=share,
            count=cases,
            total=checked,
        ),
        "method_missing": lambda: word("method_missing", str(int(check["value"]))),
        "definition_breaks": lambda: _describe_definition(check),
        "days_to_record": lambda: _describe_days(check),
        "days_overdue": lambda: _describe_overdue(check),
    }[code]()


def describe_bound(check: Check) -> str:
    """The value up to which, or from which on, the check passes; plain text.

    Nothing for what is said in words alone.
    """
    if check["check_code"] in _IN_WORDS:
        return ""
    threshold = check["threshold"]
    if check["bound"] == "at_most" and not threshold:
        return text("bound.none_allowed")
    shown = {
        "percent": lambda: format_percent(threshold),
        "days": lambda: plural("check_found.days", int(threshold)),
        "count": lambda: format_number(threshold),
    }[check["value_kind"]]()
    return text(f"bound.{check['bound']}", bound=shown)


def _describe_definition(check: Check) -> str:
    if check["reference_date"] is None:
        return text("check_found.definition_never_changed")
    return text("check_found.definition_changed", day=check["reference_date"])


def _describe_days(check: Check) -> str:
    days = plural("check_found.days", int(check["value"]))
    return plural("check_found.days_to_record", check["checked_count"], days=days)


def _describe_overdue(check: Check) -> str:
    counts = plural(
        "check_found.days_overdue", check["checked_count"], count=check["cases_count"]
    )
    if not check["value"]:
        return counts
    return f"{counts}, {plural('check_found.overdue_by', int(check['value']))}"


def _badge(outcome: str, words: str) -> str:
    colour, icon = _BADGES[outcome]
    return f":{colour}-badge[:material/{icon}: {escape(words)}]"
