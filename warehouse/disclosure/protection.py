"""Suppress, audit, suppress more; if that does not do, drop a table and start again."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.disclosure.auditor import LARGEST_SET, Audit, audit
from warehouse.disclosure.cells import LinkedTables
from warehouse.disclosure.coarsening import (
    MOSTLY_SMALL,
    find_mostly_small,
    find_next_table,
)
from warehouse.disclosure.lines import cover_lines
from warehouse.disclosure.publication import Publication, SmallCellRule, hide_small
from warehouse.disclosure.widening import widen

MOST_ROUNDS = 10
"""Audits of one set of tables at most, before one is dropped."""


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
    dropped: Sequence[str] = (),
    mostly_small: float = MOSTLY_SMALL,
    largest_set: int = LARGEST_SET,
) -> Protection:
    """Hide small cells and what gives them away, until the auditor is satisfied.

    `droppable` names the tables that may be left out, the one missed least first. Those
    that are `mostly_small` go at once, others one by one where hiding does not do.
    What is in `dropped` is left out from the start.

    Raises:
        StillDisclosedError: naming the cells that are too narrow when no table that
            they depend on is left to be dropped.
    """
    start = time.perf_counter()
    work = _Work()
    small = find_mostly_small(tables, rule, droppable, mostly_small)
    dropped = tuple(dict.fromkeys((*dropped, *small)))
    while True:
        publication, audited = _suppress(tables, rule, dropped, largest_set, work)
        if audited.is_safe:
            seconds = time.perf_counter() - start
            return Protection(
                publication, audited, work.rounds, work.programs_solved, seconds
            )
        unsafe = np.union1d(audited.narrow, audited.oversized)
        left = [name for name in droppable if name not in dropped]
        table = find_next_table(tables, unsafe, left)
        if table is None:
            raise StillDisclosedError(tables.cells[cell].id for cell in unsafe)
        dropped = (*dropped, table)


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
