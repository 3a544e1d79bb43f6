"""How many releases are kept, and how one is removed."""

import shutil
from pathlib import Path

from warehouse.durability import sync_folder
from warehouse.pointer_lock import hold_pointer
from warehouse.releases import list_releases, read_pointer
from warehouse.settings import Settings


def remove_old_releases(settings: Settings) -> list[str]:
    """Keep the newest `keep_releases`, always with the served one; return the rest."""
    with hold_pointer(settings):
        served = read_pointer(settings)
        others = [r for r in list_releases(settings) if r.id != served]
        room = settings.keep_releases - (1 if served else 0)
        for release in others[room:]:
            remove_folder(release.path)
    return [release.id for release in others[room:]]


def remove_folder(folder: Path) -> None:
    """Take a release off the list at once, then remove its files."""
    going = folder.with_name(f".tmp-removed-{folder.name}")
    folder.rename(going)
    sync_folder(folder.parent)
    shutil.rmtree(going, ignore_errors=True)
