"""The programme itself: its years, its as-of date and what its registers cover."""

import dataframely as dy
import polars as pl

from warehouse.registers.columns import day, text, whole
from warehouse.registers.declaration import Dataset, Register
from warehouse.registers.recurring_columns import name_en, name_ru


class Programme(Register):
    """One row per scope."""

    code = text(
        "Code",
        "Код",
        required=True,
        synonyms=("Programme code", "Program code", "Код программы"),
        example="programme_1",
        note_en="Short, in Latin letters",
        note_ru="Короткий, латинскими буквами",
    )
    name_en = name_en("Programme", required=True, example="Programme 1")
    name_ru = name_ru(
        "программы", required=True, example="Programme 1", example_ru="Программа 1"
    )
    start_year = whole(
        "Start year",
        "Год начала",
        low=1900,
        high=2100,
        required=True,
        synonyms=("First year", "Year from", "From", "Первый год", "Год с"),
        example="2026",
    )
    end_year = whole(
        "End year",
        "Год окончания",
        low=1900,
        high=2100,
        required=True,
        synonyms=("Last year", "Year to", "To", "Последний год", "Год по"),
        example="2030",
    )
    as_of_date = day(
        "Data as of",
        "Данные по состоянию на",
        required=True,
        synonyms=("As of", "As of date", "По состоянию на", "Дата данных"),
        example="2026-12-31",
        note_en="What is due or overdue is judged on this day",
        note_ru="На этот день судят, что просрочено, а чему срок не наступил",
    )
    goal_en = text(
        "Goal (English)",
        "Цель (английский)",
        synonyms=("Goal", "Programme goal", "Program goal", "Цель на английском"),
        example="What the programme is for",
    )
    goal_ru = text(
        "Goal (Russian)",
        "Цель (русский)",
        synonyms=("Goal in Russian", "Цель", "Цель программы", "Цель на русском"),
        example="What the programme is for",
        example_ru="Ради чего эта программа",
    )
    funder = text(
        "Funder",
        "Кто финансирует",
        synonyms=("Donor", "Funded by", "Донор", "Источник финансирования"),
        example="Donor 1",
        example_ru="Донор 1",
    )
    register_from = day(
        "Registers cover from",
        "Реестры охватывают с",
        synonyms=("Registers from", "Registers start", "Реестры с"),
        example="2026-01-01",
        note_en="Before this day nothing was registered: not reported, not zero",
        note_ru="До этого дня реестры не велись: данных нет, а не ноль",
    )
    register_to = day(
        "Registers cover to",
        "Реестры охватывают по",
        synonyms=("Registers to", "Registers end", "Реестры по"),
        example="2026-12-31",
        note_en="The last day that the registers cover",
        note_ru="Последний день, который охватывают реестры",
    )

    @dy.rule()
    def end_before_start(cls) -> pl.Expr:  # noqa: N805 (dataframely's form)
        """A programme ends in the year it starts, or later."""
        return pl.col("end_year") >= pl.col("start_year")


PROGRAMME = Dataset(
    "programme",
    "Programme",
    "Программа",
    Programme,
    ("scope",),
    row_en="One row per scope",
    row_ru="Одна строка – один охват",
)
