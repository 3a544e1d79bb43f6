"""What is said of a withdrawn release."""

from warehouse.withdrawals import Withdrawal
from warehouse.wording import say


def word_withdrawal(withdrawal: Withdrawal) -> str:
    """When and why a release was withdrawn, and what is in its place."""
    at = withdrawal.withdrawn_at
    return say(
        "withdrawn.release",
        id=withdrawal.release,
        at=f"{at:%Y-%m-%d}" if at else "–",
        reason=withdrawal.reason or say("withdrawn.no_reason"),
        replaced_by=withdrawal.replaced_by or "–",
    )
