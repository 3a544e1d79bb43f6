"""Suppress, audit, suppress more; if that does not do, drop a table and start again."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.disclosure.auditor import LARGEST_SET, Audit, audit
from warehouse.disclosure.cells import LinkedTables
from warehouse.disclosure.lines import cover_lines
from warehouse.disclosure.publication import (
    Publication,
    SmallCellRule,
    find_sensitive,
    hide_small,
)
from warehouse.disclosure.widening import widen

MOST_ROUNDS = 10
"""Audits of one set of tables at most, before one is dropped."""

MOSTLY_SMALL = 0.5
"""Share of small cells, zeros left out, above which a table is dropped unaudited."""


class StillDisclosedError(RuntimeError):
    """Sensitive cells can be told too closely and nothing more may be dropped."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.cells = tuple(cells)
        named = ", ".join(self.cells[:20])
        more = f" and {len(self.cells) - 20} more" if len(self.cells) > 20 else ""
        super().__init__(f"still disclosed: {named}{more}")


@dataclass(frozen=True)
class Protection:
    """What may be published, the audit that it passed, and the work it took.

    `rounds` are audits since the last table was dropped; `programs_solved` counts all
    linear programs, those of the suppression included.
    """

    publication: Publication
    audit: Audit
    rounds: int
    programs_solved: int
    seconds: float


@dataclass
class _Work:
    rounds: int = 0
    programs_solved: int = 0

    def note_audit(self, audited: Audit, rounds: int) -> None:
        self.rounds = rounds
        self.programs_solved += audited.programs_solved


def protect(
    tables: LinkedTables,
    rule: SmallCellRule,
    droppable: Sequence[str] = (),
    *,
    mostly_small: float = MOSTLY_SMALL,
    largest_set: int = LARGEST_SET,
) -> Protection:
    """Hide small cells and what gives them away, until the auditor is satisfied.

    `droppable` names the tables that may be left out, the one missed least first.

    Raises:
        StillDisclosedError: naming the cells that are too narrow when no table is left
            that may be dropped.
    """
    start = time.perf_counter()
    work = _Work()
    dropped = find_mostly_small(tables, rule, droppable, mostly_small)
    while True:
        publication, audited = _suppress(tables, rule, dropped, largest_set, work)
        if audited.is_safe:
            seconds = time.perf_counter() - start
            return Protection(
                publication, audited, work.rounds, work.programs_solved, seconds
            )
        left = [name for name in droppable if name not in dropped]
        if not left:
            unsafe = np.union1d(audited.narrow, audited.oversized)
            raise StillDisclosedError(tables.cells[cell].id for cell in unsafe)
        dropped = (*dropped, left[0])


def find_mostly_small(
    tables: LinkedTables,
    rule: SmallCellRule,
    droppable: Sequence[str],
    mostly_small: float = MOSTLY_SMALL,
) -> tuple[str, ...]:
    """The tables of those named that would be hidden for the most part anyway."""
    is_small, is_filled = find_sensitive(tables, rule), tables.values > 0

    def is_mostly_small(name: str) -> bool:
        is_inside = tables.table_names == name
        filled = np.count_nonzero(is_inside & is_filled)
        small = np.count_nonzero(is_inside & is_small)
        return bool(small > mostly_small * filled)

    return tuple(filter(is_mostly_small, droppable))


def _suppress(
    tables: LinkedTables,
    rule: SmallCellRule,
    dropped: tuple[str, ...],
    largest_set: int,
    work: _Work,
) -> tuple[Publication, Audit]:
    publication = cover_lines(hide_small(tables, rule, dropped), rule)
    audited = audit(publication, rule, largest_set=largest_set)
    work.note_audit(audited, 1)
    for rounds in range(2, MOST_ROUNDS + 1):
        if audited.is_safe or len(audited.oversized):
            break
        wider, solved = widen(publication, audited, rule)
        work.programs_solved += solved
        if np.array_equal(wider.is_hidden, publication.is_hidden):
            break
        publication = wider
        audited = audit(publication, rule, earlier=audited, largest_set=largest_set)
        work.note_audit(audited, rounds)
    return publication, audited
