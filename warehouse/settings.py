"""What an operator may set, from environment variables with the prefix WAREHOUSE_."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    field_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

_PREFIX = "WAREHOUSE_"
_REPOSITORY = Path(__file__).resolve().parent.parent

_CODE = r"^[a-z][a-z0-9_]*$"
_MEMORY_SIZE = r"^[0-9]+(\.[0-9]+)? ?(MB|GB)$"
_MAIL_ADDRESS = r"^([^@\s]+@[^@\s]+)?$"
_HOST_NAMES = r"^([A-Za-z0-9.\-*\[\]:]+(, ?[A-Za-z0-9.\-*\[\]:]+)*)?$"
_LEAST_KEY_BYTES = 32

HIDDEN = "…"
"""What is shown of a secret."""

Code = Annotated[str, StringConstraints(pattern=_CODE)]
MemorySize = Annotated[str, StringConstraints(pattern=_MEMORY_SIZE)]
MailAddress = Annotated[str, StringConstraints(pattern=_MAIL_ADDRESS)]
HostNames = Annotated[str, StringConstraints(pattern=_HOST_NAMES)]

_KINDS = {
    "literal_error": "choice",
    "int_parsing": "count",
    "int_parsing_size": "count",
    "greater_than_equal": "at_least",
    _CODE: "code",
    _MEMORY_SIZE: "memory_size",
    _MAIL_ADDRESS: "mail_address",
    _HOST_NAMES: "host_names",
    "short_key": "short_key",
    "bool_parsing": "switch",
}
_REASONS = {
    "choice": "no such value; allowed: {allowed}",
    "count": "it must be a whole number, 1 or more",
    "at_least": "it must be at least {allowed}",
    "draft": "a draft is for the internal audience; DASHBOARD_AUDIENCE is public",
    "code": "it must be small Latin letters, digits and underscores, a letter first",
    "memory_size": "it must be a size in MB or GB, for example 2GB",
    "mail_address": "it must be one e-mail address",
    "host_names": "it must be names of hosts with commas between them, without ports",
    "short_key": "a key has at least 32 bytes",
    "switch": "it must be true or false",
    "folder": "there is no dbt project with programmes in this folder",
    "missing": "it must be set",
    "file": "there is no such file, or it cannot be read",
    "https": "it must be an https address; http is for this machine alone",
    "callback": "it must end with /oauth2callback",
    "other": "this value cannot be used",
}


@dataclass(frozen=True)
class WrongSetting:
    """A setting that cannot be used; `kind` says what it should have been.

    `allowed` has the values to choose from, where these are known.
    """

    variable: str
    value: str
    kind: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        reason = _REASONS[self.kind].format(allowed=", ".join(self.allowed))
        value = " ".join(self.value.split())
        return f"Wrong setting {self.variable}={value}: {reason}."


class WrongSettingsError(ValueError):
    """One or more settings cannot be used; `problems` has each with its reason."""

    def __init__(self, problems: list[WrongSetting]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Settings(BaseSettings):
    """The warehouse's settings. Sizes carry their unit; counts are whole numbers."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    dir: Path = Field(
        default=_REPOSITORY / "warehouse" / "data",
        description="Folder of everything that is written",
    )
    programme: Code = Field(
        default="mpp", description="Folder under dbt_project/programmes/"
    )
    project_dir: Path = Field(
        default=_REPOSITORY / "dbt_project", description="Folder of the dbt project"
    )
    edition: Literal["demo", "reported", "live"] = Field(
        default="demo", description="Edition that a build makes when none is named"
    )
    keep_releases: int = Field(
        default=10, ge=1, description="Releases that are kept, the served one included"
    )
    max_age_hours: int | None = Field(
        default=None, ge=1, description="Age from which a release is too old, in hours"
    )
    memory_limit: MemorySize = Field(
        default="2GB", description="Memory that DuckDB may use, for example 2GB"
    )
    threads: int = Field(default=2, ge=1, description="Threads that DuckDB may use")
    smallest_group: int = Field(
        default=11,
        ge=3,
        description="Fewest people that a value of the public edition may rest on",
    )
    query_seconds: int = Field(
        default=30, ge=1, description="Seconds that an analyst's query may take"
    )
    query_rows: int = Field(
        default=10_000, ge=1, description="Rows that an analyst's query may give"
    )
    query_memory: MemorySize = Field(
        default="512MB", description="Memory that an analyst's query may use"
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="What a build says on standard error"
    )
    lang: Literal["en", "ru"] | None = Field(
        default=None, description="Language of the command line; else that of LANG"
    )

    identity_key: SecretStr | None = Field(
        default=None, description="Key that turns people into codes; secret"
    )

    @field_validator("identity_key")
    @classmethod
    def _require_long_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key and len(key.get_secret_value().encode()) < _LEAST_KEY_BYTES:
            raise PydanticCustomError("short_key", "too short")
        return key

    @property
    def programme_dir(self) -> Path:
        """The folder that holds everything of the chosen programme."""
        return self.project_dir / "programmes" / self.programme

    @property
    def work_dir(self) -> Path:
        """Builds being made and what they leave for the next one."""
        return self.dir / "work"

    @property
    def releases_dir(self) -> Path:
        """Sealed releases, a folder each (it may not exist yet)."""
        return self.dir / "releases"

    @property
    def staged_dir(self) -> Path:
        """Landed loads: `loads/<load_id>/` and `empty/`."""
        return self.dir / "staged"


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        WrongSettingsError: naming every wrong setting by its variable, with the reason.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        raise WrongSettingsError(list_problems(error, _PREFIX)) from None
    if problem := _find_missing_folder(settings):
        raise WrongSettingsError([problem])
    return settings


def list_problems(error: ValidationError, prefix: str) -> list[WrongSetting]:
    """The settings that `error` complains about; `prefix` is that of the variables."""
    return [
        WrongSetting(
            variable=prefix + str(item["loc"][0]).upper(),
            value=HIDDEN if item["type"] == "short_key" else str(item["input"]),
            kind=_name_kind(item),
            allowed=list_allowed(item),
        )
        for item in error.errors(include_url=False)
    ]


def list_allowed(item: Any) -> tuple[str, ...]:
    """The values to choose from of one of pydantic's errors, or the least of all."""
    chosen = re.findall("'(.+?)'", _describe(item, "expected"))
    return tuple(chosen or filter(None, [_describe(item, "ge")]))


def _name_kind(item: Any) -> str:
    return _KINDS.get(_describe(item, "pattern") or item["type"], "other")


def _describe(item: Any, name: str) -> str:
    return str(item.get("ctx", {}).get(name, ""))


def _find_missing_folder(settings: Settings) -> WrongSetting | None:
    folder = settings.programme_dir.parent
    if not folder.is_dir():
        return WrongSetting(
            f"{_PREFIX}PROJECT_DIR", str(settings.project_dir), "folder"
        )
    if settings.programme_dir.is_dir():
        return None
    programmes = tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))
    return WrongSetting(f"{_PREFIX}PROGRAMME", settings.programme, "choice", programmes)
