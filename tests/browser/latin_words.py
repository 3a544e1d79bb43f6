"""English left on a Russian page."""

import re
from pathlib import Path

ALLOWED = Path(__file__).with_name("latin_words_allowed.txt")
ADDRESS = re.compile(r"(https?://|mailto:)\S+")
CODE = re.compile(r"\S*[\d_/\\@.]\S*")
WORD = re.compile(r"[A-Za-z]{3,}")


def find_untranslated(words: str) -> list[str]:
    """Latin words that are no address, no code and not in the reviewed list."""
    prose = ADDRESS.sub(" ", words)
    for phrase in read_allowed():
        prose = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", prose)
    return sorted(set(WORD.findall(CODE.sub(" ", prose))))


def read_allowed() -> list[str]:
    """The reviewed list: words and phrases, letter by letter, the longest first."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    phrases = [x.strip() for x in lines if x.strip() and not x.startswith("#")]
    return sorted(phrases, key=len, reverse=True)
