"""Documents that are evidence of a result."""

from warehouse.registers.columns import day, identifier, reference, text, yes_no
from warehouse.registers.declaration import Dataset, Register


class Documents(Register):
    """One row per document."""

    document_id = identifier("Document id", "Код документа", required=True)
    title_en = text("Title (English)", "Название (английский)", required=True)
    title_ru = text("Title (Russian)", "Название (русский)")
    kind = text("Kind", "Вид документа")
    municipality = reference("Municipality", "Муниципалитет", "municipality")
    project_id = reference("Project id", "Код проекта", "project")
    document_date = day("Date", "Дата")
    is_public = yes_no("Public", "Опубликован")


DOCUMENTS = Dataset(
    "documents", "Documents", "Документы", Documents, ("scope", "document_id")
)
