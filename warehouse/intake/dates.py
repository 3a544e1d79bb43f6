"""Dates as people write them; one that could be two days is never guessed."""

import polars as pl

DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"
_MONTHS_OF_YEAR = 12

_MONTHS = (
    ("january", "jan", "января", "январь", "янв"),
    ("february", "feb", "февраля", "февраль", "февр", "фев"),
    ("march", "mar", "марта", "март", "мар"),
    ("april", "apr", "апреля", "апрель", "апр"),
    ("may", "мая", "май"),
    ("june", "jun", "июня", "июнь", "июн"),
    ("july", "jul", "июля", "июль", "июл"),
    ("august", "aug", "августа", "август", "авг"),
    ("september", "sept", "sep", "сентября", "сентябрь", "сент", "сен"),
    ("october", "oct", "октября", "октябрь", "окт"),
    ("november", "nov", "ноября", "ноябрь", "нояб", "ноя"),
    ("december", "dec", "декабря", "декабрь", "дек"),
)
_NUMBERS = {word: str(n) for n, words in enumerate(_MONTHS, 1) for word in words}
_TIME = (
    r"[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?$"
)
_SLASHED = r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$"
_SHORT_YEAR = r"^\d{1,2}[./-]\d{1,2}[./-]\d{2}$"
_WORDED = r"^(\d{1,2})[ .-]*([a-zа-яё]+)\.?[ ,.-]*(\d{4})(?: ?г\.?| года)?$"
_WORDED_FIRST = r"^([a-z]+)\.? (\d{1,2}),? (\d{4})$"
_CERTAIN = (
    (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d"),
    (r"^\d{1,2}\.\d{1,2}\.\d{4}$", "%d.%m.%Y"),
    (r"^\d{4}/\d{1,2}/\d{1,2}$", "%Y/%m/%d"),
    (r"^\d{4}\.\d{1,2}\.\d{1,2}$", "%Y.%m.%d"),
)


def read_date(text: pl.Expr, form: str | None = None) -> pl.Expr:
    """Dates of a column of text; null where the text is no date, or could be two.

    `form` is the format to read the column in, as strftime writes it; dates that can
    be read in one way only are read without it.
    """
    day = text.str.replace(_TIME, "")
    certain = [
        pl.when(day.str.contains(pattern)).then(day.str.to_date(written, strict=False))
        for pattern, written in _CERTAIN
    ]
    if form in (DAY_FIRST, MONTH_FIRST):
        slashed = day.str.replace_all("-", "/").str.to_date(form, strict=False)
        certain.append(pl.when(day.str.contains(_SLASHED)).then(slashed))
    elif form:
        return pl.coalesce(_read_form(text, form), *certain)
    return pl.coalesce(*certain, _read_words(day))


class OrderProof:
    """What a column's values prove about the order of day and month."""

    def __init__(self) -> None:
        self._doubtful: str | None = None
        self._short: str | None = None
        self._days_first = self._months_first = False

    def add(self, values: pl.Series) -> None:
        """Look at more of the column's values, as text."""
        day = values.str.strip_chars().str.replace(_TIME, "")
        short = day.filter(day.str.contains(_SHORT_YEAR))
        parts = day.filter(day.str.contains(_SLASHED))
        self._short = self._short or next(iter(short), None)
        self._doubtful = self._doubtful or next(iter(parts), None)
        first, second = (parts.str.extract(_SLASHED, n).cast(pl.Int64) for n in (1, 2))
        self._days_first |= bool((first > _MONTHS_OF_YEAR).any())
        self._months_first |= bool((second > _MONTHS_OF_YEAR).any())

    def settle(self) -> str | None:
        """The format of dates with a slash; null where there is none.

        Raises:
            AmbiguousOrderError: a value could be two days, and no other tells which.
        """
        if self._short:
            raise AmbiguousOrderError(self._short)
        if self._doubtful is None:
            return None
        if self._days_first == self._months_first:
            raise AmbiguousOrderError(self._doubtful)
        return DAY_FIRST if self._days_first else MONTH_FIRST


class AmbiguousOrderError(ValueError):
    """The text is a date that could be two."""


def is_format(form: str) -> bool:
    """Tell whether a format names a day, a month and a year."""
    return all(any(sign in form for sign in signs) for signs in _NEEDED) or any(
        whole in form for whole in ("%F", "%D")
    )


_NEEDED = (("%d", "%e"), ("%m", "%b", "%B"), ("%Y", "%y"))


def _read_form(text: pl.Expr, form: str) -> pl.Expr:
    if any(sign in form for sign in ("%H", "%I", "%T", "%R")):
        return text.str.to_datetime(form, strict=False).dt.date()
    return text.str.to_date(form, strict=False)


def _read_words(day: pl.Expr) -> pl.Expr:
    """22 April 2008, April 22, 2008, 22 апр. 2008 г."""
    lower = day.str.to_lowercase().str.replace_all(r"\s+", " ")
    turned = lower.str.replace(_WORDED_FIRST, "$2 $1 $3")
    month = turned.str.extract(_WORDED, 2).replace_strict(
        _NUMBERS, default=None, return_dtype=pl.String
    )
    number, year = (turned.str.extract(_WORDED, n) for n in (1, 3))
    return pl.concat_str(year, month, number, separator="-").str.to_date(
        "%Y-%m-%d", strict=False
    )
