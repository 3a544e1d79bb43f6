"""Where in a sheet the headers stand: under titles, in one row or in two."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Score = Callable[[tuple[str, ...]], int]


@dataclass(frozen=True)
class Header:
    """The headers of a sheet, and how many rows to skip to reach the data."""

    labels: tuple[str, ...]
    skip: int


def find_header(head: tuple[tuple[str, ...], ...], score: Score) -> Header:
    """The candidate with the highest score; of equals the first and the simplest.

    Where nothing scores, the first row with any text is taken for the headers.
    """
    candidates = list(iterate_headers(head))
    return max(candidates, key=lambda item: score(item.labels), default=Header((), 0))


def iterate_headers(head: tuple[tuple[str, ...], ...]) -> Iterator[Header]:
    """Every row, then every pair of rows whose upper one groups the columns below."""
    rows = [_trim(row) for row in head]
    for number, row in enumerate(rows, 1):
        if row:
            yield Header(row, number)
    for number, (upper, lower) in enumerate(zip(rows, rows[1:], strict=False), 2):
        if upper and lower:
            yield Header(_join(upper, lower, is_grouped=False), number)
            yield Header(_join(upper, lower, is_grouped=True), number)


def _trim(row: tuple[str, ...]) -> tuple[str, ...]:
    filled = [position for position, cell in enumerate(row) if cell]
    return row[: filled[-1] + 1] if filled else ()


def _join(
    upper: tuple[str, ...], lower: tuple[str, ...], *, is_grouped: bool
) -> tuple[str, ...]:
    """`Participants` over `Women` is `Women`, or `Participants Women`."""
    width = max(len(upper), len(lower))
    above = upper + ("",) * (width - len(upper))
    below = lower + ("",) * (width - len(lower))
    return tuple(
        f"{group} {label}".strip() if is_grouped and group != label else label or group
        for group, label in zip(above, below, strict=True)
    )
