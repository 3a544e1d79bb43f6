"""Warehouses of a given size, built once and kept under build/benchmarks/."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

from warehouse.inputs import find_code_revision
from warehouse.releases import NoReleaseError, find_served
from warehouse.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = REPOSITORY / "build" / "benchmarks"
SEED = 1


def make_demo_warehouse() -> Path:
    """The folder of the demo warehouse that `make run` would build."""
    folder = FOLDER / "demo"
    if not is_current(folder):
        run_command(folder, "build")
    return folder


def make_large_warehouse(attendances: int) -> Path:
    """The demo as it would be, had the published year counted so many participants.

    Its project is a copy in which only that published total differs.
    """
    folder = FOLDER / f"attendances-{attendances}"
    if not is_current(folder):
        shutil.rmtree(folder, ignore_errors=True)
        project = copy_project(folder, attendances)
        run_command(folder, "build", WAREHOUSE_PROJECT_DIR=str(project))
    return folder


def copy_project(folder: Path, attendances: int) -> Path:
    """A dbt project in a folder; only its published number of participants differs."""
    project = folder / "dbt_project"
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(REPOSITORY / "dbt_project", project, ignore=ignored)
    _publish_total(project, attendances)
    return project


def is_current(folder: Path) -> bool:
    """Whether the release served from a folder was built from the code as it is now."""
    settings = Settings(dir=folder)
    try:
        release = find_served(settings).release
    except NoReleaseError:
        return False
    return release.info.code_revision == find_code_revision(settings)


def run_command(folder: Path, *arguments: str, **environment: str) -> None:
    """`python -m warehouse …` over a folder.

    Raises:
        subprocess.CalledProcessError: it was refused; its words are on the screen.
    """
    subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "WAREHOUSE_DIR": str(folder),
            "PYTHONUTF8": "1",
            **environment,
        },
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _publish_total(project: Path, attendances: int) -> None:
    """Replace the published number of participants wherever a seed has it.

    Raises:
        LookupError: no seed has it.
    """
    metric, changed = "participants_published", 0
    seeds = list(project.glob("programmes/*/seeds/published_*.csv"))
    figures = next(path for path in seeds if path.name == "published_figures.csv")
    old = _find_total(figures, metric)
    for path in seeds:
        text = path.read_text(encoding="utf-8")
        changed += text.count(f",{old},")
        path.write_text(text.replace(f",{old},", f",{attendances},"), encoding="utf-8")
    if not changed:
        raise LookupError(f"no seed has the total {old}")


def _find_total(figures: Path, metric: str) -> str:
    with figures.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["metric"] == metric]
    return next(row["value"] for row in rows if row["scope"] == "institution")
