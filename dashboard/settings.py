"""What an operator may set for the pages: variables with the prefix DASHBOARD_."""

from functools import cache
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class DashboardSettings(BaseSettings):
    """The dashboard's settings."""

    model_config = SettingsConfigDict(
        env_prefix="DASHBOARD_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    audience: Literal["internal"] = Field(
        default="internal", description="Whose release file the pages read"
    )
    report_address: str = Field(
        default="", description="E-mail address that reports of errors go to"
    )


@cache
def load_dashboard_settings() -> DashboardSettings:
    """Read the settings from the environment, once per process."""
    return DashboardSettings()
