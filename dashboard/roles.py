"""What a reader may open: three roles, each with all that the one before it has."""

from enum import IntEnum


class Role(IntEnum):
    """A role; a greater one may open whatever a lesser one may."""

    VIEWER = 1
    ANALYST = 2
    ADMINISTRATOR = 3


def current_role() -> Role | None:
    """The reader's role in this run; None opens no page.

    Whoever sits at the machine that runs the dashboard may do everything there anyway.
    """
    return Role.ADMINISTRATOR
