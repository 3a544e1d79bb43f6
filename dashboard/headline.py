"""The cards that head a page: a figure, what stands beside it, its small columns."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from dashboard.cards import TREND_POINTS, Card
from dashboard.data import ask
from dashboard.indicator_words import format_figure
from dashboard.origin import describe_origin
from dashboard.scopes import name_scope
from dashboard.states import provenance_mark, show_value, weakest_provenance
from dashboard.trace.figures import identify
from dashboard.trends import TrendPoint
from dashboard.wording import (
    format_percent,
    format_period,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.metrics import fetch_headlines, fetch_indicators, fetch_totals

Row = dict[str, Any]


def build_cards(page: str, scope: str) -> list[Card]:
    """The cards that head a page in a scope; a metric without any row has none."""
    indicators = {row["metric"]: row for row in ask(fetch_indicators).to_dicts()}
    headlines = ask(fetch_headlines, page, scope).to_dicts()
    cards = (_build_card(headline, indicators) for headline in headlines)
    return [card for card in cards if card]


def _build_card(headline: Row, indicators: dict[str, Row]) -> Card | None:
    indicator = indicators.get(headline["metric"])
    value = _find_latest(headline["metric"], headline)
    if indicator is None or value is None:
        return None
    beside = [*_find_beside(headline, value), *_find_years(headline)]
    trend = _find_trend(headline)
    points = [_build_point(row, indicator) for row in trend.to_dicts()]
    return Card(
        key=f"card_{headline['metric']}",
        label=pick(indicator, "name"),
        value=format_figure(value["value"], indicator),
        state=value["state"],
        rule=_describe_basis(headline, value, indicator),
        comparison=[*_compare(headline, value, indicators), *describe_coverage(value)],
        beside=[(_name_figure(row, indicators), identify(row)) for row in beside],
        trend=points,
        trend_note=_describe_trend(trend, value) if points else "",
        provenance=weakest_provenance([value["provenance"]]),
        origin=describe_origin(indicator, value),
        indicator=indicator["metric"],
        figure=identify(value),
    )


def _describe_basis(headline: Row, value: Row, indicator: Row) -> str:
    """Whose figure, of which period, and the rule's first sentence."""
    period = format_period(headline["grain"], value["period"])
    rule = pick(indicator, "counting_rule").partition(". ")[0].rstrip(".")
    return " · ".join((name_scope(headline["figure_scope"]), period, rule))


def describe_coverage(value: Row) -> list[str]:
    """Of how many attendances people were counted; nothing of other counts."""
    share = value["identity_coverage_pct"]
    if share is None:
        return []
    return [text("headline.identity_coverage", share=format_percent(share))]


def _compare(headline: Row, value: Row, indicators: dict[str, Row]) -> list[str]:
    lines = [
        _mark(
            _describe_beside(indicators[row["metric"]], row["value"]),
            [row["provenance"]],
            value,
        )
        for row in _find_beside(headline, value)
    ]
    if years := _find_years(headline):
        line = ", ".join(map(_describe_year, years))
        lines.append(_mark(line, [row["provenance"] for row in years], value))
    if headline["remark_code"]:
        lines.append(word("headline_remark", headline["remark_code"]))
    return lines


def _find_beside(headline: Row, value: Row) -> list[Row]:
    """Figures of other metrics in the card's own period, if they are not zero."""
    scope, grain = headline["figure_scope"], headline["grain"]
    metrics = (headline["beside_metrics"] or "").split(";")
    found = [row for x in metrics for row in _fetch(x, scope, grain).to_dicts()]
    return [x for x in found if x["period"] == value["period"] and x["value"]]


def _find_years(headline: Row) -> list[Row]:
    """The years that the card's figure is split by, if it is."""
    if not headline["is_split"]:
        return []
    years = _fetch(headline["metric"], headline["figure_scope"], "year")
    return [row for row in years.to_dicts() if row["value"]]


def _describe_year(row: Row) -> str:
    year = str(row["period"].year)
    return text("headline.in_year", value=row["value"], year=year)


def _name_figure(row: Row, indicators: dict[str, Row]) -> str:
    """What a line of the card names, with its period."""
    period = format_period(row["grain"], row["period"])
    return f"{pick(indicators[row['metric']], 'name')} · {period}"


def _mark(line: str, provenances: Iterable[str], value: Row) -> str:
    """The line with its mark where it knows less surely than the card's figure."""
    weakest = weakest_provenance(provenances)
    mark = provenance_mark(weakest) if weakest != value["provenance"] else ""
    return " ".join(part for part in (line, mark) if part)


def _describe_beside(indicator: Row, value: float) -> str:
    """A phrase of the metric's own where there is one, else its name and value."""
    key = f"headline.{indicator['metric']}"
    if value.is_integer() and plural(key, int(value)) != key:
        return plural(key, int(value))
    number = format_figure(value, indicator)
    said = text(key, value=number)
    return said if said != key else f"{pick(indicator, 'name')}: {number}"


def _find_latest(metric: str, headline: Row) -> Row | None:
    rows = _fetch(metric, headline["figure_scope"], headline["grain"]).to_dicts()
    known = [row for row in rows if row["value"] is not None]
    found = known or rows
    return found[-1] if found else None


def _find_trend(headline: Row) -> pl.DataFrame:
    """From the first known period to the last; none where too few are known."""
    grain = headline["trend_grain"] or ""
    rows = _fetch(headline["metric"], headline["figure_scope"], grain)
    known = rows.filter(pl.col("value").is_not_null())["period"]
    if len(known) < TREND_POINTS:
        return rows.clear()
    return rows.filter(pl.col("period").is_between(known.min(), known.max()))


def _build_point(row: Row, indicator: Row) -> TrendPoint:
    label = format_period(row["grain"], row["period"])
    figure = format_figure(row["value"], indicator)
    return TrendPoint(label, row["value"], show_value(figure, row["state"]))


def _describe_trend(trend: pl.DataFrame, value: Row) -> str:
    """What the columns are; marked where they know less surely than the figure."""
    first, last = trend["period"][0], trend["period"][-1]
    grain = trend["grain"][0]
    span = f"{format_period(grain, first)} – {format_period(grain, last)}"
    return _mark(text("headline.trend", span=span), trend["provenance"], value)


def _fetch(metric: str, scope: str, grain: str) -> pl.DataFrame:
    return ask(fetch_totals, scope, (metric,), grain)
