"""What a metric's block is computed from: measures, and parts of a ratio."""

from typing import Any

Content = dict[str, Any]


def list_parts(content: Content) -> list[str]:
    """The names of a ratio's numerator and denominator, or nothing."""
    return [str(part["name"]) for part in list_part_inputs(content)]


def list_part_inputs(content: Content) -> list[Content]:
    """A ratio's numerator and denominator as written; each has a name at least."""
    parameters = _read_parameters(content)
    inputs = (parameters.get("numerator"), parameters.get("denominator"))
    return [_as_input(part) for part in inputs if part]


def find_measure(content: Content) -> Content | None:
    """The measure a simple or cumulative metric rests on, with what it says of it."""
    parameters = _read_parameters(content)
    cumulative = parameters.get("cumulative_type_params") or {}
    measure = parameters.get("measure") or cumulative.get("measure")
    return _as_input(measure) if measure else None


def read_window_end(content: Content) -> str | None:
    """Which value of a coarser period a cumulative metric takes; None if unsaid."""
    parameters = _read_parameters(content).get("cumulative_type_params") or {}
    found = parameters.get("period_agg")
    return str(found) if found else None


def read_meta(content: Content) -> Content:
    """What a block says under `config.meta`."""
    return (content.get("config") or {}).get("meta") or {}


def _read_parameters(content: Content) -> Content:
    return content.get("type_params") or {}


def _as_input(written: Any) -> Content:
    return written if isinstance(written, dict) else {"name": written}
