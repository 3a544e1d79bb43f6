"""Municipalities, their region and where they lie."""

from warehouse.registers.columns import identifier, number, text, yes_no
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import name_en, name_ru


class Municipalities(Register):
    """One row per municipality."""

    municipality_id = identifier(
        "Municipality id",
        "Код муниципалитета",
        required=True,
        synonyms=(
            *("Municipality code", "City id", "City code", "ID муниципалитета"),
            *("Код города", "Код муниципального образования", "ОКТМО"),
        ),
        example="city-1",
        note_en="Never changes; the other registers may use it or the name",
        note_ru="Не меняется; в других реестрах подходит и он, и название",
    )
    name_en = name_en("Municipality", required=True, example="City 1")
    name_ru = name_ru(
        "муниципалитета", required=True, example="City 1", example_ru="Город 1"
    )
    region_code = identifier(
        "Region code",
        "Код региона",
        synonyms=("Region id", "Код субъекта", "Код субъекта РФ"),
        example="region-1",
        note_en="The code that every municipality of the region has",
        note_ru="Один код у всех муниципалитетов региона",
    )
    region_name_en = text(
        "Region (English)",
        "Регион (английский)",
        synonyms=("Region", "Region name", "Регион на английском"),
        example="Region 1",
    )
    region_name_ru = text(
        "Region (Russian)",
        "Регион (русский)",
        synonyms=("Region in Russian", "Регион", "Субъект РФ", "Название региона"),
        example="Region 1",
        example_ru="Регион 1",
    )
    federal_district = text(
        "Federal district",
        "Федеральный округ",
        dimension="federal_district",
        is_closed=True,
        synonyms=("District", "ФО", "Округ"),
        example="siberian",
        note_en="Only in Russia",
        note_ru="Только для России",
    )
    country_code = text(
        "Country",
        "Страна",
        synonyms=("Country code", "Код страны"),
        example="RU",
        note_en="Two-letter code of ISO 3166-1",
        note_ru="Двухбуквенный код по ISO 3166-1",
    )
    latitude = number(
        "Latitude",
        "Широта",
        low=-90,
        high=90,
        unit="degree",
        synonyms=("Lat", "Широта, градусы"),
        example="51.5",
        note_en="Decimal degrees, north is positive",
        note_ru="Десятичные градусы, северная – со знаком плюс",
    )
    longitude = number(
        "Longitude",
        "Долгота",
        low=-180,
        high=180,
        unit="degree",
        synonyms=("Lon", "Lng", "Long", "Долгота, градусы"),
        example="134.5",
        note_en="Decimal degrees, east is positive",
        note_ru="Десятичные градусы, восточная – со знаком плюс",
    )
    is_base_city = yes_no(
        "Base city",
        "Базовый город",
        synonyms=("Is base city", "Pilot city", "Базовый"),
        example="true",
        note_en="Chosen for a project of its own",
        note_ru="Выбран для собственного проекта",
    )


MUNICIPALITIES = Dataset(
    "municipalities",
    "Municipalities",
    "Муниципалитеты",
    Municipalities,
    ("scope", "municipality_id"),
    row_en="One row per municipality",
    row_ru="Одна строка – один муниципалитет",
)
