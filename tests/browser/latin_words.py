"""English left on a Russian page."""

import re
from pathlib import Path

ALLOWED = Path(__file__).with_name("latin_words_allowed.txt")
ADDRESS = re.compile(r"(https?://|mailto:)\S+")
CODE = re.compile(r"\S*[\d_/\\@.]\S*")
WORD = re.compile(r"[A-Za-z]{3,}")


def find_untranslated(words: str) -> list[str]:
    """Latin words that are no address, no code and not in the reviewed list."""
    prose = CODE.sub(" ", ADDRESS.sub(" ", words))
    return sorted(set(WORD.findall(prose)) - read_allowed())


def read_allowed() -> frozenset[str]:
    """The reviewed list."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return frozenset(x.strip() for x in lines if x.strip() and not x.startswith("#"))
