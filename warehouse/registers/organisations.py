"""Organisations that take part, host or send people."""

from warehouse.registers.attendance import ORGANISATION_TYPES
from warehouse.registers.columns import identifier
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import (
    municipality,
    name_en,
    name_ru,
    organisation_type,
)


class Organisations(Register):
    """One row per organisation."""

    organisation_id = identifier(
        "Organisation id",
        "Код организации",
        required=True,
        synonyms=(
            *("Organization id", "Organisation code", "Organization code"),
            *("ID организации", "Номер организации"),
        ),
        example="org-1",
        note_en="Never changes; the other registers may use it or the name",
        note_ru="Не меняется; в других реестрах подходит и он, и название",
    )
    name_en = name_en("Organisation", example="Organisation 1")
    name_ru = name_ru(
        "организации", example="Organisation 1", example_ru="Организация 1"
    )
    organisation_type = organisation_type(ORGANISATION_TYPES)
    municipality = municipality()


ORGANISATIONS = Dataset(
    "organisations",
    "Organisations",
    "Организации",
    Organisations,
    ("scope", "organisation_id"),
    row_en="One row per organisation",
    row_ru="Одна строка – одна организация",
)
