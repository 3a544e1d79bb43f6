"""E-mail addresses and phone numbers that stand where text is expected."""

import polars as pl

HIDDEN = "…"
"""What is kept in place of an address or a number."""

_EMAIL = r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+"
_PHONES = (
    r"\+\d[\d\s().\u00a0-]{8,}\d",
    r"\b8[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b",
    r"\(?\b\d{3}\)?[\s-]\d{3}-\d{4}\b",
    r"\b\d{3}-\d{4}\b",
)
_CONTACT = "|".join((_EMAIL, *_PHONES))


def has_contact(text: pl.Expr) -> pl.Expr:
    """Tell texts with an e-mail address or a phone number in them."""
    return text.str.contains(_CONTACT).fill_null(False)


def hide_contacts(text: pl.Expr) -> pl.Expr:
    """The text with `…` in place of addresses and numbers."""
    return text.str.replace_all(_CONTACT, HIDDEN)
