"""Where a figure comes from, in the words of its indicator and of its release."""

from typing import Any

import polars as pl

from dashboard.data import ask, served
from dashboard.wording import pick, text, word
from warehouse.answers.metrics import fetch_indicators, fetch_totals


def describe_origin(
    indicator: dict[str, Any], value: dict[str, Any]
) -> list[tuple[str, str]]:
    """Heading and sentence pairs: definition, rule, unit, provenance, release."""
    lines = [
        (text("origin.definition"), pick(indicator, "definition")),
        (text("origin.counting_rule"), pick(indicator, "counting_rule")),
        (text("origin.unit"), pick(indicator, "unit")),
        (text("origin.provenance"), word("provenance_note", value["provenance"])),
        (text("origin.check"), _describe_check(value)),
        (text("origin.figure"), f"{value['metric']} · {served().release.id}"),
    ]
    return [(heading, sentence) for heading, sentence in lines if sentence]


def _describe_check(value: dict[str, Any]) -> str:
    """What the parts of a published figure add up to, and which parts they are."""
    if value.get("register_value") is None or value["provenance"] != "reported":
        return ""
    has_register = _has_register(value["scope"])
    key = "origin.register_check" if has_register else "origin.statements_check"
    return text(key, value=value["register_value"])


def _has_register(scope: str) -> bool:
    """Whether any figure of the scope is computed from rows of a register file."""
    metrics = tuple(ask(fetch_indicators)["metric"])
    totals = ask(fetch_totals, scope, metrics, "year")
    known = totals.filter(pl.col("value").is_not_null())
    return bool((known["provenance"] != "reported").any())
