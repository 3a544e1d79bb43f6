"""Blocks that would compute wrong numbers are refused by file and line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.commands.failures import describe_failure
from warehouse.metric_definitions import FaultyMetricsError, read_definitions
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
"""


def _parse(project: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "dbt.cli.main", "parse", "--no-partial-parse"]
    options = [f"--project-dir={project}", f"--profiles-dir={project}"]
    where = [f"--target-path={target}", f"--log-path={target}"]
    environment = os.environ | {"WAREHOUSE_DIR": str(target)}
    subprocess.run([*command, *options, *where], check=True, env=environment)
    return target / "manifest.json"


@pytest.fixture(scope="module")
def refusal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faulty")
    project = folder / "dbt_project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(DBT_DIR, project, ignore=ignored)
    (project / "models" / "metrics" / "faulty.yml").write_text(FAULTY)
    with pytest.raises(FaultyMetricsError) as caught:
        read_definitions(_parse(project, folder / "target"), project)
    return caught.value


@pytest.mark.parametrize(
    ("line", "english", "russian"),
    [
        (4, "half_of_trainings: the filter on trainings_held", "фильтр на trainings_"),
        (19, "unfilled_ratio: its numerator trainings_unfilled needs", "числителю"),
        (26, "trainings_so_far: a cumulative metric needs", "нарастающим итогом"),
        (32, "sheetless: config.meta.names is missing", "нет config.meta.names"),
        (32, "sheetless: config.meta.grains: no grain is called decade", "decade нет"),
        (32, "config.meta.provenance_metric: no metric is called nobody", "nobody нет"),
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
    }


def test_the_project_declares_its_metrics_with_their_blocks(tmp_path):
    manifest = _parse(DBT_DIR, tmp_path / "target")
    definitions = {d.name: d for d in read_definitions(manifest, DBT_DIR)}
    held = definitions["trainings_held"]
    assert held.block.lstrip("- ").startswith("name: trainings_held")
    assert "filter:" in held.block
    assert held.file.read_text().splitlines()[held.line - 1].strip() == (
        "- name: trainings_held"
    )
    share = definitions["women_share_ratio"]
    assert share.parts == ("attendances_of_women", "attendances_with_sex_reported")
