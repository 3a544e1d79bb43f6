"""The tracking table as a file: a row per indicator, member and period, with codes."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from dashboard.indicator_words import describe_rollup
from dashboard.indicators.choices import name_result
from dashboard.indicators.evidence import say_evidence
from dashboard.indicators.framework import Period, Place, Row, name_status
from dashboard.indicators.levels import name_level
from dashboard.indicators.tracking_rows import Table, find_places
from dashboard.members import name_members
from dashboard.states import state_text
from dashboard.wording import format_period, pick, word


def build_file(table: Table) -> pl.DataFrame:
    """Codes and words of all that the table shows; numbers are numbers."""
    rows = [
        _build_row(place, period, cell, table)
        for place in find_places(table)
        for period, cell in _list_cells(place, table)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _list_cells(place: Place, table: Table) -> Iterator[tuple[Period, Row]]:
    """The whole, then each part, in every period shown."""
    for period in table.periods:
        if place.metric in table.totals[period]:
            yield period, {"member_name": "", **table.totals[period][place.metric]}
    for part in table.parts.get(place.metric, []):
        for period, cell in part.cells.items():
            yield period, {**cell, "member_name": part.name}


def _build_row(place: Place, period: Period, cell: Row, table: Table) -> dict[str, Any]:
    is_whole = cell["dimension"] == "total"
    reasons = table.narratives.get((place.metric, period), []) if is_whole else []
    return {
        **_describe_place(place),
        "disaggregation": cell["dimension"],
        "disaggregation_name": "" if is_whole else word("split", cell["dimension"]),
        "category": cell["member"],
        "category_name": cell["member_name"],
        "grain": period.grain,
        "period": period.day,
        "period_name": format_period(period.grain, period.day),
        "target": cell["target"],
        "actual": cell["actual"],
        "actual_state": cell["actual_state"],
        "actual_state_name": state_text(cell["actual_state"]),
        "is_partial": cell["is_partial"],
        "is_recomputed": is_whole and (place.metric, period) in table.recomputed,
        "percent_met_pct": cell["percent_met_pct"],
        "percent_met_form": cell["percent_met_form"],
        "baseline": cell["baseline"],
        "baseline_date": cell["baseline_date"],
        "status": cell["status"],
        "status_name": name_status(cell["status"]) if cell["status"] else "",
        **_describe_reasons(reasons),
        "figure_provenance": cell["provenance"],
        "figure_provenance_name": word("provenance", cell["provenance"]),
        **_describe_evidence(place.metric, table),
    }


def _describe_place(place: Place) -> dict[str, Any]:
    indicator = place.indicator
    return {
        "result_level": place.result["level"],
        "result_level_name": name_level(place.result["level"]),
        "result_id": place.result["result_id"],
        "result_code": place.result["result_code"],
        "result_name": name_result(place.result),
        "indicator_code": indicator["indicator_code"],
        "indicator_type": indicator["indicator_type"],
        "indicator_type_name": name_level(indicator["indicator_type"]),
        "metric": place.metric,
        "indicator_name": pick(indicator, "name"),
        "unit": indicator["unit_code"],
        "unit_name": pick(indicator, "unit"),
        "data_type": indicator["data_type"],
        "direction": indicator["direction"],
        "direction_name": word("direction", indicator["direction"]),
        "rollup_time": indicator["rollup_time"],
        "rollup_place": indicator["rollup_place"],
        "rollup_disaggregates": indicator["rollup_disaggregates"],
        "rollup_names": describe_rollup(indicator),
    }


def _describe_reasons(reasons: list[Row]) -> dict[str, Any]:
    roles, states = name_members("owner_role"), name_members("action_state")
    return {
        "deviation_narrative": " ".join(pick(row, "narrative") for row in reasons),
        "owner": ";".join(row["owner_role"] or "" for row in reasons),
        "owner_name": "; ".join(roles.get(row["owner_role"], "") for row in reasons),
        "action": " ".join(pick(row, "action") for row in reasons),
        "action_due_date": ";".join(
            str(row["action_due_date"] or "") for row in reasons
        ),
        "action_state": ";".join(row["action_state"] or "" for row in reasons),
        "action_state_name": "; ".join(
            states.get(row["action_state"], "") for row in reasons
        ),
    }


def _describe_evidence(metric: str, table: Table) -> dict[str, Any]:
    statements = table.statements.get(metric, ())
    loads = table.loads.get(metric, ())
    assessments = table.assessments.get(metric, ())
    return {
        "statements": ";".join(row["figure_id"] for row in statements),
        "loads": ";".join(row["load_id"] for row in loads),
        "evidence": say_evidence(statements, loads),
        "last_assessment_date": assessments[-1]["assessed_date"]
        if assessments
        else None,
    }
