"""`python -m warehouse draft` after an edit of one mart, against dbt building it."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.warehouses import REPOSITORY, copy_project, run_command
from warehouse.full_build import FullBuild, copy_full_build, find_full_build
from warehouse.settings import Settings
from warehouse.workspace import open_workspace

SIZES = {20_000: 3, 2_000_000: 2}
"""Attendances, and how often each is measured; the demo has 20 thousand."""

MART = "mart_attention"


def measure() -> list[Comparison]:
    """Seconds of both, whole processes."""
    return [_measure(attendances, count) for attendances, count in SIZES.items()]


def _measure(attendances: int, repetitions: int) -> Comparison:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copy_project(folder, attendances)
        settings = Settings(dir=folder / "warehouse", project_dir=project)
        environment = {"WAREHOUSE_PROJECT_DIR": str(project)}
        run_command(settings.dir, "build", **environment)
        full = find_full_build(settings)
        if full is None:
            raise LookupError("the build left no working copy")
        _edit(project)
        return compare(
            f"draft of one mart, {attendances:,} attendances",
            "s",
            lambda: _time_draft(settings.dir, environment),
            lambda: _time_dbt(full, settings),
            repetitions=repetitions,
            note="whole processes; the draft also compares the project, copies the "
            "full build, merges what tests said, hashes and compares every figure",
        )


def _edit(project: Path) -> None:
    path = project / "models" / "marts" / f"{MART}.sql"
    path.write_text(path.read_text("utf-8") + "where item_id is not null\n", "utf-8")


def _time_draft(folder: Path, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    run_command(folder, "draft", **environment)
    return time.perf_counter() - start


def _time_dbt(full: FullBuild, settings: Settings) -> float:
    """Dbt alone, over a copy that it may change."""
    workspace = open_workspace(settings)
    copy_full_build(full, workspace)
    command = [Path(sys.executable).with_name("dbt"), "build", "--select", MART]
    options = [
        f"--project-dir={settings.project_dir}",
        f"--profiles-dir={settings.project_dir}",
        f"--target-path={workspace.target}",
        f"--log-path={workspace.folder / 'logs'}",
    ]
    environment = {
        "WAREHOUSE_BUILD_INPUTS": str(workspace.inputs),
        "WAREHOUSE_BUILD_FILE": str(workspace.database),
    }
    start = time.perf_counter()
    subprocess.run(
        [*command, *options],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start
