"""A broken seed: the build refuses, names file, row and rule, and changes nothing."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, run_warehouse
from tests.warehouse.small_release import write_release
from warehouse.releases import publish, read_pointer
from warehouse.settings import Settings

_SEEDS = "programmes/mpp/seeds"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "dbt_project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(REPOSITORY / "dbt_project", folder, ignore=ignored)
    return folder


@pytest.fixture
def served(tmp_path):
    settings = Settings(dir=tmp_path / "warehouse")
    release = write_release(settings, 1)
    publish(release.id, settings)
    return settings


def _change(path: Path, change) -> int:
    """Rewrite a seed; `change` gets its rows and returns the number of the bad one."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = reader.fieldnames, list(reader)
    number = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return number


def _repeat_first_key(rows):
    rows.append(rows[0])
    return len(rows)


def _name_unknown_municipality(rows):
    rows[1]["municipality_id"] = "nowhere"
    return 2


def _contradict_total(rows):
    for number, row in enumerate(rows, start=1):
        if row["figure_id"] == "f16_events":
            row["value"] = "217"
            return number
    raise LookupError


@pytest.mark.parametrize(
    ("seed", "change", "rule"),
    [
        ("published_municipalities.csv", _repeat_first_key, "unique"),
        (
            "published_training_events.csv",
            _name_unknown_municipality,
            "relationships",
        ),
        ("published_figures.csv", _contradict_total, "equal_published_checks"),
    ],
)
def test_a_broken_seed_is_refused_by_file_row_and_rule(
    project, served, seed, change, rule
):
    before = read_pointer(served)
    row = _change(project / _SEEDS / seed, change)
    done = run_warehouse(
        *("build", "--edition", "reported", "--format", "json"),
        folder=served.dir,
        WAREHOUSE_PROJECT_DIR=str(project),
    )
    assert done.returncode == 1, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    found = {
        (culprit["file"], culprit["row"])
        for refusal in answer["refusals"]
        if rule in refusal["rule"]
        for culprit in refusal["seed_rows"]
    }
    assert (f"{_SEEDS}/{seed}", row) in found
    assert answer["served"] == read_pointer(served) == before
    assert len(list((served.dir / "releases").iterdir())) == 1
