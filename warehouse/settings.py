"""What an operator may set, from environment variables with the prefix WAREHOUSE_."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_PREFIX = "WAREHOUSE_"
_REPOSITORY = Path(__file__).resolve().parent.parent

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
MemorySize = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)? ?(MB|GB)$")]


class WrongSettingsError(ValueError):
    """One or more settings cannot be used; `problems` names each with its reason."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("Wrong settings:\n" + "\n".join(f"- {p}" for p in problems))


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
    memory_limit: MemorySize = Field(
        default="2GB", description="Memory that DuckDB may use, for example 2GB"
    )
    threads: int = Field(default=2, ge=1, description="Threads that DuckDB may use")
    lang: Literal["en", "ru"] | None = Field(
        default=None, description="Language of the command line; else that of LANG"
    )

    @property
    def programme_dir(self) -> Path:
        """The folder that holds everything of the chosen programme."""
        return self.project_dir / "programmes" / self.programme

    @property
    def work_dir(self) -> Path:
        """Builds being made and what they leave for the next one."""
        return self.dir / "work"

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
        raise WrongSettingsError(_name_problems(error)) from None
    if not settings.programme_dir.is_dir():
        raise WrongSettingsError(
            [f"{_PREFIX}PROGRAMME: there is no folder {settings.programme_dir}"]
        )
    return settings


def _name_problems(error: ValidationError) -> list[str]:
    return [
        f"{_PREFIX}{str(item['loc'][0]).upper()}: {item['msg']}"
        for item in error.errors(include_url=False, include_input=False)
    ]
