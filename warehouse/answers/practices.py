"""Best practices: the way from collected to included, and the catalogue."""

import polars as pl

from warehouse.answers.scopes import ROW_SCOPES
from warehouse.reading import ReleaseFile

ROWS_SHOWN = 200


def count_practices_by_stage(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per stage in its order: practices that came at least that far."""
    return file.fetch(
        """
        with reached as (
            select
                practice_id, max(stage_order) as stage_order,
                min(provenance) as provenance
            from marts.fct_best_practice_stage
            where list_contains($row_scopes, scope)
            group by practice_id
        )

        select
            stages.member as stage, stages.name_en, stages.name_ru,
            count(reached.practice_id) as practices_count,
            min(reached.provenance) as provenance
        from marts.dim_member as stages
        left join reached on stages.sort_order <= reached.stage_order
        where stages.dimension = 'best_practice_stage'
        group by all
        order by min(stages.sort_order)
        """,
        {"row_scopes": ROW_SCOPES[scope]},
    )


def find_practices(
    file: ReleaseFile, scope: str, words: str, field: str | None, stage: str | None
) -> pl.DataFrame:
    """Practices whose name, place or description holds the words, at most 200."""
    return file.fetch(
        f"""
        select
            practices.*,
            fields.name_en as field_label_en, fields.name_ru as field_label_ru,
            stages.name_en as stage_label_en, stages.name_ru as stage_label_ru
        from marts.mart_best_practice as practices
        left join marts.dim_member as fields
            on fields.dimension = 'field' and practices.field = fields.member
        left join marts.dim_member as stages
            on
                stages.dimension = 'best_practice_stage'
                and practices.current_stage = stages.member
        where
            list_contains($row_scopes, practices.scope)
            and ($field is null or practices.field = $field)
            and ($stage is null or practices.current_stage = $stage)
            and contains(
                lower(concat_ws(
                    ' ', practices.name_en, practices.name_ru,
                    practices.description_en, practices.description_ru,
                    practices.municipality_name_en, practices.municipality_name_ru
                )),
                lower($words)
            )
        order by practices.stage_order desc, practices.practice_id
        limit {ROWS_SHOWN}
        """,
        {
            "row_scopes": ROW_SCOPES[scope],
            "words": words,
            "field": field,
            "stage": stage,
        },
    )
