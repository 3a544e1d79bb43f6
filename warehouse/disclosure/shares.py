"""Shares and means: what may be said of a ratio when its parts may not be told.

Source of the bounds: top and bottom coding, National Center for Education Statistics,
"Statistical Methods for Protecting Personally Identifiable Information in Aggregate
Reporting", NCES 2011-603 (2010). There the bound depends on the group's size alone;
here it is chosen so that up to k people may have answered otherwise.
"""

from dataclasses import dataclass
from enum import StrEnum

from warehouse.disclosure.publication import Publication, SmallCellRule


class ShareState(StrEnum):
    """How a share is shown."""

    SHOWN = "shown"
    BOUNDED = "bounded"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class ShownShare:
    """A share of 0–1 as two bounds, which are equal where it is shown exactly."""

    state: ShareState
    low: float | None = None
    high: float | None = None


SUPPRESSED = ShownShare(ShareState.SUPPRESSED)


def is_ratio_shown(
    publication: Publication, numerator: str, denominator: str, remainder: str
) -> bool:
    """Whether a share may be shown: all three cells are, for two give the third.

    `remainder` is the cell denominator − numerator, tied to both by a sum.
    """
    return _are_shown(publication, numerator, denominator, remainder)


def is_mean_shown(publication: Publication, total: str, count: str) -> bool:
    """Whether a mean may be shown: the mean and either cell give the other."""
    return _are_shown(publication, total, count)


def show_answers(numerator: int, denominator: int, rule: SmallCellRule) -> ShownShare:
    """A share of people who gave an answer about themselves.

    Where k or fewer gave another answer than the rest, nobody among them included, a
    bound is shown that k of them would meet too. That all agreed is then no more to be
    seen than that k did not. Numerator and remainder of such a share are not published.
    """
    if denominator < rule.k:
        return SUPPRESSED
    is_low, is_high = numerator <= rule.k, denominator - numerator <= rule.k
    if is_low and is_high:
        return SUPPRESSED
    if is_low:
        return ShownShare(ShareState.BOUNDED, 0.0, rule.k / denominator)
    if is_high:
        return ShownShare(ShareState.BOUNDED, 1 - rule.k / denominator, 1.0)
    share = numerator / denominator
    return ShownShare(ShareState.SHOWN, share, share)


def _are_shown(publication: Publication, *cells: str) -> bool:
    positions = [publication.tables.positions[cell] for cell in cells]
    return bool(publication.is_shown[positions].all())
