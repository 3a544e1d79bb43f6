"""Rows of the tracking table: results, their indicators, and the parts of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.data import served
from dashboard.filters import ALL
from dashboard.indicator_words import describe_rollup, name_indicator
from dashboard.indicators.cells import (
    NOTHING,
    say_actual,
    say_baseline,
    say_met,
    say_target,
)
from dashboard.indicators.changes import index_recomputed
from dashboard.indicators.choices import NO_SPLIT, Chosen, name_result
from dashboard.indicators.evidence import (
    Index,
    index_assessments,
    index_loads,
    index_statements,
    say_evidence,
    say_last_assessment,
    say_source,
)
from dashboard.indicators.framework import (
    Period,
    Place,
    Row,
    find_life,
    index_counts,
    index_deviations,
    index_totals,
    list_places,
    name_no_target,
    name_status,
)
from dashboard.indicators.levels import list_levels, name_level
from dashboard.indicators.narratives import say_narratives
from dashboard.indicators.parts import Part, index_parts, say_sum
from dashboard.indicators.statuses import JUDGED, status_text
from dashboard.members import NOT_REPORTED
from dashboard.trace.figures import write_figure
from dashboard.trace.picking import FIGURE
from dashboard.wording import format_date, pick, text, word

INDENT = "\u2003"
RECOMPUTED_MARK = "†"

Cells = dict[str, str]


@dataclass(frozen=True)
class Table:
    """All that the rows are made of, asked for once.

    `totals` are the indicators as a whole by period and metric, `parts` their members
    by metric, if a split is chosen.
    """

    scope: str
    chosen: Chosen
    periods: tuple[Period, ...]
    totals: dict[Period, dict[str, Row]]
    parts: dict[str, list[Part]]
    narratives: dict[tuple[str, Period], list[Row]]
    statements: Index
    loads: Index
    assessments: Index
    recomputed: set[tuple[str, Period]]
    no_target: str
    as_of: date | None

    @property
    def common(self) -> Cells:
        """What every row says of the release."""
        return {"as_of": format_date(self.as_of), "release": served().release.id}


def gather(scope: str, chosen: Chosen) -> Table:
    """What is known of the chosen periods and of the whole life of the programme."""
    life, split = find_life(scope), chosen.split
    periods = (*chosen.shown, *([life] if life else []))
    return Table(
        scope=scope,
        chosen=chosen,
        periods=periods,
        totals={p: index_totals(scope, p) for p in {*periods, chosen.judged}},
        parts={} if split == NO_SPLIT else index_parts(scope, split, periods),
        narratives=index_deviations(scope),
        statements=index_statements(scope),
        loads=index_loads(scope),
        assessments=index_assessments(scope),
        recomputed=index_recomputed(scope),
        no_target=name_no_target(scope),
        as_of=served().release.info.as_of.get(scope),
    )


def find_places(table: Table) -> list[Place]:
    """The indicators that the filters leave."""
    chosen, judged = table.chosen, table.totals[table.chosen.judged]
    return [
        place
        for place in list_places(table.scope)
        if chosen.result in (ALL, place.result["result_id"])
        and chosen.level in (ALL, *list_levels(place))
        and (
            chosen.status == ALL
            or judged.get(place.metric, {}).get("status") == chosen.status
        )
    ]


def build_rows(table: Table) -> list[Cells]:
    """Each result, then its indicators, each with its parts if they are asked for."""
    rows: list[Cells] = []
    result_id = None
    for place in find_places(table):
        if place.result["result_id"] != result_id:
            result_id = place.result["result_id"]
            rows.append(_build_result(place.result, table))
        rows.append(_build_indicator(place, table))
        rows += _build_parts(place, table)
    return rows


def _build_result(result: Row, table: Table) -> Cells:
    return {
        "indicator": name_result(result),
        "status": _count_statuses(result["result_id"], table),
        "level": name_level(result["level"]),
        **table.common,
    }


def _count_statuses(result_id: str, table: Table) -> str:
    counts = index_counts(table.scope, table.chosen.judged).get(result_id, {})
    return "; ".join(
        text("results.count", status=name_status(status), count=count)
        for status, count in counts.items()
        if status in JUDGED
    )


def _build_indicator(place: Place, table: Table) -> Cells:
    indicator, metric = place.indicator, place.metric
    judged = table.totals[table.chosen.judged].get(metric)
    return {
        "metric": metric,
        "indicator": name_indicator(indicator),
        "status": status_text(judged["status"]) if judged else NOTHING,
        **_describe_periods(place, table),
        **_describe_indicator(place, table),
        "disaggregation": text("tracking.whole"),
        "category": "",
        "narrative": _say_reasons(metric, table),
        "source": _say_sources(metric, table),
        "evidence": say_evidence(
            table.statements.get(metric, ()), table.loads.get(metric, ())
        ),
        "assessment": say_last_assessment(table.assessments.get(metric, ())),
    }


def _describe_indicator(place: Place, table: Table) -> Cells:
    indicator = place.indicator
    known = [t[place.metric] for t in table.totals.values() if place.metric in t]
    based = next((row for row in known if row["baseline"] is not None), None)
    return {
        "unit": pick(indicator, "unit"),
        "direction": word("direction", indicator["direction"]),
        "baseline": say_baseline(based, indicator, table.no_target)
        if based
        else table.no_target,
        "level": name_level(place.indicator["indicator_type"]),
        "result": name_result(place.result),
        "rollup": describe_rollup(indicator),
        **table.common,
    }


def _describe_periods(place: Place, table: Table) -> Cells:
    cells: Cells = {}
    for period in table.periods:
        row = table.totals[period].get(place.metric)
        cells |= _describe_cell(row, place.indicator, period, table.no_target)
        if (place.metric, period) in table.recomputed:
            cells[name_cell("actual", period)] += f" {RECOMPUTED_MARK}"
    return cells


def _describe_cell(
    row: Row | None, indicator: Row, period: Period, no_target: str
) -> Cells:
    """Target, actual, per cent met, and the figure as an address has it.

    A length of period that the indicator lacks says so.
    """
    if row is None:
        said = (NOTHING, word("state", "not_applicable"), NOTHING, "")
    else:
        said = (
            say_target(row, indicator, no_target),
            say_actual(row, indicator),
            say_met(row),
            write_figure(row) or "",
        )
    names = ("target", "actual", "met", FIGURE)
    return {name_cell(n, period): s for n, s in zip(names, said, strict=True)}


def name_cell(name: str, period: Period) -> str:
    """The column of a period's target, actual, per cent met or figure."""
    return f"{name}_{period.grain}_{period.day}"


def _say_reasons(metric: str, table: Table) -> str:
    said = []
    for period in table.chosen.shown:
        row = table.totals[period].get(metric)
        rows = table.narratives.get((metric, period), [])
        words = say_narratives(rows, is_due=bool(row and row["asks_narrative"]))
        said += [words] if words else []
    return " ".join(said)


def _say_sources(metric: str, table: Table) -> str:
    known = (table.totals[p].get(metric) for p in table.periods)
    words = (say_source(row, table.loads.get(metric, ())) for row in known if row)
    return "; ".join(dict.fromkeys(w for w in words if w))


def _build_parts(place: Place, table: Table) -> Iterator[Cells]:
    """The parts, then what they add up to, or why they do not."""
    parts = table.parts.get(place.metric, [])
    if not any(part.member != NOT_REPORTED for part in parts):
        return
    for part in parts:
        yield _build_part(part, place, table)
    yield _build_check(parts, place, table)


def _build_part(part: Part, place: Place, table: Table) -> Cells:
    cells: Cells = {}
    for period in table.periods:
        row = part.cells.get(period)
        cells |= _describe_cell(row, place.indicator, period, NOTHING)
    return {
        "metric": place.metric,
        "indicator": INDENT + part.name,
        **cells,
        "unit": pick(place.indicator, "unit"),
        "disaggregation": word("split", table.chosen.split),
        "category": part.name,
        "result": name_result(place.result),
        **table.common,
    }


def _build_check(parts: list[Part], place: Place, table: Table) -> Cells:
    rule = place.indicator["rollup_disaggregates"]
    row = {
        "metric": place.metric,
        "indicator": INDENT + word("parts", rule),
        **table.common,
    }
    if rule != "sum":
        return row
    sums = {
        name_cell("actual", period): say_sum(
            parts, period, table.totals[period][place.metric], place.indicator
        )
        for period in table.periods
        if place.metric in table.totals[period]
    }
    return {**row, **sums}
