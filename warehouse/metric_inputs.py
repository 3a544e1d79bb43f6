"""What a metric's block is computed from: measures, and parts of a ratio.

Blocks are as somebody wrote them: what has another shape than it should is passed over
here, and named by the rules.
"""

from typing import Any

Content = dict[Any, Any]


def list_parts(content: Content) -> list[str]:
    """The names of a ratio's numerator and denominator, or nothing."""
    return [str(part["name"]) for part in list_part_inputs(content)]


def list_part_inputs(content: Content) -> list[Content]:
    """A ratio's numerator and denominator as written; each has a name at least."""
    parameters = read_mapping(content, "type_params")
    inputs = (parameters.get("numerator"), parameters.get("denominator"))
    return [_as_input(part) for part in inputs if part]


def find_measure(content: Content) -> Content | None:
    """The measure a simple or cumulative metric rests on, with what it says of it."""
    parameters = read_mapping(content, "type_params")
    cumulative = read_mapping(parameters, "cumulative_type_params")
    measure = parameters.get("measure") or cumulative.get("measure")
    return _as_input(measure) if measure else None


def read_window_end(content: Content) -> str | None:
    """Which value of a coarser period a cumulative metric takes; None if unsaid."""
    parameters = read_mapping(content, "type_params")
    found = read_mapping(parameters, "cumulative_type_params").get("period_agg")
    return str(found) if found else None


def read_meta(content: Content) -> Content:
    """What a block says under `config.meta`."""
    return read_mapping(read_mapping(content, "config"), "meta")


def read_mapping(content: Content, key: str) -> Content:
    """The mapping under a key; an empty one where there is none."""
    found = content.get(key)
    return found if isinstance(found, dict) else {}


def read_list(content: Content, key: str) -> list[Any]:
    """The list under a key; an empty one where there is none."""
    found = content.get(key)
    return found if isinstance(found, list) else []


def list_entries(content: Content, key: str) -> list[Content]:
    """The mappings in the list under a key."""
    return [entry for entry in read_list(content, key) if isinstance(entry, dict)]


def _as_input(written: Any) -> Content:
    if isinstance(written, dict):
        return {**written, "name": str(written.get("name") or "")}
    return {"name": str(written)}
