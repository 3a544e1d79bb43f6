"""What an operator may set for the pages: variables with the prefix DASHBOARD_."""

from functools import cache
from pathlib import Path

import streamlit as st
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dashboard.sign_in.configuration import SignIn, read_sign_in
from dashboard.wording import markdown
from warehouse.releases import Audience
from warehouse.settings import (
    HostNames,
    MailAddress,
    WrongSetting,
    WrongSettingsError,
    list_problems,
    load_settings,
)

_PREFIX = "DASHBOARD_"


class DashboardSettings(BaseSettings):
    """The dashboard's settings."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    audience: Audience = Field(
        default="public", description="Whose file of a release the pages read"
    )
    shows_draft: bool = Field(
        default=False, description="Whether the pages show an analyst's draft, if any"
    )
    roles_claim: str = Field(
        default="roles", description="Claim of the ID token that holds roles"
    )
    roles_file: Path | None = Field(
        default=None, description="File that says who has which role"
    )
    report_address: MailAddress = Field(
        default="", description="E-mail address that reports of errors go to"
    )
    hosts: HostNames = Field(
        default="", description="Names that the server answers to, with commas"
    )
    shows_metrics: bool = Field(
        default=False, description="Whether /metrics answers, for Prometheus"
    )

    @property
    def host_names(self) -> tuple[str, ...]:
        """The names of `hosts`, one by one."""
        return tuple(self.hosts.replace(",", " ").split())

    @property
    def is_internal(self) -> bool:
        """Whether the pages read the file with small groups."""
        return self.audience == "internal"


@cache
def load_dashboard_settings() -> DashboardSettings:
    """Read the settings from the environment, once per process.

    Raises:
        WrongSettingsError: naming every wrong setting by its variable, with the reason.
    """
    try:
        settings = DashboardSettings()
    except ValidationError as error:
        raise WrongSettingsError(list_problems(error, _PREFIX)) from None
    if settings.shows_draft and not settings.is_internal:
        wrong = WrongSetting(f"{_PREFIX}SHOWS_DRAFT", "true", "draft")
        raise WrongSettingsError([wrong])
    return settings


@cache
def load_sign_in() -> SignIn | None:
    """How readers sign in; None where nobody has to.

    Read once per process: secrets that disappear while it runs would open every page.

    Raises:
        WrongSettingsError: naming everything that is wrong with it.
    """
    settings = load_dashboard_settings()
    if not settings.is_internal:
        return None
    return read_sign_in(settings.roles_claim, settings.roles_file)


def find_wrong_settings() -> list[WrongSetting]:
    """What is wrong with the settings, the warehouse's first; empty if nothing is."""
    problems: list[WrongSetting] = []
    for load in (load_settings, load_dashboard_settings, load_sign_in):
        try:
            load()
        except WrongSettingsError as error:
            problems += [found for found in error.problems if found not in problems]
    return problems


def require_right_settings() -> None:
    """Refuse to start with a wrong setting: the process ends, one line for each."""
    if problems := find_wrong_settings():
        raise SystemExit("\n".join(map(str, problems)))


def stop_on_wrong_settings() -> None:
    """End the page with an explanation of every wrong setting."""
    if problems := find_wrong_settings():
        st.error("\n\n".join(map(_word, problems)), icon=":material/error:")
        st.stop()


def _word(problem: WrongSetting) -> str:
    return markdown(
        f"wrong_setting.{problem.kind}",
        variable=problem.variable,
        value=problem.value,
        allowed=", ".join(problem.allowed),
    )
