"""Warehouses of a given size, built once and kept under build/benchmarks/."""

import os
import subprocess
import sys
from pathlib import Path

from warehouse.releases import NoReleaseError, find_served
from warehouse.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = REPOSITORY / "build" / "benchmarks"
SEED = 1


def make_demo_warehouse() -> Path:
    """The folder of the demo warehouse that `make run` would build."""
    folder = FOLDER / "demo"
    if not has_release(folder):
        run_command(folder, "build")
    return folder


def has_release(folder: Path) -> bool:
    """Whether a sound release is served from a folder."""
    try:
        find_served(Settings(dir=folder))
    except NoReleaseError:
        return False
    return True


def run_command(folder: Path, *arguments: str) -> None:
    """`python -m warehouse …` over a folder.

    Raises:
        subprocess.CalledProcessError: it was refused; its words are on the screen.
    """
    subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "WAREHOUSE_DIR": str(folder), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
