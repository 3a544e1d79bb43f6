"""Every table that a register gives over some dimensions, linked to all the others."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.disclosure import Cell, LinkedTables, Relation, link, relate

NAME = " / "
"""Between the members that name a cell, and between the levels that name a table."""

Register = list[tuple[str, ...]]
"""For each person the finest member of each dimension."""

Levels = Sequence[Mapping[str, str]]
"""For each level of a dimension, the member that each finer one belongs to."""


class RegisterTables:
    """A frame of cells, and the atoms (the finest counts) that each is the sum of."""

    def __init__(self, dimensions: Mapping[str, Levels], register: Register) -> None:
        self._dimensions = dimensions
        climbs = [
            {member: _climb(member, levels) for member in levels[0]}
            for levels in dimensions.values()
        ]
        self.atoms = _find_atoms(climbs)
        counts = Counter(map(NAME.join, register))
        depths = [
            {
                member: depth
                for path in climb.values()
                for depth, member in enumerate(path)
            }
            for climb in climbs
        ]
        rows = []
        for cell, atoms in self.atoms.items():
            members = cell.split(NAME)
            table = [str(depth[x]) for depth, x in zip(depths, members, strict=True)]
            value = sum(counts[atom] for atom in atoms)
            rows.append((cell, *members, NAME.join(table), value))
        columns = ["cell", *dimensions, "table", "value"]
        self.frame = pl.DataFrame(rows, columns, orient="row")

    def link(self) -> LinkedTables:
        keys = self.frame.drop("table", "value")
        relations: list[Relation] = []
        for name, levels in self._dimensions.items():
            for level in levels:
                relations += relate(keys, name, level)
        rows = self.frame.select("cell", "table", "value").iter_rows()
        return link((Cell(*row) for row in rows), relations)

    def find_droppable(self) -> list[str]:
        """All tables but the one of the grand total, the finest first."""
        tables = self.frame["table"].unique(maintain_order=True).to_list()
        return sorted(tables, key=lambda name: sum(map(int, name.split(NAME))))[:-1]


def _find_atoms(climbs: list[dict[str, list[str]]]) -> dict[str, frozenset[str]]:
    atoms: dict[str, set[str]] = {}
    for atom in itertools.product(*climbs):
        paths = [climb[member] for climb, member in zip(climbs, atom, strict=True)]
        for members in itertools.product(*paths):
            atoms.setdefault(NAME.join(members), set()).add(NAME.join(atom))
    return {cell: frozenset(within) for cell, within in atoms.items()}


def _climb(member: str, levels: Levels) -> list[str]:
    path = [member]
    for level in levels:
        path.append(level[path[-1]])
    return path
