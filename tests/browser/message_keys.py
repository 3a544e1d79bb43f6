"""Names of messages that were never translated, found on a page."""

import re
from functools import cache

from babel.messages.pofile import read_po

from dashboard.wording import LOCALE_DIR

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def find_keys(words: str) -> list[str]:
    """Words such as `overview.title`, which a reader gets when a message is missing."""
    families = "|".join(sorted(list_families()))
    return re.findall(rf"\b(?:{families})\.[a-z][a-z0-9_.]*\b", words)


def find_placeholders(words: str) -> list[str]:
    """Words such as `{value}`, which should have been filled."""
    return PLACEHOLDER.findall(words)


@cache
def list_families() -> frozenset[str]:
    """What comes before the dot in the keys of the catalogues."""
    families = set()
    for path in LOCALE_DIR.glob("*/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            keys = [str(message.id) for message in read_po(file) if message.id]
        families |= {key.split(".")[0].strip("(' ") for key in keys if "." in key}
    return frozenset(families)
