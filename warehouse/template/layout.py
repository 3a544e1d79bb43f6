"""Widths and heights: how much room words take in a sheet."""

from math import ceil

import dataframely as dy

from warehouse.registers.columns import notes_of

_SMALL = 1.25
"""Letters of the notes' size that fit where one of the usual size does."""
_BOLD = 0.9
_PROSE = 0.95
_LONGEST_CHOICE = 42
_LONG = ("description", "narrative", "goal", "action_en", "action_ru")


def choose_width(
    name: str, column: dy.Column, header: str, choices: tuple[str, ...]
) -> int:
    """A column's width in letters of the usual size."""
    word = max(len(word) for word in header.split())
    choice = min(max(map(len, choices), default=0), _LONGEST_CHOICE)
    return max(_choose_by_type(name, column), ceil(word / _BOLD) + 2, choice + 3)


def measure_note(note: str, width: int) -> int:
    """The height of a wrapped note in points."""
    return 11 * _count_lines(note, width * _SMALL) + 6


def measure_header(header: str, width: int) -> int:
    """The height of a wrapped header in points."""
    return 15 * _count_lines(header, width * _BOLD) + 6


def measure_prose(text: str, width: int) -> int:
    """The height of a wrapped paragraph in points."""
    return 15 * _count_lines(text, width * _PROSE) + 4


def _choose_by_type(name: str, column: dy.Column) -> int:
    if not isinstance(column, dy.String):
        return 16
    if name.startswith(_LONG):
        return 36
    notes = notes_of(column)
    return 20 if notes.is_identifier or notes.dimension else 26


def _count_lines(text: str, letters: float) -> int:
    """Lines that a paragraph takes when it breaks between words only."""
    return sum(_count_paragraph(line, letters) for line in text.splitlines())


def _count_paragraph(line: str, letters: float) -> int:
    lines, used = 1, 0
    for word in line.split():
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
    return lines
