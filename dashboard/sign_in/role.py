"""The three roles, each with all that the one before it has."""

from enum import IntEnum
from typing import Literal


class Role(IntEnum):
    """A role; a greater one may open whatever a lesser one may."""

    VIEWER = 1
    ANALYST = 2
    ADMINISTRATOR = 3


RoleName = Literal["viewer", "analyst", "administrator"]
"""A role as it is written in settings and claims."""


def read_role(name: RoleName) -> Role:
    """The role of that name."""
    return Role[name.upper()]
