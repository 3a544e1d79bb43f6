"""A build that would tell of few people in public is refused, and leaves no trace."""

import json
import shutil

import pytest

from tests.conftest import run_warehouse
from tests.warehouse.killed import SMALL, build_small
from warehouse.build_record import read_last_build
from warehouse.releases import read_pointer
from warehouse.settings import Settings
from warehouse.workspace import find_leftovers

ATTENDANCES = """
select
    'scopes_counted' as metric, 'programme' as scope, grain, period,
    'total' as dimension, 'total' as member, value, null as register_value,
    null as numerator, null as denominator, n,
    if(n is null, 'reported', 'imported') as provenance, 'value' as state,
    false as is_partial
from (
    values
        ('year', date '2008-01-01', 11, null),
        ('quarter', date '2008-01-01', 5, 5),
        ('quarter', date '2008-04-01', 6, 6)
) as figures (grain, period, value, n)
"""
"""Eleven came in all, as everybody has read: two quarters cannot both be hidden."""

NOBODY = {
    "mart_metric_cell": """
        select
            figures.* exclude (register_value),
            cast(null as varchar) as dimension_2, cast(null as varchar) as member_2
        from {{ ref('mart_metric_value') }} as figures
        where false
    """,
    "mart_training": """
        select
            '' as event_id, '' as scope, date '2008-01-01' as start_date,
            date '2008-01-01' as end_date, 1 as attendance_count,
            1 as responses_count, 1 as pairs_count
        where false
    """,
    "dim_municipality": """
        select
            '' as municipality_id, '' as region_code, '' as federal_district_code
        where false
    """,
    "dim_scope_rollup": "select 'programme' as figure_scope, 'programme' as row_scope",
}
MASKED = "  - name: mart_metric_value\n    config: {meta: {public: masked}}\n"


@pytest.fixture
def crowded(tmp_path):
    """The small project with figures on people, of whom a published total tells."""
    project = tmp_path / "project"
    shutil.copytree(SMALL["WAREHOUSE_PROJECT_DIR"], project)
    for name, select in (NOBODY | {"mart_metric_value": ATTENDANCES}).items():
        (project / "models" / f"{name}.sql").write_text(select)
    models = project / "models" / "models.yml"
    text = models.read_text().replace(MASKED.replace("masked", "whole"), MASKED)
    text = text.replace("class: things", "class: people\n        people: none")
    models.write_text(text.replace("time: latest", "time: sum"))
    return {"WAREHOUSE_PROJECT_DIR": str(project)}


def test_it_names_the_figures_and_what_is_served_stays(tmp_path, crowded):
    settings = Settings(dir=tmp_path / "warehouse")
    served = build_small(settings, "2009-02-13")
    before = sorted(settings.releases_dir.iterdir())
    command = ("build", "--edition", "reported", "--format", "json")
    refused = run_warehouse(*command, folder=settings.dir, **crowded)
    assert refused.returncode == 1, refused.stdout + refused.stderr
    error = json.loads(refused.stdout)["error"]
    assert error["code"] == "still_disclosed"
    assert "scopes_counted | programme | quarter:2008-04-01" in error["message"]
    assert read_pointer(settings) == served
    assert sorted(settings.releases_dir.iterdir()) == before
    assert find_leftovers(settings) == []
    record = read_last_build(settings)
    assert (record.outcome, record.error) == ("refused", "still_disclosed")
