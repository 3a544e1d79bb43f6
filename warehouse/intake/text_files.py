"""CSV and TSV files: their encoding, their delimiter and their rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

import polars as pl
from charset_normalizer import from_bytes

from warehouse.intake.problems import (
    NotTextError,
    TooManyColumnsError,
    UnbalancedQuotesError,
    UnreadableFileError,
)
from warehouse.intake.sheets import (
    BATCH_ROWS,
    HEAD_ROWS,
    MOST_COLUMNS,
    ROW,
    Batches,
    Sheet,
    finish_batch,
    name_columns,
)

_DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 22
_SAMPLE = 1 << 18
_SPARE = 4
"""Fields that a row may have beyond its headers before the whole file is measured."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WINDOWS, _WESTERN = "cp1251", "cp1252"
_CODE_PAGES = [_WINDOWS, "cp866", "koi8_r", _WESTERN]
_WORDS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")

_TOO_WIDE = ("more fields than", "n_extra")
"""How Polars says that a row has more fields than it was told."""

Source = Path | bytes


def open_text(path: Path) -> Sheet:
    """Look at a text file.

    Raises:
        NotTextError: the bytes are no text in any encoding that is known.
        TooManyColumnsError: it has too many columns to be a register.
    """
    encoding = find_encoding(path)
    source = _recode(path, encoding)
    sample = _read_sample(source)
    delimiter = _find_delimiter(sample)
    head = tuple(
        tuple(cell.strip() for cell in record) for record in _split(sample, delimiter)
    )
    if max(map(len, head), default=0) > MOST_COLUMNS:
        raise TooManyColumnsError(path, most=str(MOST_COLUMNS))
    return Sheet(None, head, partial(_read, path, source, delimiter), encoding=encoding)


def find_encoding(path: Path) -> str:
    """The encoding that all of the file can be read in, as Python names it.

    Raises:
        NotTextError: there is none.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return _require(path, encoding)
    try:
        return _require(path, "utf-8")
    except NotTextError:
        return _require(path, _guess_code_page(path))


def _require(path: Path, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    raise NotTextError(path)
            decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise NotTextError(path) from error
    return encoding


def _guess_code_page(path: Path) -> str:
    """By the lines that are not plain Latin."""
    told = bytearray()
    with path.open("rb") as stream:
        for line in stream:
            if not line.isascii():
                told += line
            if len(told) > _SAMPLE:
                break
    if b"\0" in told:
        raise NotTextError(path)
    sample = bytes(told[:_SAMPLE])
    best = from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    if best is None:
        raise NotTextError(path)
    return _WINDOWS if _is_short_russian(sample, best.encoding) else best.encoding


def _is_short_russian(sample: bytes, guess: str) -> bool:
    """A few Cyrillic words look like Western ones to statistics, but never mix."""
    if guess != _WESTERN:
        return False
    words = _WORDS.findall(sample.decode(_WINDOWS, errors="replace"))
    return not any(not word.isascii() and _LATIN.search(word) for word in words)


def _recode(path: Path, encoding: str) -> Source:
    """The file itself if it is UTF-8 with ordinary line ends, else its text as such."""
    with path.open("rb") as stream:
        has_old_line_ends = (
            b"\n" not in (start := stream.read(_SAMPLE)) and b"\r" in start
        )
    if encoding == "utf-8" and not has_old_line_ends:
        return path
    text = path.read_bytes().decode(encoding)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return text.encode("utf-8")


def _read_sample(source: Source) -> str:
    """The first complete lines."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            start = stream.read(_SAMPLE)
    else:
        start = source[:_SAMPLE]
    if len(start) == _SAMPLE and b"\n" in start:
        start = start[: start.rindex(b"\n") + 1]
    return start.decode("utf-8", errors="ignore")


def _split(sample: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_SAMPLE * 4)
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for _, record in zip(range(HEAD_ROWS), records, strict=False):
            yield record
    except csv.Error:
        return


def _find_delimiter(sample: str) -> str:
    """The one that cuts most rows into the same number of fields, more than one."""
    best, most = _DELIMITERS[0], 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(record) for record in _split(sample, delimiter))
        score = max((n * w for w, n in widths.items() if w > 1), default=0)
        if score > most:
            best, most = delimiter, score
    return best


def _read(path: Path, source: Source, delimiter: str, skip: int, width: int) -> Batches:
    """With room for a few fields too many; if that will not do, for all there are."""
    seen = skip
    try:
        for batch in _read_width(source, delimiter, skip, width + _SPARE):
            seen += batch.height
            yield finish_batch(batch, width)
    except pl.exceptions.PolarsError as error:
        if not any(sign in str(error) for sign in _TOO_WIDE):
            raise _explain(path, source, delimiter) from error
        yield from _read_widest(path, source, delimiter, skip, width, seen)


def _read_widest(
    path: Path, source: Source, delimiter: str, skip: int, width: int, seen: int
) -> Batches:
    """The rows below those that were seen, with room for the widest."""
    widest = _measure(path, source, delimiter)
    try:
        for batch in _read_width(source, delimiter, skip, widest):
            yield finish_batch(batch.filter(pl.col(ROW) > seen), width)
    except pl.exceptions.PolarsError as error:
        raise _explain(path, source, delimiter) from error


def _read_width(source: Source, delimiter: str, skip: int, width: int) -> Batches:
    batches = pl.scan_csv(
        source,
        has_header=False,
        separator=delimiter,
        skip_rows=skip,
        schema=dict.fromkeys(name_columns(width), pl.String()),
        missing_columns="insert",
        truncate_ragged_lines=False,
        row_index_name=ROW,
        row_index_offset=skip + 1,
        glob=False,
    ).collect_batches(chunk_size=BATCH_ROWS, maintain_order=True)
    for batch in batches:
        yield batch.with_columns(pl.col(ROW).cast(pl.Int64))


def _measure(path: Path, source: Source, delimiter: str) -> int:
    """The width of the widest row of the whole file."""
    with _open(source) as stream:
        records = csv.reader(stream, delimiter=delimiter)
        try:
            widest = max(map(len, records), default=0)
        except csv.Error as error:
            raise UnreadableFileError(path) from error
    if widest > MOST_COLUMNS:
        raise TooManyColumnsError(path, most=str(MOST_COLUMNS))
    return widest


def _explain(path: Path, source: Source, delimiter: str) -> UnreadableFileError:
    """Say which line cannot be read; never what stands there."""
    with _open(source) as stream:
        records = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            for _ in records:
                pass
        except csv.Error:
            return UnbalancedQuotesError(path, line=str(records.line_num))
    with _open(source) as stream:
        stray = _find_stray_quote(stream, delimiter)
    return (
        UnbalancedQuotesError(path, line=stray) if stray else UnreadableFileError(path)
    )


def _find_stray_quote(stream: TextIO, delimiter: str) -> str | None:
    """The first line with a value such as 12", which no quotation mark opens."""
    lines: list[str] = []

    def remember() -> Iterator[str]:
        for line in stream:
            lines.append(line)
            yield line

    records = csv.reader(remember(), delimiter=delimiter)
    for _ in records:
        if "".join(lines).count('"') % 2:
            return str(records.line_num)
        lines.clear()
    return None


def _open(source: Source) -> TextIO:
    if isinstance(source, Path):
        return source.open(encoding="utf-8", newline="")
    return io.StringIO(source.decode("utf-8"), newline="")
