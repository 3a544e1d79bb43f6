"""What a release was made from: files with their hashes, code, versions."""

import hashlib
import os
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import polars as pl

from warehouse.checksums import compute_checksum
from warehouse.intake.changes import count_traced
from warehouse.intake.landing import write_empty_registers
from warehouse.intake.ledger import Load, loads_dir, read_ledger, tabulate_ledger
from warehouse.intake.quarantine import count_open
from warehouse.release_info import Edition, InputFile
from warehouse.settings import Settings
from warehouse.workspace import Workspace

_PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", "metricflow", "polars")


def list_seeds(settings: Settings) -> list[InputFile]:
    """Every seed file of the project and of the chosen programme, with its hash."""
    project = settings.project_dir
    folders = (project / "seeds", settings.programme_dir / "seeds")
    paths = sorted(path for folder in folders for path in folder.rglob("*.csv"))
    return [
        InputFile(
            kind="seed",
            file=path.relative_to(project).as_posix(),
            sha256=compute_checksum(path).sha256,
        )
        for path in paths
    ]


def link_registers(
    settings: Settings, workspace: Workspace, edition: Edition
) -> list[InputFile]:
    """Give dbt the edition's loads as they are now; later loads wait their turn."""
    loads = _choose_loads(settings, edition)
    own = settings.model_copy(update={"dir": workspace.inputs})
    own.work_dir.mkdir(parents=True)
    for load in loads:
        _link(loads_dir(settings) / load.load_id, loads_dir(own) / load.load_id)
    write_empty_registers(own)
    ledger = _tabulate(own, loads)
    ledger.write_parquet(own.work_dir / "register_loads.parquet")
    return [_describe(load) for load in loads]


def find_code_revision(settings: Settings) -> str:
    """The git commit (`-modified` when files differ), else a hash of the project."""
    project = settings.project_dir
    commit = _ask_git(project, "rev-parse", "HEAD")
    if commit is None:
        return f"sha256:{_hash_project(project)}"
    changes = _ask_git(project, "status", "--porcelain", "--untracked-files=no")
    return f"{commit}-modified" if changes else commit


def list_versions() -> dict[str, str]:
    """Versions of the packages that shape the numbers."""
    return {package: version(package) for package in _PACKAGES}


def _choose_loads(settings: Settings, edition: Edition) -> list[Load]:
    """All in the demo; published facts need none, live data are all but invented."""
    if edition == "reported":
        return []
    loads = read_ledger(settings)
    if edition == "live":
        return [load for load in loads if load.provenance != "illustrative"]
    return loads


def _tabulate(own: Settings, loads: list[Load]) -> pl.DataFrame:
    """The ledger, with what became of rows held back and of rows corrected."""
    traced = {x.load_id: count_traced(loads_dir(own) / x.load_id) for x in loads}
    changed = {x.load_id: x.changes.get("changed", 0) for x in loads}
    counts = {
        "rows_waiting": count_open(own),
        "rows_changed": changed,
        "rows_traced": traced,
    }
    return tabulate_ledger(own).with_columns(
        pl.col("load_id")
        .replace_strict(count, default=0, return_dtype=pl.Int64)
        .alias(name)
        for name, count in counts.items()
    )


def _link(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for path in source.iterdir():
        try:
            os.link(path, target / path.name)
        except OSError:  # a file system without links
            shutil.copyfile(path, target / path.name)


def _describe(load: Load) -> InputFile:
    return InputFile(
        kind="register",
        file=load.file,
        sha256=load.sha256,
        dataset=load.dataset,
        load_id=load.load_id,
        rows_in=load.rows_in,
        rows_accepted=load.rows_accepted,
        rows_quarantined=load.rows_quarantined,
    )


def _ask_git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def _hash_project(project: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(project.rglob("*")):
        if path.suffix in (".sql", ".yml", ".csv", ".md") and path.is_file():
            digest.update(path.relative_to(project).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
