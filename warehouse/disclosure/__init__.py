"""Disclosure control: which cells of linked tables the public may see.

The caller describes cells and relations (`cells`, `relating`), `protect` decides what
is hidden, `audit` judges it, and `measure_loss` says what it costs.
"""

from warehouse.disclosure.auditor import Audit, audit
from warehouse.disclosure.cells import (
    Cell,
    InconsistentCellsError,
    LinkedTables,
    Relation,
    RelationKind,
    link,
)
from warehouse.disclosure.coarsening import find_mostly_small
from warehouse.disclosure.losses import Loss, measure_loss
from warehouse.disclosure.protection import (
    Protection,
    StillDisclosedError,
    protect,
)
from warehouse.disclosure.publication import (
    CellState,
    Publication,
    SmallCellRule,
    hide_small,
)
from warehouse.disclosure.relating import TOTAL, relate, relate_margins

__all__ = [
    "TOTAL",
    "Audit",
    "Cell",
    "CellState",
    "InconsistentCellsError",
    "LinkedTables",
    "Loss",
    "Protection",
    "Publication",
    "Relation",
    "RelationKind",
    "SmallCellRule",
    "StillDisclosedError",
    "audit",
    "find_mostly_small",
    "hide_small",
    "link",
    "measure_loss",
    "protect",
    "relate",
    "relate_margins",
]
