"""The note of an erasure under way: what is left after a kill, until it is finished."""

from datetime import date
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from warehouse.durability import replace_text, sync_folder
from warehouse.release_info import Edition
from warehouse.settings import Settings
from warehouse.workspace import is_locked


class ErasureNote(BaseModel):
    """What is to be done; whose data it is about only marks tell, under a key.

    Attributes:
        edition, as_of: what the release in the place of the served one is made of;
            None where nothing was served, and where no date was set.
        swept_at: when the registers were done with; None before.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    started_at: AwareDatetime
    reason: str
    marks: tuple[str, ...]
    edition: Edition | None
    as_of: date | None
    swept_at: AwareDatetime | None = None


class DamagedNoteError(ValueError):
    """The note cannot be read; the text is its path."""


def read_note(settings: Settings) -> ErasureNote | None:
    """The note of an erasure that has not ended; None without one.

    Raises:
        DamagedNoteError: there is one, and nobody can read it.
    """
    path = _find_note(settings)
    try:
        return ErasureNote.model_validate_json(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise DamagedNoteError(path) from error


def write_note(note: ErasureNote, settings: Settings) -> None:
    """Keep the note; it is on disk when this returns."""
    replace_text(_find_note(settings), note.model_dump_json(indent=1) + "\n")


def remove_note(settings: Settings) -> None:
    """The erasure has ended."""
    _find_note(settings).unlink(missing_ok=True)
    sync_folder(settings.dir)


def is_unfinished(settings: Settings) -> bool:
    """Whether an erasure was cut off and nobody is at work on it."""
    return _find_note(settings).exists() and not is_locked(settings)


def _find_note(settings: Settings) -> Path:
    return settings.dir / "erasure.json"
