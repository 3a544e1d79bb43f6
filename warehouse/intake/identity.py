"""People by keyed codes: the same person has the same code, and no name is kept.

HMAC-SHA-256 (RFC 2104) over the normalised identifier, cut to 128 bits.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable

import polars as pl

from warehouse.intake.dates import read_date
from warehouse.intake.parsing import read_text

IDENTIFIER = "identifier:"
"""What the columns of direct identifiers are called between file and code."""

_CODE_LETTERS = 32
_LATIN = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
"""Latin letters that look like Cyrillic ones, in small letters, and ё."""
_NAME_PARTS = ("last_name", "first_name", "patronymic")
_TELLING = {"national_id", "passport", "email", "phone", "full_name", *_NAME_PARTS}
_KINDS = (*sorted(_TELLING), "birth_date")

PERSON = "participant_id"
"""The column that has a person's code."""


def list_identifiers(columns: list[str]) -> list[str]:
    """The columns of a batch that hold direct identifiers."""
    return [name for name in columns if name.startswith(IDENTIFIER)]


def tells_person(identifiers: Iterable[str]) -> bool:
    """Whether a code can be made of these kinds of identifier."""
    return not _TELLING.isdisjoint(identifiers)


def add_codes(
    rows: pl.DataFrame, key: str, birth_format: str | None = None
) -> pl.DataFrame:
    """Put a code into `participant_id` where it is empty; drop the identifiers.

    The code is made of the first that a row has of: national id, passport, name with
    date of birth, e-mail, phone, name alone.
    """
    found = list_identifiers(rows.columns)
    given = pl.col(PERSON) if PERSON in rows.columns else pl.lit(None)
    text = given.cast(pl.String).str.strip_chars().replace("", None)
    told = tell_identities(rows, birth_format).select(pl.coalesce("*")).to_series()
    rows = rows.with_columns(text.alias(PERSON))
    codes = {text: make_code(text, key) for text in told.drop_nulls().unique()}
    coded = told.replace_strict(codes, default=None, return_dtype=pl.String)
    return rows.with_columns(pl.col(PERSON).fill_null(coded)).drop(found)


def make_code(identity: str, key: str) -> str:
    """The code of a person: `p-` and 32 hexadecimal digits."""
    digest = hmac.new(key.encode(), identity.encode(), hashlib.sha256).hexdigest()
    return f"p-{digest[:_CODE_LETTERS]}"


def name_key(key: str) -> str:
    """A mark that tells keys apart and gives nothing of them away."""
    return make_code("which key", key)[2:10]


def normalise_name(name: str) -> str:
    """A name without case, marks, look-alike letters and the order of its words."""
    text = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(
        _drop_accent(letter) if letter.isalnum() else " "
        for letter in text
        if unicodedata.category(letter) not in ("Mn", "Cf") and letter not in "'’ʼ"
    )
    if any("а" <= letter <= "я" or letter == "ё" for letter in letters):
        letters = letters.translate(_LATIN)
    return " ".join(sorted(letters.split()))


def _drop_accent(letter: str) -> str:
    """Of Latin letters only: й is no и."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def tell_identities(rows: pl.DataFrame, birth_format: str | None) -> pl.DataFrame:
    """What rows say of who somebody is, a column a kind, the one that counts first.

    Each is a text with its kind before it; null where a row does not say it.
    """
    told = rows.select(_tell(rows, IDENTIFIER + name) for name in _KINDS)
    name, born = _join_name(), _column("birth_date")
    day = pl.coalesce(read_date(born, birth_format).cast(pl.String), _compact(born))
    options = {
        "national_id": _compact(_column("national_id")),
        "passport": _compact(_column("passport")),
        "name_born": pl.concat_str(name, day, separator="|"),
        "email": _column("email").str.to_lowercase(),
        "phone": _read_phone(_column("phone")),
        "name": name,
    }
    return told.select(
        pl.when(value.str.len_chars() > 0).then(pl.lit(f"{kind}:") + value).alias(kind)
        for kind, value in options.items()
    )


def _column(name: str) -> pl.Expr:
    return pl.col(IDENTIFIER + name)


def _tell(rows: pl.DataFrame, name: str) -> pl.Expr:
    """An identifier as text; what has no text form, a list say, names nobody."""
    if name not in rows.columns:
        return pl.repeat(None, pl.len(), dtype=pl.String).alias(name)
    return read_text(rows, name).replace("?", None).alias(name)


def _join_name() -> pl.Expr:
    parts = [_column(part) for part in _NAME_PARTS]
    joined = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    whole = pl.coalesce(_column("full_name"), pl.when(joined != "").then(joined))
    return whole.map_batches(_normalise, return_dtype=pl.String)


def _normalise(names: pl.Series) -> pl.Series:
    known = {name: normalise_name(name) for name in names.drop_nulls().unique()}
    return names.replace_strict(known, default=None, return_dtype=pl.String)


def _compact(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def _read_phone(text: pl.Expr) -> pl.Expr:
    """Digits only; the Russian 8 before ten digits is 7."""
    digits = text.str.replace_all(r"\D", "")
    return (
        pl.when(digits.str.len_chars() == 11)
        .then(digits.str.replace("^8", "7"))
        .when(digits.str.len_chars() == 10)
        .then(pl.lit("7") + digits)
        .otherwise(digits)
    )
