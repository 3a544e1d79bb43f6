"""The reference sheet (PIRS) of an indicator: every field, in the order of the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.data import ask
from dashboard.indicators.cells import say_baseline
from dashboard.indicators.changes import list_entries
from dashboard.indicators.choices import name_result, rank_dimension
from dashboard.indicators.evidence import index_assessments
from dashboard.indicators.framework import list_places, name_no_target
from dashboard.members import name_members
from dashboard.states import state_text
from dashboard.wording import format_date, format_number, pick, text, word
from warehouse.answers.indicators import (
    fetch_declared_dimensions,
    fetch_history,
    fetch_sheet,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One field of the sheet: its name and what it says, both plain text."""

    term: str
    words: str


@dataclass(frozen=True)
class Section:
    """Fields that belong together."""

    title: str
    entries: tuple[Entry, ...]


def build_sheet(indicator: Row, scope: str) -> list[Section]:
    """All fields of the sheet; where the source says nothing, the word for that."""
    written = _read_written(indicator["metric"], scope)
    return [
        _build_section("description", _describe(indicator, scope, written)),
        _build_section("collection", _describe_collection(indicator, written)),
        _build_section("targets", _describe_targets(indicator, scope, written)),
        _build_section("quality", _describe_quality(indicator, scope, written)),
        _build_section("changes", _describe_changes(indicator, scope, written)),
    ]


def _build_section(name: str, fields: dict[str, str]) -> Section:
    entries = (Entry(text(f"sheet.{key}"), words) for key, words in fields.items())
    return Section(text(f"sheet.section_{name}"), tuple(entries))


def _read_written(metric: str, scope: str) -> dict[str, str]:
    """What people wrote, or the word of its state, by field."""
    rows = ask(fetch_sheet, metric, scope).to_dicts()
    return {row["field"]: pick(row, "text") or state_text(row["state"]) for row in rows}


def _describe(indicator: Row, scope: str, written: dict[str, str]) -> dict[str, str]:
    return {
        "code": indicator["indicator_code"],
        "name": pick(indicator, "name"),
        "result": _name_measured(indicator, scope),
        "performance_plan": written["performance_plan"],
        "definition": pick(indicator, "definition"),
        "counting_rule": pick(indicator, "counting_rule"),
        "unit": pick(indicator, "unit"),
        "data_type": word("data_type", indicator["data_type"]),
        "type": word("indicator_type", indicator["indicator_type"]),
        "direction": word("direction", indicator["direction"]),
        "disaggregated_by": _name_dimensions(indicator["metric"]),
        "rationale": written["rationale"],
    }


def _name_measured(indicator: Row, scope: str) -> str:
    found = (p for p in list_places(scope) if p.metric == indicator["metric"])
    place = next(found, None)
    return name_result(place.result) if place else text("sheet.no_result")


def _name_dimensions(metric: str) -> str:
    declared = ask(fetch_declared_dimensions, metric)["dimension"]
    names = [word("split", code) for code in sorted(declared, key=rank_dimension)]
    return "; ".join(names) or text("sheet.not_split")


def _describe_collection(indicator: Row, written: dict[str, str]) -> dict[str, str]:
    ways = ("time", "place", "disaggregates")
    return {
        "data_source": written["data_source"],
        "method": written["method"],
        "frequency": written["frequency"],
        "responsible": written["responsible"],
        **{f"rollup_{way}": word("rollup", indicator[f"rollup_{way}"]) for way in ways},
        "suppression": word("suppression_class", indicator["suppression_class"]),
    }


def _describe_targets(
    indicator: Row, scope: str, written: dict[str, str]
) -> dict[str, str]:
    return {
        "baseline_timeframe": written["baseline_timeframe"],
        "baseline": _find_baseline(indicator, scope),
        "target_rationale": written["target_rationale"],
        "percent_met": word("percent_met_form", indicator["percent_met_form"]),
        "deviation": _describe_threshold(indicator),
    }


def _find_baseline(indicator: Row, scope: str) -> str:
    rows = ask(fetch_history, indicator["metric"], scope).to_dicts()
    based = next((row for row in rows if row["baseline"] is not None), None)
    none = name_no_target(scope)
    return say_baseline(based, indicator, none) if based else none


def _describe_threshold(indicator: Row) -> str:
    if indicator["direction"] == "none":
        return text("sheet.not_judged")
    unit = "points" if indicator["deviation_is_points"] else "percent"
    return text(
        f"sheet.deviation_{unit}",
        threshold=format_number(indicator["deviation_threshold"], digits=1),
    )


def _describe_quality(
    indicator: Row, scope: str, written: dict[str, str]
) -> dict[str, str]:
    assessments = index_assessments(scope).get(indicator["metric"], ())
    return {
        "assessments": _list_assessments(assessments),
        "next_assessment": _find_next(assessments),
        "limitations": written["limitations"],
    }


def _describe_changes(
    indicator: Row, scope: str, written: dict[str, str]
) -> dict[str, str]:
    entries = list_entries(indicator["metric"], scope)
    return {
        "changes": "; ".join(entries) or text("changes.none"),
        "notes": written["notes"],
    }


def _list_assessments(assessments: Sequence[Row]) -> str:
    if not assessments:
        return text("evidence.no_assessment")
    roles = name_members("owner_role")
    return "; ".join(
        text(
            "sheet.assessed",
            day=format_date(row["assessed_date"]),
            reviewer=roles.get(row["assessor_role"], row["assessor_role"]),
        )
        for row in assessments
    )


def _find_next(assessments: Sequence[Row]) -> str:
    dated = [row["next_date"] for row in assessments if row["next_date"]]
    return format_date(max(dated)) if dated else text("sheet.not_planned")
