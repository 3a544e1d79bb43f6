"""How closely an attacker can tell the values that are hidden.

The auditor shares nothing with the choice that it judges; why, and what it takes
an attacker to know, is in `docs/decisions/0011-how-small-cells-are-hidden.md`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.disclosure.attacker import Floats, UnknownSet, find_unknown_sets
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
    offered: Sequence[Floats] = (),
    largest_set: int = LARGEST_SET,
) -> Audit:
    """Bound every sensitive cell by all that is published.

    `offered` are values of all cells that may be possible: each is checked by what the
    attacker knows before it counts.

    `earlier` is an audit or a sketch of the same with fewer cells hidden: whatever an
    attacker could not exclude then cannot be excluded now.
    """
    search = _begin(publication, rule, earlier)

    def bound(unknown: UnknownSet, is_secret: Flags) -> None:
        for values in offered:
            search.consider(unknown, values)
        search.widen(unknown, is_secret)

    return _judge(publication, rule, search, bound, largest_set)


def sketch(
    publication: Publication, rule: SmallCellRule, *, largest_set: int = LARGEST_SET
) -> Audit:
    """Bounds by few programs: what is narrow here may yet be wide in a large set.

    It is where suppression begins, and no judgement.
    """
    search = _begin(publication, rule, None)
    return _judge(publication, rule, search, search.sketch, largest_set)


def _begin(
    publication: Publication, rule: SmallCellRule, earlier: Audit | None
) -> IntervalSearch:
    values = publication.tables.values
    known = (earlier.lower, earlier.upper) if earlier else None
    # Far above every value, and small enough for the solver's arithmetic.
    unlimited = 4 * (int(values.max(initial=0)) + rule.k)
    return IntervalSearch(values, unlimited, rule, known)


def _judge(
    publication: Publication,
    rule: SmallCellRule,
    search: IntervalSearch,
    bound: Callable[[UnknownSet, Flags], None],
    largest_set: int,
) -> Audit:
    is_secret = find_secret(publication, rule)
    is_oversized = np.zeros_like(is_secret)
    is_free = is_secret.copy()
    for unknown in find_unknown_sets(publication):
        is_free[unknown.cells] = False
        if len(unknown.cells) > largest_set:
            is_oversized[unknown.cells] = True
        else:
            bound(unknown, is_secret[unknown.cells])
    search.free(np.flatnonzero(is_free))
    is_narrow = is_secret & ~rule.is_wide(search.lower, search.upper)
    return Audit(
        lower=search.lower,
        upper=search.upper,
        narrow=np.flatnonzero(is_narrow & ~is_oversized),
        oversized=np.flatnonzero(is_secret & is_oversized),
        programs_solved=search.programs_solved,
    )
