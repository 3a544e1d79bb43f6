"""The catalogue of best practices."""

from dataclasses import dataclass

import polars as pl

from warehouse.answers.scopes import ROWS_OF_SCOPE
from warehouse.reading import ReleaseFile

ROWS_SHOWN = 200


@dataclass(frozen=True)
class PracticeFilter:
    """A choice of practices; None is no choice, no words find all."""

    scope: str
    words: str = ""
    field: str | None = None
    stage: str | None = None


def find_practices(file: ReleaseFile, chosen: PracticeFilter) -> pl.DataFrame:
    """Practices whose name, place or description holds the words, at most 200."""
    return file.fetch(
        f"""
        select *
        from marts.mart_best_practice
        where
            scope in ({ROWS_OF_SCOPE})
            and ($field is null or field = $field)
            and ($stage is null or current_stage = $stage)
            and contains(
                lower(concat_ws(
                    ' ', name_en, name_ru, description_en, description_ru,
                    municipality_name_en, municipality_name_ru
                )),
                lower($words)
            )
        order by stage_order desc, practice_id
        limit {ROWS_SHOWN}
        """,
        {
            "scope": chosen.scope,
            "words": chosen.words,
            "field": chosen.field,
            "stage": chosen.stage,
        },
    )
