"""Headers as people write them, and the column that each of them means."""

import unicodedata

from warehouse.registers.columns import ColumnNotes, notes_of
from warehouse.registers.declaration import Dataset


def fold_header(label: str) -> str:
    """A header without what people do not see, or do not mean.

    That is case, ё, underscores, double spaces, wide letters, and marks at the end.
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("ё", "е")
    return " ".join(text.replace("_", " ").split()).strip(" *:.")


def list_labels(name: str, notes: ColumnNotes) -> tuple[str, ...]:
    """All that may stand above a column: its name, headers and synonyms."""
    return (name, notes.header_en, notes.header_ru, *notes.synonyms)


def map_headers(dataset: Dataset) -> dict[str, str]:
    """Folded header to column, for every header that the dataset understands."""
    return {
        fold_header(label): name
        for name, column in dataset.columns.items()
        for label in list_labels(name, notes_of(column))
    }
