"""What a mark says when pointed at: its name, its value, where that is from."""

from dataclasses import dataclass

import altair as alt


@dataclass(frozen=True)
class MarkLabels:
    """Names of the tooltip's lines, in the reader's language."""

    name: str
    value: str
    provenance: str


def build_tooltip(labels: MarkLabels, name: str = "label") -> list[alt.Tooltip]:
    """Lines for the columns `name`, value_text and provenance."""
    return [
        alt.Tooltip(f"{name}:N", title=labels.name),
        alt.Tooltip("value_text:N", title=labels.value),
        alt.Tooltip("provenance:N", title=labels.provenance),
    ]
