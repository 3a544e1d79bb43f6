"""The programme itself: its years, its as-of date and what its registers cover."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import day, text, whole
from warehouse.registers.declaration import Dataset, Register


class Programme(Register):
    """One row per scope."""

    code = text("Code", "Код", required=True)
    name_en = text("Name (English)", "Название (английский)", required=True)
    name_ru = text("Name (Russian)", "Название (русский)", required=True)
    start_year = whole("Start year", "Год начала", low=1900, high=2100, required=True)
    end_year = whole("End year", "Год окончания", low=1900, high=2100, required=True)
    as_of_date = day("Data as of", "Данные по состоянию на", required=True)
    goal_en = text("Goal (English)", "Цель (английский)")
    goal_ru = text("Goal (Russian)", "Цель (русский)")
    funder = text("Funder", "Кто финансирует")
    register_from = day("Registers cover from", "Реестры охватывают с")
    register_to = day("Registers cover to", "Реестры охватывают по")

    @dy.rule()
    def end_before_start(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """A programme ends in the year it starts, or later."""
        return pl.col("end_year") >= pl.col("start_year")


PROGRAMME = Dataset("programme", "Programme", "Программа", Programme, ("scope",))
