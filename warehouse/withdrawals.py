"""Withdrawn releases: a tombstone says when one went, why, and what is in its place.

`releases/<id>.withdrawn.json` stands beside where the release's folder was. From the
moment it is there the release counts as gone, whether or not its files still are.
"""

from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from warehouse.durability import replace_text
from warehouse.release_info import Edition
from warehouse.settings import Settings

_ENDING = ".withdrawn.json"


class Withdrawal(BaseModel):
    """One withdrawn release; it tells nothing of whose data it was withdrawn for.

    Attributes:
        edition, created_at: the release's own; None where it could not be read.
        replaced_by: the release that was made in its place, if any was served.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    release: str
    edition: Edition | None = None
    created_at: AwareDatetime | None = None
    withdrawn_at: AwareDatetime | None = None
    reason: str = ""
    replaced_by: str | None = None

    @property
    def address(self) -> str:
        """What links that cite the release end in, on any page of the dashboard."""
        return f"/?release={self.release}"


def list_withdrawn_ids(settings: Settings) -> set[str]:
    """The ids of all withdrawn releases."""
    paths = settings.releases_dir.glob(f"*{_ENDING}")
    return {path.name.removesuffix(_ENDING) for path in paths}


def find_withdrawal(release_id: str, settings: Settings) -> Withdrawal | None:
    """The tombstone of an id, which may come from anybody; None if there is none.

    Of a damaged tombstone only the id is known.
    """
    if release_id not in list_withdrawn_ids(settings):
        return None
    try:
        text = _find_tombstone(release_id, settings).read_text("utf-8")
        return Withdrawal.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError):
        return Withdrawal(release=release_id)


def list_withdrawals(settings: Settings) -> list[Withdrawal]:
    """Every tombstone, that of the newest release first."""
    ids = sorted(list_withdrawn_ids(settings), reverse=True)
    return [found for name in ids if (found := find_withdrawal(name, settings))]


def write_withdrawal(withdrawal: Withdrawal, settings: Settings) -> None:
    """Put up a tombstone; on disk when this returns."""
    path = _find_tombstone(withdrawal.release, settings)
    replace_text(path, withdrawal.model_dump_json(indent=1) + "\n")


def _find_tombstone(release_id: str, settings: Settings) -> Path:
    return settings.releases_dir / f"{release_id}{_ENDING}"
