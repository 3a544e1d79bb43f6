"""`python -m warehouse build` against the same SQL run by DuckDB alone."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.recording import record_build
from benchmarks.warehouses import REPOSITORY, make_demo_warehouse, run_command
from warehouse.settings import Settings

REPETITIONS = 5


def measure() -> list[Comparison]:
    """Seconds of a build over landed registers, and of its statements alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse_dir = folder / "warehouse"
        shutil.copytree(make_demo_warehouse(), warehouse_dir)
        settings = Settings(dir=warehouse_dir)
        plan, recorded = _write_plan(settings, folder)
        return [
            compare(
                "warehouse build, demo",
                "s",
                lambda: _time_build(warehouse_dir),
                lambda: _time_plan(plan, recorded, folder),
                repetitions=REPETITIONS,
                note="whole processes; the build also starts dbt and MetricFlow, runs "
                "unit tests, seals, checks and publishes",
            )
        ]


def _write_plan(settings: Settings, folder: Path) -> tuple[Path, Path]:
    statements, database = record_build(settings)
    recorded = folder / "recorded.duckdb"
    shutil.copyfile(database, recorded)
    inputs = folder / "inputs"
    shutil.copytree(database.parent / "inputs", inputs)
    config = {"threads": settings.threads, "memory_limit": settings.memory_limit}
    text = json.dumps({"config": config, "statements": statements})
    plan = folder / "plan.json"
    # The next build clears its workspace, so the plan reads a copy of its inputs.
    old = str(database.parent / "inputs")
    plan.write_text(text.replace(old, str(inputs)), encoding="utf-8")
    return plan, recorded


def _time_build(warehouse_dir: Path) -> float:
    start = time.perf_counter()
    run_command(warehouse_dir, "build")
    return time.perf_counter() - start


def _time_plan(plan: Path, recorded: Path, folder: Path) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as new:
        command = [sys.executable, "-m", "benchmarks.duckdb_alone"]
        start = time.perf_counter()
        subprocess.run(
            [*command, str(plan), str(recorded), new], cwd=REPOSITORY, check=True
        )
        return time.perf_counter() - start
