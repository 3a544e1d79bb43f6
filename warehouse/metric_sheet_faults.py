"""What is missing, unknown or misshapen in a metric's sheet (`config.meta`)."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from warehouse.metric_sheet import NONE, PEOPLE_CLASSES, Companion, Sheet

Meta = dict[Any, Any]
Found = tuple[tuple[str, ...], str, dict[str, str]]
"""The path of the key at fault, the fault's code and what fills in its words."""

_CODES = {
    "extra_forbidden": "unknown_key",
    "invalid_key": "unknown_key",
    "string_type": "not_text",
    "string_pattern_mismatch": "key_empty",
    "int_type": "not_whole",
    "float_type": "not_number",
    "finite_number": "not_number",
    "greater_than": "not_number",
    "bool_type": "not_truth",
    "list_type": "not_list",
    "dict_type": "not_mapping",
    "model_type": "not_mapping",
}
"""Codes of faults by types of pydantic's errors; our own types are codes already."""

_EMPTY: tuple[Any, ...] = (None, "", [], {})
_IN_WORDS = ("text_incomplete", "field_empty")


def find_sheet_faults(meta: Meta) -> Iterator[Found]:
    """Every fault of a block's sheet; a block without any has no figures of its own."""
    if not meta:
        return
    kind = Companion if "reports_as" in meta else Sheet
    try:
        kind.model_validate(meta)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield _describe(detail)
    if kind is Sheet:
        yield from _find_contradictions(meta)


def _describe(detail: ErrorDetails) -> Found:
    path = tuple(str(key) for key in detail["loc"] if isinstance(key, str | bool))
    is_key = path[-1:] == ("[key]",)
    path = path[:-2] if is_key else path
    words = {"key": ".".join(path)}
    if detail["type"] in ("unknown_code", "repeated"):
        words |= {"name": str(detail["input"])}
    words |= {key: str(value) for key, value in detail.get("ctx", {}).items()}
    return ("config", "meta", *path), _name_fault(detail, path), words


def _name_fault(detail: ErrorDetails, path: tuple[str, ...]) -> str:
    kind = detail["type"]
    if kind == "missing":
        return "field_empty" if path[0] == "pirs" and path[1:] else "key_missing"
    if detail["input"] in _EMPTY and kind not in _IN_WORDS:
        return "key_empty"
    if path == ("pairs",) and kind in ("too_short", "too_long"):
        return "too_many_pairs" if len(detail["loc"]) == 1 else "not_pair"
    if path == ("grains",) and kind == "unknown_code":
        return "unknown_grain"
    return _CODES.get(kind, kind)


def _find_contradictions(meta: Meta) -> Iterator[Found]:
    percent_met = meta.get("percent_met")
    if meta.get("direction") == "decrease" and percent_met == "of_target":
        yield ("config", "meta", "percent_met"), "falling_of_target", {}
    if meta.get("suppression_class") in PEOPLE_CLASSES and "people" not in meta:
        yield ("config", "meta", "suppression_class"), "people_unsaid", {}
    if meta.get("type") == "context":
        for key in ("percent_met", "target_key"):
            if meta.get(key, NONE) not in (NONE, *_EMPTY):
                yield ("config", "meta", key), "context_judged", {"key": key}
