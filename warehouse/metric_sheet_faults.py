"""What is missing or unknown in a metric's reference sheet (`config.meta`)."""

from collections.abc import Iterator
from typing import Any

GRAINS = ("month", "quarter", "year", "fiscal_quarter", "fiscal_year", "programme")
NOT_PUBLISHED = "not_published"
PIRS_FIELDS = (
    "performance_plan",
    "rationale",
    "data_source",
    "method",
    "frequency",
    "responsible",
    "baseline_timeframe",
    "target_rationale",
    "limitations",
    "notes",
)
"""Fields of a performance indicator reference sheet that only words can fill; the rest
follows from the block, the targets, the assessments and the releases. USAID's form of
the sheet has the same fields (ADS 201, performance indicator reference sheet)."""

REQUIRED = (
    "code",
    "sort_order",
    "names",
    "definition",
    "counting_rule",
    "unit",
    # "data_type",
    "type",
    "direction",
    # "percent_met",
    # "target_key",
    "rollup",
    "suppression_class",
    "scopes",
    "dataset",
    "grains",
    "is_count",
    "provenance_metric",
    # "pirs",
)
REQUIRED_OF_COMPANION = ("grains", "provenance_metric")
TEXTS = ("names", "definition", "counting_rule", "unit")
LANGUAGES = ("en", "ru")

_ROLLUPS = ("sum", "latest", "distinct", "recomputed", "none")
_CLOSED_LISTS = {
    ("data_type",): ("integer", "decimal", "share"),
    ("type",): ("output", "outcome", "context"),
    ("direction",): ("increase", "decrease", "none"),
    ("percent_met",): ("of_target", "from_baseline", "none"),
    ("suppression_class",): ("people", "things", "published"),
    ("rollup", "time"): _ROLLUPS,
    ("rollup", "place"): _ROLLUPS,
    ("rollup", "disaggregates"): _ROLLUPS,
    ("deviation", "in"): ("percent", "points"),
}

Meta = dict[str, Any]
Found = tuple[tuple[str, ...], str, dict[str, str]]
"""The path of the key at fault, the fault's code and what fills in its words."""


def find_sheet_faults(meta: Meta) -> Iterator[Found]:
    """Every fault of a block's sheet; a block without grains needs none."""
    if "grains" not in meta:
        return
    if "reports_as" in meta:
        yield from _find_missing(meta, REQUIRED_OF_COMPANION)
        yield from _find_unknown_grains(meta)
        return
    yield from _find_missing(meta, REQUIRED)
    yield from _find_unknown_grains(meta)
    yield from _find_unknown_codes(meta)
    yield from _find_untranslated(meta)
    yield from _find_empty_fields(meta)
    if meta.get("direction") == "decrease" and meta.get("percent_met") == "of_target":
        yield ("config", "meta", "percent_met"), "falling_of_target", {}


def _find_missing(meta: Meta, keys: tuple[str, ...]) -> Iterator[Found]:
    for key in keys:
        if meta.get(key) in (None, "", [], {}):
            yield ("config", "meta", key), "key_missing", {"key": key}


def _find_unknown_grains(meta: Meta) -> Iterator[Found]:
    for name in sorted(set(meta["grains"] or []) - set(GRAINS)):
        words = {"grain": str(name), "known": ", ".join(GRAINS)}
        yield ("config", "meta", "grains"), "unknown_grain", words


def _find_unknown_codes(meta: Meta) -> Iterator[Found]:
    for path, known in _CLOSED_LISTS.items():
        value = _follow(meta, path)
        if value is not None and value not in known:
            words = {"key": ".".join(path), "name": str(value)}
            words["known"] = ", ".join(known)
            yield ("config", "meta", *path), "unknown_code", words


def _find_untranslated(meta: Meta) -> Iterator[Found]:
    for key in TEXTS:
        if key in meta and not _is_translated(meta[key]):
            yield ("config", "meta", key), "text_incomplete", {"key": key}


def _find_empty_fields(meta: Meta) -> Iterator[Found]:
    base = meta.get("pirs")
    if base:
        yield from _find_empty(("pirs",), base, PIRS_FIELDS)
    for scope, sheet in (meta.get("pirs_by_scope") or {}).items():
        yield from _find_empty(
            ("pirs_by_scope", scope), sheet or {}, tuple(sheet or {})
        )


def _find_empty(
    path: tuple[str, ...], sheet: Meta, wanted: tuple[str, ...]
) -> Iterator[Found]:
    for name in wanted:
        value = sheet.get(name)
        if value != NOT_PUBLISHED and not _is_translated(value):
            key = ".".join((*path, name))
            yield ("config", "meta", *path, name), "field_empty", {"key": key}


def _is_translated(text: Any) -> bool:
    return isinstance(text, dict) and all(text.get(language) for language in LANGUAGES)


def _follow(meta: Meta, path: tuple[str, ...]) -> Any:
    value: Any = meta
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
