"""Build files as dbt's first pass leaves them: facts of a given size, no metrics."""

import shutil
from pathlib import Path

from benchmarks.warehouses import FOLDER, copy_project
from warehouse.demo import land_demo
from warehouse.inputs import find_code_revision, link_registers
from warehouse.settings import Settings
from warehouse.transform import LANDED, Transform
from warehouse.workspace import Workspace, hold_lock, open_workspace

_MADE_FROM = "code_revision.txt"
_MODELS_ONLY = ("--exclude-resource-type", "test", "unit_test")


def make_facts(attendances: int) -> Path:
    """The folder of a warehouse with so many attendances and facts made of them."""
    folder = FOLDER / f"facts-{attendances}"
    made_from = folder / _MADE_FROM
    revision = find_code_revision(Settings())
    if not made_from.exists() or made_from.read_text("utf-8") != revision:
        shutil.rmtree(folder, ignore_errors=True)
        copy_project(folder, attendances)
        _run_first_pass(read_settings(folder))
        made_from.write_text(revision, "utf-8")
    return folder


def read_settings(folder: Path) -> Settings:
    """Settings of the warehouse in a folder that has a project of its own."""
    return Settings(dir=folder, project_dir=folder / "dbt_project")


def find_workspace(settings: Settings) -> Workspace:
    """The workspace that the first pass has left."""
    return Workspace(settings.work_dir / "build", settings.work_dir / "cache")


def run_models(transform: Transform, selection: list[str], manifest: object) -> None:
    """`dbt build` without tests.

    Raises:
        RuntimeError: naming the models that failed.
    """
    nodes = transform.build([*selection, *_MODELS_ONLY], manifest, _ignore)
    failed = [f"{node.name}: {node.message}" for node in nodes if node.is_refusal]
    if failed:
        raise RuntimeError("\n".join(failed))


def _run_first_pass(settings: Settings) -> None:
    with hold_lock(settings):
        for _ in land_demo(settings, _ignore):
            pass
        workspace = open_workspace(settings)
        link_registers(settings, workspace, "demo")
        transform = Transform(settings, workspace)
        run_models(transform, ["--exclude", LANDED], transform.parse())


def _ignore(done: int, total: int, name: str) -> None:
    """Take no notice of progress."""
