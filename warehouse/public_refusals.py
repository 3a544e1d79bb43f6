"""Why a release gets no public edition, so that its build is refused."""

from typing import Literal

Reason = Literal["still_disclosed", "inconsistent_counts", "unknown_public_part"]
"""Few people could be told; their figures contradict; a mart says nothing known."""


class PublicEditionRefusedError(RuntimeError):
    """A release whose public edition cannot be made.

    `detail` names the cells that cannot be hidden, those that contradict each other, or
    the mart.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}")
