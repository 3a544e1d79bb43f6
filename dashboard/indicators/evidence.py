"""What stands behind an indicator: published statements, register files, reviews."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.data import ask
from dashboard.statements import name_blocks
from dashboard.wording import format_date, plural, text, word
from warehouse.answers.indicators import (
    fetch_indicator_loads,
    fetch_indicator_statements,
)
from warehouse.answers.quality import fetch_assessments

Row = dict[str, Any]
Index = Mapping[str, Sequence[Row]]


def index_statements(scope: str) -> Index:
    """Published statements by the indicator that they concern."""
    return _index(ask(fetch_indicator_statements, scope).to_dicts())


def index_loads(scope: str) -> Index:
    """Register files by the indicator that they brought rows for."""
    return _index(ask(fetch_indicator_loads, scope).to_dicts())


def index_assessments(scope: str) -> Index:
    """Data quality assessments by indicator, the earliest first."""
    answers = ask(fetch_assessments, scope).unique("assessment_id", keep="first")
    return _index(answers.sort("assessed_date", "assessment_id").to_dicts())


def say_source(row: Row, loads: Sequence[Row]) -> str:
    """Where a figure comes from: published, or the register that it is counted from."""
    if row["actual"] is None:
        return ""
    origin = word("provenance", row["provenance"])
    registers = dict.fromkeys(word("dataset", load["dataset"]) for load in loads)
    if row["provenance"] == "reported" or not registers:
        return origin
    return f"{origin}: {', '.join(registers)}"


def say_evidence(statements: Sequence[Row], loads: Sequence[Row]) -> str:
    """How many statements with their blocks, how many files with their names."""
    parts = []
    if statements:
        cited = {b for row in statements for b in (row["block_ids"] or "").split(";")}
        parts.append(
            plural(
                "evidence.statements",
                len(statements),
                blocks=name_blocks(";".join(sorted(filter(None, cited)))),
            )
        )
    if loads:
        names = dict.fromkeys(str(load["file_name"]) for load in loads)
        parts.append(plural("evidence.files", len(loads), names=", ".join(names)))
    return "; ".join(parts)


def say_last_assessment(assessments: Sequence[Row]) -> str:
    """The day of the last data quality assessment, or that there was none."""
    if not assessments:
        return text("evidence.no_assessment")
    return format_date(assessments[-1]["assessed_date"])


def _index(rows: Sequence[Row]) -> Index:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["metric"], []).append(row)
    return found
