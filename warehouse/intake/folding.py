"""Names of places as people write them, made comparable."""

import re

from warehouse.registers.headers import fold_header

_PLACE_WORDS = re.compile(r"^(?:г|гор|город|пос|city of)\b\.?\s*")


def fold_place(name: str) -> str:
    """As a header, and without the word for a city or settlement before the name."""
    return _PLACE_WORDS.sub("", fold_header(name)) or fold_header(name)
