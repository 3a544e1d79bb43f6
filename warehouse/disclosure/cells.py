"""Cells of published tables, and what ties their values together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


class RelationKind(StrEnum):
    """How a whole depends on its parts."""

    SUM = "sum"
    """The parts do not overlap and leave nothing out: whole = sum of parts."""

    DISTINCT = "distinct"
    """The same person may be in several parts: each part ≤ whole ≤ sum of parts."""

    AT_MOST = "at_most"
    """Each part ≤ whole, and parts may leave something out: people ≤ attendances."""


class InconsistentCellsError(ValueError):
    """The cells contradict each other, or a relation names a cell that is not there."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one table.

    `value` is a whole number of people or attendances; `people` is how many people it
    rests on, None where the value counts people itself. A cell that is not published
    is in the model because others give it away, as two cumulative values give away
    the month between them. A fixed cell is a published fact and is never hidden.
    """

    id: str
    table: str
    value: int
    people: int | None = None
    is_published: bool = True
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What everybody knows of the cells `whole` and `parts`, by their ids.

    Parts that are zero may be left out: zeros are shown, so nothing is lost.
    """

    kind: RelationKind
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class LinkedTables:
    """Cells with their relations, as arrays in the order of the cells."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    positions: dict[str, int] = field(repr=False)

    @cached_property
    def values(self) -> Numbers:
        """The true values."""
        return np.array([cell.value for cell in self.cells], dtype=np.int64)

    @cached_property
    def people(self) -> Numbers:
        """How many people each value rests on."""
        people = (c.value if c.people is None else c.people for c in self.cells)
        return np.fromiter(people, dtype=np.int64, count=len(self.cells))

    @cached_property
    def is_published(self) -> Flags:
        """Whether the cell's table is published."""
        return np.array([cell.is_published for cell in self.cells], dtype=bool)

    @cached_property
    def is_fixed(self) -> Flags:
        """Whether the cell is a published fact."""
        return np.array([cell.is_fixed for cell in self.cells], dtype=bool)

    @cached_property
    def table_names(self) -> npt.NDArray[np.str_]:
        """The table of each cell."""
        return np.array([cell.table for cell in self.cells], dtype=np.str_)

    @cached_property
    def members(self) -> tuple[tuple[int, Numbers], ...]:
        """Positions of whole and parts of each relation."""
        find = self.positions.__getitem__
        return tuple(
            (find(x.whole), np.array([find(part) for part in x.parts], dtype=np.int64))
            for x in self.relations
        )


def link(cells: Iterable[Cell], relations: Iterable[Relation]) -> LinkedTables:
    """Cells and relations as one system.

    Raises:
        InconsistentCellsError: an id occurs twice, a value is negative, a relation
            names an unknown cell or does not hold for the values given.
    """
    known = tuple(cells)
    positions = {cell.id: position for position, cell in enumerate(known)}
    if len(positions) < len(known):
        raise InconsistentCellsError("two cells have the same id")
    linked = LinkedTables(known, tuple(relations), positions)
    _refuse_impossible_cells(known)
    for relation in linked.relations:
        _refuse_broken(relation, linked)
    return linked


def _refuse_impossible_cells(cells: tuple[Cell, ...]) -> None:
    for cell in cells:
        people = cell.value if cell.people is None else cell.people
        if cell.value < 0 or people < 0 or (cell.value > 0) != (people > 0):
            raise InconsistentCellsError(
                f"{cell.id}: {cell.value} cannot rest on {people} people"
            )


def _refuse_broken(relation: Relation, linked: LinkedTables) -> None:
    unknown = [
        member
        for member in (relation.whole, *relation.parts)
        if member not in linked.positions
    ]
    if unknown:
        raise InconsistentCellsError(f"no cell {', '.join(unknown)}")
    values = [linked.cells[linked.positions[part]].value for part in relation.parts]
    whole = linked.cells[linked.positions[relation.whole]].value
    if not _holds(relation.kind, whole, values):
        raise InconsistentCellsError(
            f"{relation.whole} = {whole} is no {relation.kind} of parts of {values}"
        )


def _holds(kind: RelationKind, whole: int, parts: list[int]) -> bool:
    match kind:
        case RelationKind.SUM:
            return whole == sum(parts)
        case RelationKind.DISTINCT:
            return max(parts, default=0) <= whole <= sum(parts)
        case RelationKind.AT_MOST:
            return max(parts, default=0) <= whole
