"""The words of codes in both languages, from the programme's lists."""

import csv
from functools import cache
from pathlib import Path

Words = dict[str, tuple[str, str]]
"""Code to its English and Russian words, in the order of the list."""


@cache
def load_code_words(project_dir: Path, programme_dir: Path) -> dict[str, Words]:
    """Every dimension's codes and words: those of all programmes, then its own.

    Raises:
        OSError: a seed cannot be read.
    """
    words: dict[str, Words] = {}
    own = programme_dir / "seeds" / "programme_members.csv"
    for path in (project_dir / "seeds" / "members.csv", own):
        if path == own and not own.is_file():
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                named = (row["name_en"], row["name_ru"])
                words.setdefault(row["dimension"], {})[row["member"]] = named
    return words


@cache
def load_category_words(programme_dir: Path) -> Words:
    """The programme's categories of participants, from its seed.

    Raises:
        OSError: the seed cannot be read.
    """
    path = programme_dir / "seeds" / "participant_categories.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["participant_category_code"]: (row["name_en"], row["name_ru"])
            for row in csv.DictReader(file)
        }
