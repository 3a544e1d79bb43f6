"""Partnerships between municipalities and the stages they came to."""

import polars as pl

from warehouse.answers.scopes import ROW_SCOPES
from warehouse.reading import ReleaseFile


def fetch_partnerships(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per partnership: partner, municipality, stage and its date."""
    return file.fetch(
        """
        select
            partnerships.*,
            stages.name_en as stage_label_en, stages.name_ru as stage_label_ru
        from marts.mart_partnership as partnerships
        left join marts.dim_member as stages
            on
                stages.dimension = 'partnership_stage'
                and partnerships.current_stage = stages.member
        where list_contains($row_scopes, partnerships.scope)
        order by
            partnerships.stage_order desc,
            partnerships.current_stage_date,
            partnerships.partnership_id
        """,
        {"row_scopes": ROW_SCOPES[scope]},
    )
