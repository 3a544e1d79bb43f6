"""Documents that are evidence of a result."""

from warehouse.registers.columns import day, identifier, text, yes_no
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    DOCUMENT_SYNONYMS,
    municipality,
    project,
)


class Documents(Register):
    """One row per document."""

    document_id = identifier(
        "Document id",
        "Код документа",
        required=True,
        synonyms=DOCUMENT_SYNONYMS,
        example="document-1",
        note_en="Never changes; reported results refer to it",
        note_ru="Не меняется; на него ссылаются внесённые результаты",
    )
    title_en = text(
        "Title (English)",
        "Название (английский)",
        required=True,
        synonyms=(
            *("Title", "Name", "Document", "Document title", "English title"),
            *("Название на английском",),
        ),
        example="Analytical report 1",
    )
    title_ru = text(
        "Title (Russian)",
        "Название (русский)",
        synonyms=(
            *("Russian title", "Название", "Наименование", "Документ"),
            *("Название документа", "Название на русском"),
        ),
        example="Analytical report 1",
        example_ru="Аналитический отчёт 1",
    )
    kind = text(
        "Kind",
        "Вид документа",
        dimension="document_kind",
        synonyms=("Type", "Document type", "Kind of document", "Тип документа", "Вид"),
        example="analytical_report",
    )
    municipality = municipality()
    project_id = project()
    document_date = day(
        "Date",
        "Дата",
        synonyms=("Document date", "Dated", "Дата документа"),
        example="2026-07-06",
    )
    is_public = yes_no(
        "Public",
        "Опубликован",
        synonyms=("Published", "Is public", "Публичный", "Открытый доступ"),
        example="true",
        note_en="Whether everybody may read it",
        note_ru="Могут ли его читать все",
    )


DOCUMENTS = Dataset(
    "documents",
    "Documents",
    "Документы",
    Documents,
    ("scope", "document_id"),
    row_en="One row per document",
    row_ru="Одна строка – один документ",
)
