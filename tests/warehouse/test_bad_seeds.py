"""A broken seed: the build refuses, names file, row and rule, and changes nothing."""

import csv
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, run_warehouse
from tests.warehouse.small_release import write_release
from warehouse.releases import publish, read_pointer
from warehouse.settings import Settings

_SEEDS = "programmes/mpp/seeds"


_BREAKS = {
    "a key twice": ("published_municipalities.csv", "unique"),
    "an unknown municipality": ("published_training_events.csv", "relationships"),
    "a contradicted total": ("published_figures.csv", "equal_published_checks"),
}


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


_CHANGES = {
    "a key twice": _repeat_first_key,
    "an unknown municipality": _name_unknown_municipality,
    "a contradicted total": _contradict_total,
}


@dataclass(frozen=True)
class Refused:
    """A refused build: what it answered, and the bad row that was put in."""

    settings: Settings
    before: str
    row: int
    code: int
    answer: dict


def _build(name: str, folder: Path) -> Refused:
    settings = Settings(dir=folder / "warehouse", project_dir=folder / "dbt_project")
    shutil.copytree(
        REPOSITORY / "dbt_project",
        settings.project_dir,
        ignore=shutil.ignore_patterns("target", "logs"),
    )
    row = _change(settings.project_dir / _SEEDS / _BREAKS[name][0], _CHANGES[name])
    before = publish(write_release(settings, 1).id, settings).id
    done = run_warehouse(
        *("build", "--edition", "reported", "--format", "json"),
        folder=settings.dir,
        WAREHOUSE_PROJECT_DIR=str(settings.project_dir),
    )
    return Refused(settings, before, row, done.returncode, json.loads(done.stdout))


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """All broken builds, two at a time."""
    folders = [tmp_path_factory.mktemp("broken") for _ in _BREAKS]
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(_BREAKS, pool.map(_build, _BREAKS, folders), strict=True))


@pytest.mark.parametrize("name", _BREAKS)
def test_a_broken_seed_is_refused_by_file_row_and_rule(refused, name):
    (seed, rule), build = _BREAKS[name], refused[name]
    assert build.code == 1
    found = {
        (row["file"], row["row"])
        for refusal in build.answer["refusals"]
        if rule in refusal["rule"]
        for row in refusal["seed_rows"]
    }
    assert (f"{_SEEDS}/{seed}", build.row) in found


@pytest.mark.parametrize("name", _BREAKS)
def test_a_refused_build_leaves_what_is_served(refused, name):
    build = refused[name]
    assert build.answer["served"] == read_pointer(build.settings) == build.before
    assert len(list((build.settings.dir / "releases").iterdir())) == 1


@pytest.mark.parametrize("name", _BREAKS)
def test_a_build_writes_nothing_into_the_project(refused, name):
    project = refused[name].settings.project_dir
    written = {path.relative_to(project) for path in project.rglob("*")}
    known = {
        path.relative_to(REPOSITORY / "dbt_project")
        for path in (REPOSITORY / "dbt_project").rglob("*")
    }
    assert written <= known
    assert not (project / "target").exists()
    assert not (project / "logs").exists()
