"""The overview's headline cards: which metrics, and what stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.cards import TREND_POINTS, Card
from dashboard.data import ask
from dashboard.origin import describe_origin
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.trends import TrendPoint
from dashboard.wording import (
    format_number,
    format_percent,
    format_period,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.metrics import fetch_indicators, fetch_totals

MEANS = ("participants_per_event",)

Row = dict[str, Any]


@dataclass(frozen=True)
class Headline:
    """One card.

    Attributes:
        beside: metrics named in a line under the figure, where they are known.
        is_split: name the known years under the figure.
        trend_grain: periods of the sparkline.
        remark: key of a line that keeps the reader from a wrong conclusion.
    """

    metric: str
    scope: str
    grain: str = "programme"
    beside: Sequence[str] = ()
    is_split: bool = False
    trend_grain: str = "quarter"
    remark: str = ""


HEADLINES = {
    "programme": (
        Headline(
            "trainings_held",
            "programme",
            beside=("trainings_planned",),
            remark="outcome_unknown",
        ),
        Headline("training_days", "programme", is_split=True),
        Headline(
            "cities_with_projects",
            "programme",
            beside=("city_projects_agreed", "planning_documents_prepared"),
        ),
        Headline(
            "participants_published",
            "institution",
            "year",
            beside=("educational_events_held",),
            remark="not_the_programme",
        ),
    ),
    "institution": (
        Headline(
            "participants_published",
            "institution",
            "year",
            beside=("participants_per_event",),
            trend_grain="month",
            remark="people_or_head_counts",
        ),
        Headline("educational_events_held", "institution", "year", trend_grain="month"),
        Headline("attendances", "institution", "year", trend_grain="month"),
        Headline("women_share_ratio", "institution", "year", trend_grain="month"),
    ),
    "example": (
        Headline("trainings_held", "example", beside=("trainings_planned",)),
        Headline("training_days", "example"),
        Headline("people_reached", "example", beside=("attendances",)),
        Headline("women_share_ratio", "example"),
        Headline(
            "cities_with_projects",
            "example",
            beside=("city_projects_agreed", "planning_documents_prepared"),
        ),
    ),
}


def build_headline_cards(scope: str) -> list[Card]:
    """The overview's cards of a scope."""
    return build_cards(HEADLINES[scope])


def build_cards(headlines: Sequence[Headline]) -> list[Card]:
    """One card a headline; a metric without any row has none."""
    indicators = {row["metric"]: row for row in ask(fetch_indicators).to_dicts()}
    cards = (_build_card(item, indicators) for item in headlines)
    return [card for card in cards if card]


def _build_card(headline: Headline, indicators: dict[str, Row]) -> Card | None:
    indicator = indicators.get(headline.metric)
    value = _find_latest(headline.metric, headline)
    if indicator is None or value is None:
        return None
    trend = _find_trend(headline)
    points = [_build_point(row, indicator) for row in trend.to_dicts()]
    return Card(
        key=f"card_{headline.metric}",
        label=pick(indicator, "name"),
        value=_format_value(value["value"], indicator),
        state=value["state"],
        rule=_describe_basis(headline, value, indicator),
        comparison=[*_compare(headline), *describe_coverage(value)],
        trend=points,
        trend_note=_describe_trend(trend, value) if points else "",
        provenance=weakest_provenance([value["provenance"]]),
        origin=describe_origin(indicator, value),
    )


def _describe_basis(headline: Headline, value: Row, indicator: Row) -> str:
    """Whose figure, of which period, and the rule's first sentence."""
    period = format_period(headline.grain, value["period"])
    rule = pick(indicator, "counting_rule").partition(". ")[0].rstrip(".")
    return " · ".join((word("scope", headline.scope), period, rule))


def describe_coverage(value: Row) -> list[str]:
    """Of how many attendances people were counted; nothing of other counts."""
    share = value["identity_coverage_pct"]
    if share is None:
        return []
    return [text("headline.identity_coverage", share=format_percent(share))]


def _compare(headline: Headline) -> list[str]:
    lines = []
    for metric in headline.beside:
        row = _find_latest(metric, headline)
        if row and row["value"]:
            lines.append(_describe_beside(metric, row["value"]))
    if headline.is_split:
        lines.append(_split_by_year(headline))
    if headline.remark:
        lines.append(word("headline_remark", headline.remark))
    return [line for line in lines if line]


def _describe_beside(metric: str, value: float) -> str:
    """A count in the plural form of its number; a mean as it is written."""
    if metric in MEANS:
        return text(f"headline.{metric}", value=format_number(value, digits=1))
    return plural(f"headline.{metric}", int(value))


def _split_by_year(headline: Headline) -> str:
    years = _fetch(headline.metric, headline.scope, "year")
    known = [row for row in years.to_dicts() if row["value"]]
    return ", ".join(
        text("headline.in_year", value=row["value"], year=str(row["period"].year))
        for row in known
    )


def _find_latest(metric: str, headline: Headline) -> Row | None:
    rows = _fetch(metric, headline.scope, headline.grain).to_dicts()
    known = [row for row in rows if row["value"] is not None]
    found = known or rows
    return found[-1] if found else None


def _find_trend(headline: Headline) -> pl.DataFrame:
    """Known periods, oldest first; none at all where they are too few."""
    rows = _fetch(headline.metric, headline.scope, headline.trend_grain)
    known = rows.filter(pl.col("value").is_not_null())
    return known if known.height >= TREND_POINTS else known.clear()


def _build_point(row: Row, indicator: Row) -> TrendPoint:
    label = format_period(row["grain"], row["period"])
    return TrendPoint(label, row["value"], _format_value(row["value"], indicator))


def _describe_trend(trend: pl.DataFrame, value: Row) -> str:
    """What the columns are; marked where they know less surely than the figure."""
    first, last = trend["period"][0], trend["period"][-1]
    grain = trend["grain"][0]
    span = f"{format_period(grain, first)} – {format_period(grain, last)}"
    weakest = weakest_provenance(trend["provenance"])
    mark = provenance_mark(weakest) if weakest != value["provenance"] else ""
    return " ".join(part for part in (text("headline.trend", span=span), mark) if part)


def _fetch(metric: str, scope: str, grain: str) -> pl.DataFrame:
    return ask(fetch_totals, scope, (metric,), grain)


def _format_value(value: float | None, indicator: Row) -> str:
    if indicator["metric"].endswith("_ratio") and value is not None:
        return format_percent(value * 100)
    return format_number(value, digits=1)
