"""Blocks that would compute wrong numbers are refused by file and line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.metric_definitions import FaultyMetricsError, read_definitions

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
def faults(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faulty")
    project = folder / "dbt_project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(DBT_DIR, project, ignore=ignored)
    (project / "models" / "metrics" / "faulty.yml").write_text(FAULTY)
    with pytest.raises(FaultyMetricsError) as refusal:
        read_definitions(_parse(project, folder / "target"), project)
    return {(fault.metric, fault.line, fault.rule) for fault in refusal.value.faults}


@pytest.mark.parametrize(
    ("metric", "line", "words"),
    [
        ("half_of_trainings", 4, "the filter on trainings_held inside the ratio"),
        ("unfilled_ratio", 19, "numerator trainings_unfilled needs fill_nulls_with: 0"),
        ("trainings_so_far", 26, "needs period_agg: last"),
        ("sheetless", 32, "config.meta.names is missing"),
        ("sheetless", 32, "no grain is called decade"),
        ("sheetless", 32, "config.meta.provenance_metric: no metric is called nobody"),
    ],
)
def test_a_faulty_block_is_named_with_its_line_and_rule(faults, metric, line, words):
    found = [rule for name, at, rule in faults if (name, at) == (metric, line)]
    assert any(words in rule for rule in found), faults


def test_sound_metrics_are_not_named(faults):
    names = {metric for metric, _, _ in faults}
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
