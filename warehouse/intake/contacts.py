"""E-mail addresses and phone numbers that stand where text is expected."""

import polars as pl

HIDDEN = "…"
"""What is kept in place of an address or a number."""

_EMAIL = r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+"
_PHONES = (
    r"\+\d[\d\s().\u00a0-]{8,}\d",
    r"\b8[ \u00a0]?[(-]?[ ]?\d{3,5}[)]?[ \u00a0-]\d{1,3}[ -]?\d{2}[ -]?\d{2}\b",
    r"\(\d{3,5}\)[ \u00a0]?\d{1,3}[ -]?\d{2}[ -]?\d{2}\b",
    r"\b\d{3}[ -]\d{3}-\d{4}\b",
)
_CONTACT = "|".join((_EMAIL, *_PHONES))


def has_contact(text: pl.Expr) -> pl.Expr:
    """Tell texts with an e-mail address or a phone number in them."""
    return text.str.contains(_CONTACT).fill_null(False)


def hide_contacts(text: pl.Expr) -> pl.Expr:
    """The text with `…` in place of addresses and numbers."""
    return text.str.replace_all(_CONTACT, HIDDEN)


def holds_contact(text: str) -> bool:
    """Tell the same of one text."""
    return bool(pl.select(has_contact(pl.lit(text))).item())
