"""What MetricFlow computes wrongly without a word, and that such a block is refused.

Each fault is shown on the installed MetricFlow. When one of these tests fails after an
upgrade, the fault is mended there, and the rule against it may go. The last one dbt
finds itself, but says neither file nor line.
"""

import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.metric_definitions import FaultyMetricsError, read_definitions
from warehouse.metric_queries import MetricCompiler
from warehouse.settings import Settings
from warehouse.transform import Transform, TransformError
from warehouse.workspace import open_workspace

SMALL = Path(__file__).parent / "small_project"

EVENTS = """\
select *
from (
    values
        (1, 'programme', 'training', date '2009-01-10'),
        (2, 'programme', 'seminar', date '2009-01-20'),
        (3, 'programme', 'training', date '2009-02-10'),
        (4, 'programme', 'seminar', date '2009-03-10')
) as events (event_id, scope, kind, held_date)
"""

SPINE = """\
select
    date_day,
    case
        when date_day < date '2009-10-01' then date '2008-10-01'
        else date '2009-10-01'
    end as fiscal_year_start_date
from (
    select cast(range as date) as date_day
    from range(date '2009-01-01', date '2010-01-01', interval 1 day)
) as days
"""

MODELS = """\
models:
  - name: days
    time_spine:
      standard_granularity_column: date_day
      custom_granularities:
        - {name: fiscal_year, column_name: fiscal_year_start_date}
    columns:
      - {name: date_day, granularity: day}
      - {name: fiscal_year_start_date}

semantic_models:
  - name: events
    model: ref('events')
    config: {meta: {evidence: {kind: event, key: event_id}}}
    defaults: {agg_time_dimension: held_date}
    entities:
      - {name: event, type: primary, expr: event_id}
    dimensions:
      - {name: held_date, type: time, type_params: {time_granularity: day}}
      - {name: scope, type: categorical}
      - {name: kind, type: categorical}
    measures:
      - {name: event_count, agg: count, expr: event_id}

metrics:
  - name: events_held
    label: Events
    type: simple
    type_params:
      measure: {name: event_count, fill_nulls_with: 0}

  - name: trainings_held
    label: Trainings
    type: simple
    type_params:
      measure: {name: event_count, fill_nulls_with: 0}
    filter: "{{ Dimension('event__kind') }} = 'training'"

  - name: trainings_unfilled
    label: Trainings, unfilled
    type: simple
    type_params: {measure: event_count}
    filter: "{{ Dimension('event__kind') }} = 'training'"

  - name: share_of_parts
    label: Share
    type: ratio
    type_params: {numerator: trainings_held, denominator: events_held}

  - name: events_so_far
    label: Events so far
    type: cumulative
    type_params:
      measure: event_count
      cumulative_type_params: {period_agg: last}
"""

INLINE = """
  - name: share_inline
    label: Share, inline
    type: ratio
    type_params:
      numerator:
        name: events_held
        filter: "{{ Dimension('event__kind') }} = 'training'"
      denominator: events_held
"""
UNFILLED = """
  - name: share_unfilled
    label: Share, unfilled
    type: ratio
    type_params: {numerator: trainings_unfilled, denominator: events_held}
"""
FIRST = """
  - name: events_first
    label: Events, first
    type: cumulative
    type_params: {measure: event_count}
"""
UNLISTED = MODELS.replace("      - {name: fiscal_year_start_date}\n", "")


def write_project(folder, models):
    for name in ("dbt_project.yml", "profiles.yml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SMALL / name, folder / name)
    shutil.copytree(SMALL / "macros", folder / "macros")
    shutil.copytree(SMALL / "programmes", folder / "programmes")
    (folder / "models").mkdir()
    (folder / "models" / "events.sql").write_text(EVENTS)
    (folder / "models" / "days.sql").write_text(SPINE)
    (folder / "models" / "models.yml").write_text(models)
    return Settings(project_dir=folder, dir=folder / "data")


class Warehouse:
    """A built project whose metrics can be asked for."""

    def __init__(self, project):
        self.workspace = open_workspace(project)
        transform = Transform(project, self.workspace)
        manifest = transform.parse()
        outcomes = transform.build([], manifest, lambda done, total, name: None)
        assert all(outcome.status in ("success", "pass") for outcome in outcomes)
        path = self.workspace.target / "semantic_manifest.json"
        self.compiler = MetricCompiler(path)

    def ask(self, metric, grain):
        """The metric's values in the order of the periods."""
        query = self.compiler.compile_query([metric], grain, ())
        order = query.period_column or "1"
        with duckdb.connect(str(self.workspace.database)) as connection:
            rows = connection.execute(
                f"select {metric} from ({query.sql}) order by {order}"
            ).fetchall()
        return [value for (value,) in rows]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project") / "project"
    return Warehouse(write_project(folder, MODELS + INLINE + UNFILLED + FIRST))


def find_codes(folder, models):
    with pytest.raises(FaultyMetricsError) as caught:
        read_definitions(write_project(folder / "project", models))
    lines = models.splitlines()
    return {(f.metric, f.code, lines[f.line - 1].strip()) for f in caught.value.faults}


def test_a_filter_in_a_numerator_gives_one(warehouse, tmp_path):
    assert warehouse.ask("share_inline", "programme") == [1]
    assert warehouse.ask("share_of_parts", "programme") == [0.5]
    assert find_codes(tmp_path, MODELS + INLINE) == {
        ("share_inline", "filter_ignored", "type_params:")
    }


def test_a_numerator_without_rows_gives_no_value(warehouse, tmp_path):
    assert warehouse.ask("share_unfilled", "month") == [0.5, 1, None]
    assert warehouse.ask("share_of_parts", "month")[:3] == [0.5, 1, 0]
    assert find_codes(tmp_path, MODELS + UNFILLED) == {
        (
            "share_unfilled",
            "numerator_unfilled",
            "type_params: {numerator: trainings_unfilled, denominator: events_held}",
        )
    }


def test_a_running_total_takes_the_first_value_of_its_period(warehouse, tmp_path):
    assert warehouse.ask("events_first", "year") == [1]
    assert warehouse.ask("events_so_far", "year") == [4]
    assert find_codes(tmp_path, MODELS + FIRST) == {
        ("events_first", "first_value_of_period", "type_params: {measure: event_count}")
    }


def test_a_granularity_without_its_column_stops_dbt(warehouse, tmp_path):
    assert warehouse.ask("events_held", "fiscal_year") == [4]
    found = find_codes(tmp_path, UNLISTED)
    assert found == {("days", "granularity_unlisted", "custom_granularities:")}
    with pytest.raises(
        TransformError, match=r"not found: \['fiscal_year_start_date'\]"
    ):
        Warehouse(Settings(project_dir=tmp_path / "project", dir=tmp_path / "data"))
