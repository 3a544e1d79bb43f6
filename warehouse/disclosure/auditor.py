"""How closely an attacker can tell the values that are hidden.

The auditor shares no code with the suppression that it judges; why, and what it takes
an attacker to know, is in `docs/decisions/0011-how-small-cells-are-hidden.md`.
"""

from dataclasses import dataclass

import numpy as np

from warehouse.disclosure.attacker import find_unknown_sets
from warehouse.disclosure.cells import Flags, Numbers
from warehouse.disclosure.interval_search import IntervalSearch
from warehouse.disclosure.publication import (
    Publication,
    SmallCellRule,
    find_secret,
)

LARGEST_SET = 50_000
"""Unknown cells that are audited together at most; above, tables must be coarsened."""


@dataclass(frozen=True)
class Audit:
    """Intervals of sensitive cells, and those that are too narrow, by position.

    `lower` and `upper` are the attacker's bounds for narrow cells, and for others ones
    that are wide enough. The cells of sets too large to be audited are in `oversized`.
    """

    lower: Numbers
    upper: Numbers
    narrow: Numbers
    oversized: Numbers
    programs_solved: int

    @property
    def is_safe(self) -> bool:
        """Whether every sensitive cell was judged and is wide enough."""
        return not len(self.narrow) and not len(self.oversized)


def audit(
    publication: Publication,
    rule: SmallCellRule,
    *,
    earlier: Audit | None = None,
    largest_set: int = LARGEST_SET,
) -> Audit:
    """Bound every sensitive cell by all that is published.

    `earlier` is an audit of the same with fewer cells hidden: whatever an attacker
    could not exclude then cannot be excluded now.
    """
    values = publication.tables.values
    lower, upper = (earlier.lower, earlier.upper) if earlier else (values, values)
    # Far above every value, and small enough for the solver's arithmetic.
    unlimited = 4 * (int(values.max(initial=0)) + rule.k)
    search = IntervalSearch(lower, upper, unlimited, rule)
    is_secret = find_secret(publication, rule)
    is_oversized = _search(publication, search, is_secret, largest_set)
    is_narrow = is_secret & ~rule.is_wide(search.lower, search.upper)
    return Audit(
        lower=search.lower,
        upper=search.upper,
        narrow=np.flatnonzero(is_narrow & ~is_oversized),
        oversized=np.flatnonzero(is_secret & is_oversized),
        programs_solved=search.programs_solved,
    )


def _search(
    publication: Publication,
    search: IntervalSearch,
    is_secret: Flags,
    largest_set: int,
) -> Flags:
    """Widen all intervals; gives the cells whose set is too large."""
    is_free = is_secret.copy()
    is_oversized = np.zeros_like(is_secret)
    for unknown in find_unknown_sets(publication):
        is_free[unknown.cells] = False
        if len(unknown.cells) > largest_set:
            is_oversized[unknown.cells] = True
        else:
            search.widen(unknown, is_secret[unknown.cells])
    search.free(np.flatnonzero(is_free))
    return is_oversized
