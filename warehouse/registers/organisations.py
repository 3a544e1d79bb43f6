"""Organisations that take part, host or send people."""

from warehouse.registers.attendance import ORGANISATION_TYPES
from warehouse.registers.columns import code, identifier, reference, text
from warehouse.registers.declaration import Dataset, Register


class Organisations(Register):
    """One row per organisation."""

    organisation_id = identifier("Organisation id", "Код организации", required=True)
    name_en = text("Name (English)", "Название (английский)")
    name_ru = text("Name (Russian)", "Название (русский)")
    organisation_type = code("Organisation type", "Тип организации", ORGANISATION_TYPES)
    municipality = reference("Municipality", "Муниципалитет", "municipality")


ORGANISATIONS = Dataset(
    "organisations",
    "Organisations",
    "Организации",
    Organisations,
    ("scope", "organisation_id"),
)
