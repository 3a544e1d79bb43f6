"""Sealed releases, the pointer to the served one, and which one is served now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from warehouse.audit import record
from warehouse.checksums import is_sound, is_sound_since_start
from warehouse.durability import replace_text
from warehouse.pointer_lock import hold_pointer
from warehouse.release_info import (
    DATABASE_NAME,
    INFO_NAME,
    PUBLIC_NAME,
    ReleaseInfo,
    UnreadableReleaseError,
    read_info,
)
from warehouse.settings import Settings
from warehouse.withdrawals import Withdrawal, find_withdrawal, list_withdrawn_ids

FallbackReason = Literal[
    "missing_pointer", "missing_release", "damaged_file", "not_public"
]


class NoReleaseError(LookupError):
    """There is no sound release to serve."""


class UnknownReleaseError(LookupError):
    """No release has this id."""


class WithdrawnReleaseError(UnknownReleaseError):
    """The release of this id was withdrawn; its tombstone says when and why."""

    def __init__(self, withdrawal: Withdrawal) -> None:
        self.withdrawal = withdrawal
        super().__init__(withdrawal.release)


class DamagedReleaseError(ValueError):
    """A release's files are not what its `release.json` promises."""


Audience = Literal["public", "internal"]
"""Who reads: everybody, what disclosure control left; or those who may see all."""


@dataclass(frozen=True)
class Release:
    """A sealed release: its folder and what it says about itself."""

    id: str
    path: Path
    info: ReleaseInfo

    @property
    def database(self) -> Path:
        """The file that holds the marts."""
        return self.path / DATABASE_NAME

    def find_file(self, audience: Audience) -> Path:
        """The file that an audience may read; that of the public may be missing."""
        return self.path / (PUBLIC_NAME if audience == "public" else DATABASE_NAME)

    def is_for(self, audience: Audience) -> bool:
        """Whether there is an edition for the audience; older releases have one."""
        return audience == "internal" or PUBLIC_NAME in self.info.checksums

    @property
    def is_draft(self) -> bool:
        """Whether it is what an edited project would give, and no release."""
        return self.info.base is not None


@dataclass(frozen=True)
class ServedRelease:
    """What is served; `reason` says why it is not the one the pointer names."""

    release: Release
    is_fallback: bool = False
    reason: FallbackReason | None = None


def pointer_path(settings: Settings) -> Path:
    """The file that names the served release."""
    return settings.dir / "current.json"


def list_folders(settings: Settings) -> list[Path]:
    """Release folders, readable or not; none being written, none withdrawn."""
    folder = settings.releases_dir
    if not folder.is_dir():
        return []
    gone = list_withdrawn_ids(settings)
    folders = (path for path in folder.iterdir() if path.is_dir())
    return sorted(p for p in folders if p.name[0] != "." and p.name not in gone)


def list_releases(settings: Settings) -> list[Release]:
    """Releases with a readable `release.json`, newest first."""
    releases = list(_readable(list_folders(settings)))
    return sorted(releases, key=lambda r: (r.info.created_at, r.id), reverse=True)


def find_release(release_id: str, settings: Settings) -> Release:
    """Find a release by id.

    Raises:
        WithdrawnReleaseError: there was one.
        UnknownReleaseError: no release has it.
        DamagedReleaseError: its `release.json` cannot be read.
    """
    for folder in list_folders(settings):
        if folder.name == release_id:
            for release in _readable([folder]):
                return release
            raise DamagedReleaseError(INFO_NAME)
    if withdrawal := find_withdrawal(release_id, settings):
        raise WithdrawnReleaseError(withdrawal)
    raise UnknownReleaseError(release_id)


def find_servable(
    release_id: str, settings: Settings, audience: Audience = "internal"
) -> Release:
    """Find a release by id and make sure that its files for an audience are sound.

    Raises:
        UnknownReleaseError: no release has it.
        DamagedReleaseError: naming the files that are not sound.
    """
    release = find_release(release_id, settings)
    if not is_servable(release, audience):
        raise DamagedReleaseError(", ".join(find_damage(release)))
    return release


def read_pointer(settings: Settings) -> str | None:
    """The id that `current.json` names, or None when there is no usable pointer."""
    try:
        content = json.loads(pointer_path(settings).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    name = content.get("release") if isinstance(content, dict) else None
    return name if isinstance(name, str) else None


def find_served(settings: Settings, audience: Audience = "internal") -> ServedRelease:
    """The pointer's release if an audience may have it, else the newest such one.

    Cheap enough for every rerun of a page: a file is read once per process.

    Raises:
        NoReleaseError: no release is sound and for this audience.
    """
    while True:
        name = read_pointer(settings)
        served = _find_named(name, settings, audience)
        # A release may go, and rightly, once the pointer has left it.
        if not served.is_fallback or read_pointer(settings) == name:
            return served


def _find_named(
    name: str | None, settings: Settings, audience: Audience
) -> ServedRelease:
    if name is None:
        return _fall_back("missing_pointer", settings, audience)
    named = [folder for folder in list_folders(settings) if folder.name == name]
    if not named:
        return _fall_back("missing_release", settings, audience)
    for release in _readable(named):
        if not release.is_for(audience):
            return _fall_back("not_public", settings, audience)
        if is_servable(release, audience):
            return ServedRelease(release)
    return _fall_back("damaged_file", settings, audience)


def find_served_id(settings: Settings, audience: Audience = "internal") -> str | None:
    """The id of what `find_served` gives, or None when there is nothing to serve."""
    try:
        return find_served(settings, audience).release.id
    except NoReleaseError:
        return None


def is_servable(release: Release, audience: Audience = "internal") -> bool:
    """Tell whether the release's files were sound when this process first saw them.

    For the public the file that it may not read is not looked at: it need not be there.
    """
    checksums = release.info.checksums
    unread = DATABASE_NAME if audience == "public" else None
    return DATABASE_NAME in checksums and all(
        is_sound_since_start(release.path / name, expected)
        for name, expected in checksums.items()
        if name != unread
    )


def find_damage(release: Release) -> list[str]:
    """Names of files that are missing or changed, reading all of them in full."""
    checksums = release.info.checksums
    damaged = [n for n, c in checksums.items() if not is_sound(release.path / n, c)]
    return damaged if DATABASE_NAME in checksums else [*damaged, DATABASE_NAME]


def publish(release_id: str, settings: Settings) -> Release:
    """Move the pointer to a release whose every file is sound.

    Raises:
        UnknownReleaseError: no release has this id.
        DamagedReleaseError: naming the files that are not sound.
    """
    with hold_pointer(settings):
        return _move_pointer(release_id, settings)


def publish_unless_moved(
    release_id: str, before: str | None, settings: Settings
) -> bool:
    """Publish a new release, unless the pointer left `before` while it was made.

    Somebody chose another release meanwhile, and did not know of this one.

    Raises:
        UnknownReleaseError: no release has this id.
        DamagedReleaseError: naming the files that are not sound.
    """
    with hold_pointer(settings):
        if read_pointer(settings) not in (None, before):
            return False
        _move_pointer(release_id, settings)
        return True


def find_previous(settings: Settings) -> Release:
    """The newest servable release older than the one the pointer names.

    Raises:
        NoReleaseError: there is none.
    """
    releases = list_releases(settings)
    ids = [release.id for release in releases]
    name = read_pointer(settings)
    older = releases[ids.index(name) + 1 :] if name in ids else releases
    for release in older:
        if is_servable(release):
            return release
    raise NoReleaseError("there is no earlier release")


def _move_pointer(release_id: str, settings: Settings) -> Release:
    release = find_release(release_id, settings)
    damaged = find_damage(release)
    if damaged:
        raise DamagedReleaseError(", ".join(damaged))
    text = json.dumps({"release": release.id}) + "\n"
    replace_text(pointer_path(settings), text)
    record("published", settings, release=release.id)
    return release


def _readable(folders: list[Path]) -> Iterator[Release]:
    for folder in folders:
        try:
            yield Release(folder.name, folder, read_info(folder))
        except UnreadableReleaseError:
            continue


def _fall_back(
    reason: FallbackReason, settings: Settings, audience: Audience
) -> ServedRelease:
    for release in list_releases(settings):
        if release.is_for(audience) and is_servable(release, audience):
            return ServedRelease(release, is_fallback=True, reason=reason)
    raise NoReleaseError(reason)
