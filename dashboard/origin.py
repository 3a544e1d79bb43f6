"""Where a figure comes from, in the words of its indicator and of its release."""

from typing import Any

from dashboard.data import served
from dashboard.wording import pick, text, word


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
    if value.get("register_value") is None or value["provenance"] != "reported":
        return ""
    return text("origin.register_check", value=value["register_value"])
