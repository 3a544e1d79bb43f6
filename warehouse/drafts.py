"""Drafts: what the edited project would give, kept where no release is looked for."""

import shutil
from datetime import datetime
from pathlib import Path

from warehouse.checksums import Checksum
from warehouse.durability import sync_tree
from warehouse.release_info import (
    ReleaseInfo,
    UnreadableReleaseError,
    read_info,
    write_info,
)
from warehouse.releases import Release, find_servable, is_servable
from warehouse.settings import Settings

_KEPT = 3
"""A page being drawn may still read the one before."""


def drafts_dir(settings: Settings) -> Path:
    """The folder of drafts (it may not exist yet)."""
    return settings.work_dir / "drafts"


def find_draft(settings: Settings) -> Release | None:
    """The newest draft whose files are sound."""
    for folder in _list_folders(settings):
        try:
            draft = Release(folder.name, folder, read_info(folder))
        except UnreadableReleaseError:
            continue
        if is_servable(draft):
            return draft
    return None


def find_comparable(release_id: str, settings: Settings) -> Release:
    """A sound release, or the newest draft by its id.

    Raises:
        UnknownReleaseError: neither has it.
        DamagedReleaseError: naming the files that are not sound.
    """
    draft = find_draft(settings)
    if draft and draft.id == release_id:
        return draft
    return find_servable(release_id, settings)


def name_draft(created_at: datetime, database: Checksum) -> str:
    """The id of a draft: told from a release's by its first word."""
    return f"draft-{created_at:%Y%m%dT%H%M%SZ}-{database.sha256[:8]}"


def keep_draft(folder: Path, info: ReleaseInfo, settings: Settings) -> Release:
    """Describe a finished draft and give its folder its lasting name."""
    write_info(folder, info)
    sync_tree(folder)
    drafts_dir(settings).mkdir(parents=True, exist_ok=True)
    kept = drafts_dir(settings) / info.id
    folder.rename(kept)
    for old in _list_folders(settings)[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return Release(info.id, kept, info)


def remove_drafts(settings: Settings) -> None:
    """Remove every draft: a full build has what they tried out, or has not."""
    shutil.rmtree(drafts_dir(settings), ignore_errors=True)


def _list_folders(settings: Settings) -> list[Path]:
    """Newest first: the name begins with the time."""
    folder = drafts_dir(settings)
    return sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []
