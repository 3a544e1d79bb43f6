"""Municipalities, their region and where they lie."""

from warehouse.registers.columns import identifier, number, text, yes_no
from warehouse.registers.declaration import Dataset, Register


class Municipalities(Register):
    """One row per municipality."""

    municipality_id = identifier("Municipality id", "Код муниципалитета", required=True)
    name_en = text("Name (English)", "Название (английский)", required=True)
    name_ru = text("Name (Russian)", "Название (русский)", required=True)
    region_code = identifier("Region code", "Код региона")
    region_name_en = text("Region (English)", "Регион (английский)")
    region_name_ru = text("Region (Russian)", "Регион (русский)")
    federal_district = text("Federal district", "Федеральный округ")
    country_code = text("Country", "Страна", note_en="ISO 3166-1", note_ru="ISO 3166-1")
    latitude = number("Latitude", "Широта", low=-90, high=90, unit="degree")
    longitude = number("Longitude", "Долгота", low=-180, high=180, unit="degree")
    is_base_city = yes_no("Base city", "Базовый город")


MUNICIPALITIES = Dataset(
    "municipalities",
    "Municipalities",
    "Муниципалитеты",
    Municipalities,
    ("scope", "municipality_id"),
)
