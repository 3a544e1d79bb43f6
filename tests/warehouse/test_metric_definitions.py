"""Blocks that would compute wrong numbers are refused by file and line."""

import shutil
from pathlib import Path

import pytest

from warehouse.commands.failures import describe_failure
from warehouse.metric_definitions import FaultyMetricsError, read_definitions
from warehouse.settings import Settings
from warehouse.wording import use_language

DBT_DIR = Path(__file__).parents[2] / "dbt_project"

FAULTY = """\
version: 2

metrics:
  - name: half_of_trainings
    label: Half of the trainings
    type: ratio
    type_params:
      numerator:
        name: trainings_held
        filter: "{{ Dimension('training_event__status') }} = 'completed'"
      denominator: trainings_held

  - name: trainings_unfilled
    label: Trainings without a fill
    type: simple
    type_params:
      measure: training_event_count

  - name: unfilled_ratio
    label: Ratio on a numerator that may be missing
    type: ratio
    type_params:
      numerator: trainings_unfilled
      denominator: trainings_held

  - name: trainings_so_far
    label: Trainings so far
    type: cumulative
    type_params:
      measure: training_event_count

  - name: sheetless
    label: A metric without its sheet
    type: simple
    type_params:
      measure: training_event_count
    config:
      meta:
        grains: [month, decade]
        provenance_metric: nobody

  - name: measureless
    label: A metric on a measure that nobody has
    type: simple
    type_params:
      measure: dog_count

  - name: half_filled
    label: A sheet with gaps
    type: simple
    type_params:
      measure: training_event_count
    config:
      meta:
        names: {en: Only English}
        direction: decrease
        percent_met: of_target
        type: outcast
        grains: [month]
        dimensions: [municipality, colour]
        pairs: [[municipality, region]]
        pirs:
          rationale: {en: Why, ru: Зачем}
          method:
"""


@pytest.fixture(scope="module")
def refusal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faulty")
    project = folder / "dbt_project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(DBT_DIR, project, ignore=ignored)
    (project / "models" / "metrics" / "faulty.yml").write_text(FAULTY)
    with pytest.raises(FaultyMetricsError) as caught:
        read_definitions(Settings(project_dir=project))
    return caught.value


@pytest.mark.parametrize(
    ("line", "english", "russian"),
    [
        (7, "half_of_trainings: the filter on trainings_held", "фильтр на trainings_"),
        (23, "unfilled_ratio: its numerator trainings_unfilled needs", "числителю"),
        (29, "trainings_so_far: a cumulative metric needs", "нарастающим итогом"),
        (38, "sheetless: config.meta.names is missing", "нет config.meta.names"),
        (39, "sheetless: config.meta.grains: no grain is called decade", "decade нет"),
        (40, "config.meta.provenance_metric: no metric is called nobody", "nobody нет"),
        (46, "measureless: no measure is called dog_count", "меры dog_count нет"),
        (55, "half_filled: config.meta.names needs words", "нужен текст"),
        (57, "config.meta.percent_met: of a falling indicator", "для снижающегося"),
        (58, "config.meta.type: outcast is not allowed", "значение outcast"),
        (60, "its semantic model has no dimension colour", "нет разбивки colour"),
        (61, "config.meta.pairs: region is not among", "region нет среди"),
        (64, "config.meta.pirs.method is empty", "config.meta.pirs.method не запол"),
        (62, "config.meta.pirs.notes is empty", "config.meta.pirs.notes не запол"),
    ],
)
def test_a_faulty_block_is_named_with_its_line_and_rule(
    refusal, line, english, russian
):
    for language, words in (("en", english), ("ru", russian)):
        use_language(language)
        answer = describe_failure(refusal)
        lines = answer.data["error"]["message"].splitlines()
        found = [text for text in lines if f"faulty.yml:{line}: " in text]
        assert any(words in text for text in found), lines
        assert answer.exit_code == 1
    use_language("en")


def test_sound_metrics_are_not_named(refusal):
    names = {fault.metric for fault in refusal.faults}
    assert names == {
        "half_of_trainings",
        "unfilled_ratio",
        "trainings_so_far",
        "sheetless",
        "measureless",
        "half_filled",
    }


def test_the_project_declares_its_metrics_with_their_blocks():
    definitions = {d.name: d for d in read_definitions(Settings())}
    held = definitions["trainings_held"]
    assert held.block.lstrip("- ").startswith("name: trainings_held")
    assert "filter:" in held.block
    assert held.file.read_text().splitlines()[held.line - 1].strip() == (
        "- name: trainings_held"
    )
    share = definitions["women_share_ratio"]
    assert share.parts == ("attendances_of_women", "attendances_with_sex_reported")


def test_a_file_that_is_not_yaml_is_named_with_its_line(tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "broken.yml").write_text("metrics:\n  - name: [half\n")
    with pytest.raises(FaultyMetricsError) as caught:
        read_definitions(Settings(project_dir=tmp_path))
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.code) == (
        folder / "broken.yml",
        3,
        "unreadable",
    )
