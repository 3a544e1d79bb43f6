"""What it costs the reader when a cell is hidden."""

import numpy as np
import numpy.typing as npt

from warehouse.disclosure.cells import LinkedTables, Numbers


def compute_hiding_costs(tables: LinkedTables) -> npt.NDArray[np.float64]:
    """People times level to the third power: detail about few is missed least.

    With the level alone, totals went where a dozen cells of detail would have done.
    """
    return tables.people * (1.0 + find_levels(tables)) ** 3


def find_levels(tables: LinkedTables) -> Numbers:
    """How many levels of parts each cell has below it; 0 for the finest detail."""
    levels = np.zeros(len(tables.cells), dtype=np.int64)
    for _ in tables.relations:
        before = levels.copy()
        for whole, parts in tables.members:
            if len(parts):
                levels[whole] = max(levels[whole], levels[parts].max() + 1)
        if np.array_equal(before, levels):
            break
    return levels
