"""What a release says about itself: `release.json`."""

import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
)

from warehouse.checksums import Checksum

FORMAT_VERSION: Literal[2] = 2
INFO_NAME = "release.json"
SEAL_NAME = "release.json.sha256"
"""The hash of `release.json`, as `sha256sum --check` reads it; from format 2 on."""

DATABASE_NAME = "internal.duckdb"
PUBLIC_NAME = "public.duckdb"

Edition = Literal["demo", "reported", "live"]

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
"""A file of the release's own folder: a description never leads out of it."""


_UNSEALED_FORMAT = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class InputFile(_Part):
    """A file the numbers come from; row counts are those of the landed load."""

    kind: Literal["register", "seed"]
    file: str
    sha256: str
    dataset: str | None = None
    load_id: str | None = None
    rows_in: int | None = None
    rows_accepted: int | None = None
    rows_quarantined: int | None = None


class TestResult(_Part):
    """One dbt test: `status` as dbt gives it, `failures` in rows.

    `kind` is the generic test it is made of, `singular` or `unit_test`; empty, as are
    `models`, `column` and `description`, in releases that do not tell.
    """

    __test__ = False

    name: str
    status: Literal["pass", "warn", "fail", "error", "skipped"]
    failures: int = 0
    kind: str = ""
    models: tuple[str, ...] = ()
    column: str | None = None
    description: str = ""


class TestCounts(_Part):
    """All tests of a build; `failed` counts those that could not run as well."""

    __test__ = False

    passed: int
    warned: int
    failed: int
    results: tuple[TestResult, ...] = ()


class Predecessor(_Part):
    """The release that this one's definitions were to be compared with.

    `release` is None for the first one; `is_compared` is false where its manifests
    could not be read, so that a changed definition has no entry.
    """

    release: str | None = None
    is_compared: bool = False


class DisclosureControl(_Part):
    """What the public edition hides, and the audit that it passed.

    Counts of cells; `cells_ratio` and `people_ratio` are the shares of 0–1 that a
    reader does not see, people counted once for each table they are in. Unaudited are
    the tables of those dropped whose cells were too many to be audited as well.
    """

    smallest_group: int
    cells: int = 0
    hidden_small: int = 0
    hidden_other: int = 0
    dropped: int = 0
    dropped_tables: tuple[str, ...] = ()
    unaudited_tables: tuple[str, ...] = ()
    cells_ratio: float = 0.0
    people_ratio: float = 0.0
    audits: int = 0
    programs_solved: int = 0


class ReleaseInfo(_Part):
    """Content of `release.json`; `as_of` by scope, `row_counts` by table.

    `base` makes it a draft: the release whose build it was made from.
    """

    format_version: Literal[1, 2] = FORMAT_VERSION
    id: str
    edition: Edition
    programme: str
    created_at: AwareDatetime
    as_of: dict[str, date]
    inputs: tuple[InputFile, ...]
    code_revision: str
    versions: dict[str, str]
    row_counts: dict[str, int]
    tests: TestCounts
    predecessor: Predecessor = Predecessor()
    base: str | None = None
    disclosure: DisclosureControl | None = None
    checksums: dict[FileName, Checksum]


class UnreadableReleaseError(ValueError):
    """A release folder without a `release.json` that this version understands."""


class NewerReleaseError(UnreadableReleaseError):
    """A `release.json` in a format that came after this version."""


class _Format(BaseModel):
    format_version: int


def write_info(folder: Path, info: ReleaseInfo) -> None:
    """Write `release.json` and its seal into a folder that nobody reads yet."""
    content = (info.model_dump_json(indent=2) + "\n").encode()
    (folder / INFO_NAME).write_bytes(content)
    (folder / SEAL_NAME).write_text(_word_seal(content), "ascii")


def read_info(folder: Path) -> ReleaseInfo:
    """Read a release folder's `release.json` (parsed once per state of the files).

    Raises:
        NewerReleaseError: written by a newer version.
        UnreadableReleaseError: missing, changed, not understood, or of another folder.
    """
    path = folder / INFO_NAME
    try:
        info = _parse(path, _read_state(path), _read_state(folder / SEAL_NAME))
    except NewerReleaseError:
        raise
    except (OSError, ValueError) as error:
        raise UnreadableReleaseError(f"{path}: {error}") from error
    if info.id != folder.name:
        raise UnreadableReleaseError(f"{path}: describes {info.id}")
    return info


_State = tuple[int, int, int] | None


def _read_state(path: Path) -> _State:
    """What changes whenever a file does; None without a file."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


@lru_cache(maxsize=64)
def _parse(path: Path, state: _State, seal_state: _State) -> ReleaseInfo:
    content = path.read_bytes()
    try:
        info = ReleaseInfo.model_validate_json(content)
    except ValidationError:
        if _Format.model_validate_json(content).format_version > FORMAT_VERSION:
            raise NewerReleaseError(str(path)) from None
        raise
    if seal_state or info.format_version > _UNSEALED_FORMAT:
        _check_seal(path.with_name(SEAL_NAME), content)
    return info


def _check_seal(path: Path, content: bytes) -> None:
    if path.read_bytes() != _word_seal(content).encode():
        raise UnreadableReleaseError(f"{path.name}: not the hash of {INFO_NAME}")


def _word_seal(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {INFO_NAME}\n"
