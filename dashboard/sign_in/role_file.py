"""The file that says who has which role, read again whenever it changes."""

import logging
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard.sign_in.role import RoleName
from warehouse.settings import WrongSetting, WrongSettingsError, list_allowed

VARIABLE = "DASHBOARD_ROLES_FILE"

_log = logging.getLogger(__name__)


class RoleFile(BaseModel):
    """Roles by value of the claim, by verified e-mail address and by subject."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claim: dict[str, RoleName] = {}
    email: dict[str, RoleName] = {}
    subject: dict[str, RoleName] = {}


NAMED_ALIKE = RoleFile(
    claim={"viewer": "viewer", "analyst": "analyst", "administrator": "administrator"}
)
"""What holds without a file: the claim's values are the names of the roles."""


def read_role_file(path: Path) -> RoleFile:
    """Read the file.

    Raises:
        WrongSettingsError: it cannot be read, or naming every wrong entry.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise WrongSettingsError([WrongSetting(VARIABLE, str(path), "file")]) from None
    try:
        found = RoleFile(**content)
    except ValidationError as error:
        raise WrongSettingsError(list(map(_name_problem, error.errors()))) from None
    emails = {fold_email(email): name for email, name in found.email.items()}
    return found.model_copy(update={"email": emails})


def current_role_file(path: Path | None) -> RoleFile:
    """What the file says now. One that has become unreadable gives nobody a role."""
    if path is None:
        return NAMED_ALIKE
    try:
        stat = path.stat()
    except OSError:
        return RoleFile()
    return _read_version(path, stat.st_mtime_ns, stat.st_size)


def fold_email(email: str) -> str:
    """The form in which addresses are compared.

    Only ASCII letters lose their case: others would change into their look-alikes.
    """
    return email.lower() if email.isascii() else email


@lru_cache(maxsize=1)
def _read_version(path: Path, changed_at: int, size: int) -> RoleFile:
    try:
        return read_role_file(path)
    except WrongSettingsError as error:
        _log.error("Nobody has a role: %s", error)
        return RoleFile()


def _name_problem(problem: Any) -> WrongSetting:
    """The entry as it stands in the file, such as `[email] anna@example.org`."""
    table, *key = (str(part) for part in problem["loc"])
    entry = " ".join((f"[{table}]", *key))
    kind = "choice" if problem["type"] == "literal_error" else "other"
    value = str(problem["input"])
    return WrongSetting(f"{VARIABLE} {entry}", value, kind, list_allowed(problem))
