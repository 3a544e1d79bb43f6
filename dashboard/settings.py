"""What an operator may set for the pages: variables with the prefix DASHBOARD_."""

from functools import cache

import streamlit as st
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

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


@cache
def load_dashboard_settings() -> DashboardSettings:
    """Read the settings from the environment, once per process.

    Raises:
        WrongSettingsError: naming every wrong setting by its variable, with the reason.
    """
    try:
        return DashboardSettings()
    except ValidationError as error:
        raise WrongSettingsError(list_problems(error, _PREFIX)) from None


def find_wrong_settings() -> list[WrongSetting]:
    """What is wrong with the settings, the warehouse's first; empty if nothing is."""
    problems = []
    for load in (load_settings, load_dashboard_settings):
        try:
            load()
        except WrongSettingsError as error:
            problems += error.problems
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
