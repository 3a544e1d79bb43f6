"""Releases that held an erased person: a tombstone in the place of each."""

from collections.abc import Iterable
from datetime import UTC, datetime

from warehouse.audit import record
from warehouse.erasure.note import ErasureNote
from warehouse.pointer_lock import hold_pointer
from warehouse.releases import (
    DamagedReleaseError,
    find_release,
    read_pointer,
)
from warehouse.retention import remove_folder
from warehouse.settings import Settings
from warehouse.withdrawals import (
    Withdrawal,
    list_withdrawals,
    list_withdrawn_ids,
    write_withdrawal,
)


class ServedReleaseError(RuntimeError):
    """What is served cannot be withdrawn; a fault of the erasure itself."""


def withdraw_releases(
    ids: Iterable[str], note: ErasureNote, served: str | None, settings: Settings
) -> list[Withdrawal]:
    """Put up tombstones, then remove the files; all that this erasure withdrew."""
    for release_id in ids:
        withdrawal = _describe(release_id, note, served, settings)
        with hold_pointer(settings):
            if read_pointer(settings) == release_id:
                raise ServedReleaseError(release_id)
            write_withdrawal(withdrawal, settings)
        record("withdrawn", settings, release=release_id, replaced_by=served)
    for release_id in list_withdrawn_ids(settings):
        folder = settings.releases_dir / release_id
        if folder.is_dir():
            remove_folder(folder)
    return [
        found
        for found in list_withdrawals(settings)
        if found.withdrawn_at and found.withdrawn_at >= note.started_at
    ]


def _describe(
    release_id: str, note: ErasureNote, served: str | None, settings: Settings
) -> Withdrawal:
    known = Withdrawal(
        release=release_id,
        withdrawn_at=datetime.now(UTC),
        reason=note.reason,
        replaced_by=served,
    )
    try:
        info = find_release(release_id, settings).info
    except DamagedReleaseError:
        return known
    own = {"edition": info.edition, "created_at": info.created_at}
    return known.model_copy(update=own)
