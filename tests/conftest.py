"""The demo warehouse, built once for all tests that read real releases."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from warehouse.releases import find_served_id
from warehouse.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[1]

# Most tests look at all there is; those of the public audience say so.
os.environ.setdefault("DASHBOARD_AUDIENCE", "internal")
BUILD_SECONDS = 600


_FOLDERS = ("unit", "warehouse", "app", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Next to the first file, which waits for the demo, run first those that do not."""
    first = items[0].path if items else None
    items.sort(key=lambda x: (x.path != first, _FOLDERS.index(x.path.parent.name)))


def run_warehouse(
    *arguments: str, folder: Path, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m warehouse` on a folder, in English, as a process of its own.

    `typed` is all that comes from the keyboard.
    """
    return subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "WAREHOUSE_DIR": str(folder),
            "WAREHOUSE_LANG": "en",
            **environment,
        },
        input=typed,
        capture_output=True,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WAREHOUSE_DIR with the demo's two releases. Read it; change only copies.

    TEST_WAREHOUSE_DIR names one to use again, or to make for the next run.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    named = os.environ.get("TEST_WAREHOUSE_DIR")
    folder = Path(named) if named else shared / "demo-warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    with _hold(folder.with_name(f"{folder.name}.lock")):
        if find_served_id(Settings(dir=folder)) is None:
            _build(folder)
    return folder


@pytest.fixture
def demo_settings(demo_warehouse: Path) -> Settings:
    return Settings(dir=demo_warehouse)


@pytest.fixture
def warehouse_copy(demo_warehouse: Path, tmp_path: Path) -> Path:
    """The demo warehouse to break at will."""
    folder = tmp_path / "warehouse"
    shutil.copytree(demo_warehouse, folder)
    return folder


def _build(folder: Path) -> None:
    done = run_warehouse(
        "build", "--edition", "demo", "--format", "json", folder=folder
    )
    if done.returncode != 0:
        report = done.stdout or done.stderr
        pytest.fail(f"The demo could not be built:\n{_shorten(report)}", pytrace=False)


def _shorten(report: str) -> str:
    try:
        return json.dumps(json.loads(report), ensure_ascii=False, indent=1)[:8000]
    except ValueError:
        return report[-8000:]


@contextmanager
def _hold(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
