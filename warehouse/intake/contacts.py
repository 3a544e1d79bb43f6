"""E-mail addresses and phone numbers that stand where they do not belong."""

from collections.abc import Iterable

import polars as pl

HIDDEN = "…"
"""What is kept in place of an address or a number."""

_GAP = r"[\s‐‑–—-]*"
_EMAIL = r"[\p{L}\p{N}._%+-]+ ?@ ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+"
_INTERNATIONAL = r"\+\d(?:[\s().‐‑–—-]{0,3}\d){8,13}"
_LOCAL = "|".join(
    rf"\d{{{area}}}\)?{_GAP}\d{{{first}}}{_GAP}\d{{2}}{_GAP}\d{{2}}\b"
    for area, first in ((3, 3), (4, 2), (5, 1))
)
"""Russian area codes have three to five digits, and ten with the number."""
_UNMISTAKABLE = (
    _EMAIL,
    _INTERNATIONAL,
    rf"\b[78]{_GAP}\((?:{_LOCAL})",
    rf"\b[78][\s‐‑–—-]+(?:{_LOCAL})",
    rf"\((?:{_LOCAL})",
    r"\b[78]9\d{9}\b",
)
_LIKELY = (
    rf"\b8{_GAP}(?:{_LOCAL})",
    rf"\b9\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}\b",
    r"\(?\b\d{3}\)?[\s.-]\d{3}[.-]\d{4}\b",
    r"\b\d{3}-\d{4}\b",
    r"\b\d{3}-\d{2}-\d{2}\b",
    r"(?i:\b(?:тел|моб|факс|tel|phone|fax))[\p{L}.:№]*\s*[\d(+][\d\s()‐‑–—-]{4,}\d",
)
_IN_ID = "|".join(_UNMISTAKABLE)
_IN_TEXT = "|".join((*_UNMISTAKABLE, *_LIKELY))


def has_contact(text: pl.Expr, *, is_id: bool = False) -> pl.Expr:
    """Tell texts with an e-mail address or a phone number in them.

    Ids have digits of their own: only what can be nothing else counts in them.
    """
    return text.str.contains(_IN_ID if is_id else _IN_TEXT).fill_null(False)


def hide_contacts(text: pl.Expr, *, is_id: bool = False) -> pl.Expr:
    """The text with `…` in place of addresses and numbers."""
    return text.str.replace_all(_IN_ID if is_id else _IN_TEXT, HIDDEN)


def hide_values(labels: Iterable[str]) -> tuple[str, ...]:
    """Headers for a message: where one has a contact, all are values, not headers."""
    rows = pl.DataFrame({"label": list(labels)}, schema={"label": pl.String})
    label = pl.col("label")
    may_tell = label.str.contains(r"\p{L}") | has_contact(label)
    is_hidden = has_contact(label).any() & may_tell
    shown = pl.when(is_hidden).then(pl.lit(HIDDEN)).otherwise(label)
    return tuple(rows.select(shown).to_series())
