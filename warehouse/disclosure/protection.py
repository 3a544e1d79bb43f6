"""Suppress, audit, suppress more; if that does not do, drop a table and start again."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.disclosure.auditor import LARGEST_SET, Audit, audit, sketch
from warehouse.disclosure.cells import LinkedTables
from warehouse.disclosure.coarsening import (
    MOSTLY_SMALL,
    find_mostly_small,
    find_next_table,
)
from warehouse.disclosure.lines import cover_lines
from warehouse.disclosure.publication import Publication, SmallCellRule, hide_small
from warehouse.disclosure.unaudited import leave_out
from warehouse.disclosure.widening import Widened, widen

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

    `unaudited` names dropped tables whose cells were too many to be audited with the
    rest. `rounds` are audits since the last table was dropped; `programs_solved` counts
    all linear programs, those of the suppression included.
    """

    publication: Publication
    unaudited: tuple[str, ...]
    rounds: int
    programs_solved: int
    seconds: float


@dataclass
class _Work:
    rounds: int = 0
    programs_solved: int = 0

    def note(self, rounds: int, widened: Widened, audited: Audit) -> None:
        self.rounds = rounds
        self.programs_solved += widened.programs_solved + audited.programs_solved


def protect(
    tables: LinkedTables,
    rule: SmallCellRule,
    droppable: Sequence[str] = (),
    *,
    mostly_small: float = MOSTLY_SMALL,
    largest_set: int = LARGEST_SET,
) -> Protection:
    """Hide small cells and what gives them away, until the auditor is satisfied.

    `droppable` names the tables that may be left out, the one missed least first. Those
    that are `mostly_small` go at once, others one by one where hiding does not do. Of
    more than `largest_set` cells that depend on each other, those of dropped tables go
    unaudited, one table after another.

    Raises:
        StillDisclosedError: naming the cells that are too narrow when no table that
            they depend on is left to be dropped.
    """
    start = time.perf_counter()
    work, system = _Work(), tables
    unaudited: tuple[str, ...] = ()
    dropped = find_mostly_small(tables, rule, droppable, mostly_small)
    while True:
        publication, audited = _suppress(system, rule, dropped, largest_set, work)
        if audited.is_safe:
            return Protection(
                _hide_in(tables, publication),
                unaudited,
                work.rounds,
                work.programs_solved,
                time.perf_counter() - start,
            )
        audible = [name for name in dropped if name not in unaudited]
        too_many = find_next_table(system, audited.oversized, audible)
        if too_many is not None:
            unaudited = (*unaudited, too_many)
            system = leave_out(tables, unaudited)
        else:
            left = [name for name in droppable if name not in dropped]
            dropped = (*dropped, _choose_next(system, audited, left))


def _choose_next(tables: LinkedTables, audited: Audit, left: Sequence[str]) -> str:
    unsafe = np.union1d(audited.narrow, audited.oversized)
    table = find_next_table(tables, unsafe, left)
    if table is None:
        raise StillDisclosedError(tables.cells[cell].id for cell in unsafe)
    return table


def _hide_in(tables: LinkedTables, decided: Publication) -> Publication:
    """The same decision over all cells, those that went unaudited included."""
    hidden = np.flatnonzero(decided.is_hidden)
    positions = [tables.positions[decided.tables.cells[cell].id] for cell in hidden]
    nothing = np.zeros(len(tables.cells), dtype=bool)
    return Publication(tables, nothing, decided.dropped).hide(positions)


def _suppress(
    tables: LinkedTables,
    rule: SmallCellRule,
    dropped: tuple[str, ...],
    largest_set: int,
    work: _Work,
) -> tuple[Publication, Audit]:
    publication = cover_lines(hide_small(tables, rule, dropped), rule)
    audited = sketch(publication, rule, largest_set=largest_set)
    work.programs_solved += audited.programs_solved
    for rounds in range(1, MOST_ROUNDS + 1):
        if len(audited.oversized):
            break
        widened = widen(publication, audited, rule)
        audited = audit(
            widened.publication,
            rule,
            earlier=audited,
            offered=widened.possible,
            largest_set=largest_set,
        )
        work.note(rounds, widened, audited)
        is_stuck = np.array_equal(widened.publication.is_hidden, publication.is_hidden)
        publication = widened.publication
        if audited.is_safe or is_stuck:
            break
    return publication, audited
