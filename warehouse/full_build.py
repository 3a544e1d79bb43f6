"""The working copy of the last full build, staging and all: what drafts start from.

Its views name the path of the workspace, so a draft is made there as well, with the
inputs of this build.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.checksums import compute_checksum
from warehouse.inputs import list_versions
from warehouse.release_info import FORMAT_VERSION, ReleaseInfo
from warehouse.settings import Settings
from warehouse.workspace import BuildFolder, Workspace, locate_workspace

_NAME = "full"
_RECORD_NAME = "full.json"
_PROJECT_NAMES = ("dbt_project.yml", "profiles.yml")


class FullRecord(BaseModel):
    """The release that the build became, and what else it was made with.

    Attributes:
        release: what the release says of itself.
        folder: the workspace that the views name.
        as_of: the date that overrode every scope's, if one did: the day of the build
            of a live edition, unless `asked_as_of` is set.
        project_sha256: hashes of `dbt_project.yml`, whose variables dbt's comparison
            of states does not look at, and of `profiles.yml`.
    """

    model_config = ConfigDict(frozen=True)

    release: ReleaseInfo
    folder: Path
    as_of: date | None
    asked_as_of: date | None
    project_sha256: tuple[str, ...]


@dataclass(frozen=True)
class FullBuild(BuildFolder):
    """The folder of a finished build, and what is recorded of it."""

    record: FullRecord


def hash_project_files(settings: Settings) -> tuple[str, ...]:
    """The hashes of dbt's own two files as they are now."""
    project = settings.project_dir
    return tuple(compute_checksum(project / name).sha256 for name in _PROJECT_NAMES)


def keep_full_build(
    workspace: Workspace, record: FullRecord, settings: Settings
) -> None:
    """Make a finished build's workspace the working copy, instead of the one before.

    Call it with the lock held. A kill in the middle leaves no working copy, and the
    next draft begins with a full build.
    """
    text = record.model_dump_json()
    (workspace.folder / _RECORD_NAME).write_text(text, "utf-8")
    remove_full_build(settings)
    workspace.folder.rename(settings.work_dir / _NAME)


def remove_full_build(settings: Settings) -> None:
    """Remove the working copy; the next full build makes it again."""
    kept = settings.work_dir / _NAME
    # Without its record a half removed copy is none.
    (kept / _RECORD_NAME).unlink(missing_ok=True)
    shutil.rmtree(kept, ignore_errors=True)


def find_full_build(settings: Settings) -> FullBuild | None:
    """The working copy; None without one that this version and programme can use.

    In a warehouse that was moved or copied the views would read the other place.
    """
    folder = settings.work_dir / _NAME
    record = read_full_record(settings)
    if record is None:
        return None
    info = record.release
    place = locate_workspace(settings)
    ours = (settings.programme, FORMAT_VERSION, list_versions(), place)
    if (info.programme, info.format_version, info.versions, record.folder) != ours:
        return None
    full = FullBuild(folder.resolve(), record)
    return full if full.database.is_file() and full.inputs.is_dir() else None


def read_full_record(settings: Settings) -> FullRecord | None:
    """What is recorded of the last full build, wherever and by whatever it was made."""
    try:
        text = (settings.work_dir / _NAME / _RECORD_NAME).read_text("utf-8")
        return FullRecord.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def copy_full_build(full: FullBuild, workspace: Workspace) -> None:
    """Fill an empty workspace with a copy of the file and the same inputs."""
    shutil.copyfile(full.database, workspace.database)
    workspace.inputs.symlink_to(full.inputs, target_is_directory=True)
