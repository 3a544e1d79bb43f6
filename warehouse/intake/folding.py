"""Labels as people write them, made comparable."""

import re
import unicodedata

_PLACE_WORDS = re.compile(r"^(?:г|гор|город|пос|city of)\b\.?\s*")


def fold(label: str) -> str:
    """Without case, ё, underscores, line breaks, repeated spaces and end marks."""
    text = unicodedata.normalize("NFKC", label).casefold().replace("ё", "е")
    return " ".join(text.replace("_", " ").split()).strip(" *:.")


def fold_place(name: str) -> str:
    """As `fold`, and without the word for a city or settlement before the name."""
    return _PLACE_WORDS.sub("", fold(name)) or fold(name)
