"""Numbers as people write them: spaces, decimal commas, thousands, float ids."""

import polars as pl

_GROUPED_BY_SPACE = r"^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$"
_GROUPED_BY_COMMA = r"^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$"
_GROUPED_BY_DOT = r"^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$"
_COMMA = r"^[+-]?\d+,\d+$"
_ONE_GROUP = r"^[+-]?[1-9]\d{0,2},\d{3}$"
_PLAIN = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$"
_WHOLE = r"^([+-]?\d+)(?:\.0{0,2}|\.0{4,})?$"
_FLOATED = r"^(\d+)\.0+$"
FLOAT_LIKE = r"^\d+(?:\.0+|(?:[.,]\d+)?[eE]\+?\d+)$"
"""What an id may look like after a spreadsheet took it for a number."""
_EXPONENT = r"^(\d)(?:[.,](\d+))?[eE]\+?(\d+)$"


def read_number(text: pl.Expr, *, is_share: bool = False) -> pl.Expr:
    """Decimal numbers; null where the text is none, or is 1,234, which may be two.

    A share may be written with the sign of per cent.
    """
    bare = text.str.replace(r"\s?%$", "") if is_share else text
    plain = _plain(bare)
    return (
        pl.when(plain.str.contains(_PLAIN) & ~is_ambiguous(bare))
        .then(plain)
        .cast(pl.Float64, strict=False)
    )


def read_whole(text: pl.Expr) -> pl.Expr:
    """Whole numbers; `12.0`, which a spreadsheet made of 12, is one; `12.000` may be
    twelve or twelve thousand.
    """
    return _plain(text).str.extract(_WHOLE, 1).cast(pl.Int64, strict=False)


def is_ambiguous(text: pl.Expr) -> pl.Expr:
    """Tell numbers such as 1,234: one and a bit, or more than a thousand."""
    return _even(text).str.contains(_ONE_GROUP)


def read_identifier(text: pl.Expr) -> pl.Expr:
    """Ids as they were before a spreadsheet took them for numbers.

    `12345.0` and `1.2345E+4` have all their digits and become 12345; `1.23457E+11`
    has lost some and becomes null.
    """
    digits, power = text.str.extract(_EXPONENT, 2).fill_null(""), _read_power(text)
    length = digits.str.len_chars().cast(pl.Int64)
    whole = pl.concat_str(text.str.extract(_EXPONENT, 1), digits)
    return (
        pl.when(text.str.contains(_FLOATED))
        .then(text.str.extract(_FLOATED, 1))
        .when(power.is_not_null() & (length == power))
        .then(whole)
        .when(power.is_not_null())
        .then(pl.lit(None, dtype=pl.String))
        .otherwise(text)
    )


def _read_power(text: pl.Expr) -> pl.Expr:
    return text.str.extract(_EXPONENT, 3).cast(pl.Int64, strict=False)


def _even(text: pl.Expr) -> pl.Expr:
    """One kind of space and of minus."""
    spaced = text.str.replace_all(r"[\u00a0\u2007\u2009\u202f']", " ")
    return spaced.str.replace(r"^\u2212", "-").str.strip_chars()


def _plain(text: pl.Expr) -> pl.Expr:
    even = _even(text)
    return (
        pl.when(even.str.contains(_GROUPED_BY_SPACE))
        .then(even.str.replace_all(" ", "").str.replace(",", "."))
        .when(even.str.contains(_GROUPED_BY_COMMA))
        .then(even.str.replace_all(",", ""))
        .when(even.str.contains(_GROUPED_BY_DOT))
        .then(even.str.replace_all(r"\.", "").str.replace(",", "."))
        .when(even.str.contains(_COMMA))
        .then(even.str.replace(",", "."))
        .otherwise(even)
    )
