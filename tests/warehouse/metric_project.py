"""A project of one semantic model and one sound metric, to be spoiled by tests."""

from pathlib import Path

from warehouse.metric_definitions import MetricDefinition, read_definitions
from warehouse.settings import Settings

MODEL = """\
semantic_models:
  - name: trainings
    model: ref('trainings')
    config: {meta: {evidence: {kind: training, key: training_id}}}
    defaults: {agg_time_dimension: held_date}
    entities:
      - {name: training, type: primary, expr: training_id}
    dimensions:
      - {name: held_date, type: time, type_params: {time_granularity: day}}
      - {name: scope, type: categorical}
      - {name: place, type: categorical}
    measures:
      - {name: training_count, agg: count, expr: training_id}
      - {name: training_rank, agg: min, expr: provenance_rank}

  - name: papers
    model: ref('papers')
    config: {meta: {evidence: {kind: paper, key: paper_id}}}
    defaults: {agg_time_dimension: written_date}
    entities:
      - {name: paper, type: primary, expr: paper_id}
    dimensions:
      - {name: written_date, type: time, type_params: {time_granularity: day}}
      - {name: scope, type: categorical}
    measures:
      - {name: paper_rank, agg: min, expr: provenance_rank}

metrics:
  - name: training_provenance
    label: Rank
    type: simple
    type_params: {measure: training_rank}

  - name: paper_provenance
    label: Rank of papers
    type: simple
    type_params: {measure: paper_rank}
"""

METRIC = """\
metrics:
  - name: trainings
    label: Trainings
    type: simple
    type_params:
      measure:
        name: training_count
        fill_nulls_with: 0
    config:
      meta:
        code: "2.1"
        sort_order: 210
        result: goal
        names: {en: Trainings, ru: Тренинги}
        definition: {en: Trainings., ru: Тренинги.}
        counting_rule: {en: Each once., ru: Каждый один раз.}
        unit: {code: training, en: trainings, ru: тренинги}
        data_type: integer
        type: output
        direction: increase
        percent_met: of_target
        target_key: trainings
        rollup: {time: sum, place: sum, disaggregates: sum}
        deviation: {threshold: 5, in: points}
        suppression_class: things
        scopes: [programme, example]
        dataset: training_events
        grains: [month, programme]
        dimensions: [place, scope]
        pairs: [[place, scope]]
        is_count: true
        needs_identity: false
        n_metric: trainings
        provenance_metric: training_provenance
        pirs:
          performance_plan: not_published
          rationale: not_published
          data_source: {en: Register., ru: Реестр.}
          method: not_published
          frequency: not_published
          responsible: not_published
          baseline_timeframe: not_published
          target_rationale: not_published
          limitations: not_published
          notes: not_published
        pirs_by_scope:
          example:
            notes: {en: None., ru: Нет.}
"""


def write_project(folder: Path, metric: str = METRIC, model: str = MODEL) -> Settings:
    """Settings of a project with these two files; dbt itself would want more."""
    models = folder / "models"
    models.mkdir(parents=True, exist_ok=True)
    (models / "model.yml").write_text(model, encoding="utf-8")
    (models / "metric.yml").write_text(metric, encoding="utf-8")
    return Settings(project_dir=folder, dir=folder / "data")


def read_metric(folder: Path, metric: str = METRIC) -> list[MetricDefinition]:
    """What the project declares."""
    return read_definitions(write_project(folder, metric))
