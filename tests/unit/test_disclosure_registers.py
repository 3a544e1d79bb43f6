"""Random registers, made into tables and protected, then attacked by trial."""

from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.consistent_registers import Seen, find_least, is_possible
from tests.unit.register_tables import Levels, Register, RegisterTables
from warehouse.disclosure import TOTAL, CellState, SmallCellRule, protect

RULE = SmallCellRule(k=3)
"""Small enough for the attack by trial to stay quick."""

CATEGORY: Levels = [dict.fromkeys(["official", "leader", "other"], TOTAL)]
SEX: Levels = [dict.fromkeys(["woman", "man"], TOTAL)]
PLACE: Levels = [
    {"town 1": "north", "town 2": "north", "town 3": "south"},
    {"north": TOTAL, "south": TOTAL},
]
MONTH: Levels = [{"April": "quarter", "May": "quarter"}, {"quarter": TOTAL}]
HALF: Levels = [dict.fromkeys(["spring", "autumn"], TOTAL)]

TWO_WAY = {"place": PLACE, "category": CATEGORY}
THREE_WAY = {"sex": SEX, "half": HALF, "month": MONTH}


def draw_registers(dimensions: Mapping[str, Levels]) -> st.SearchStrategy[Register]:
    members = [st.sampled_from(sorted(levels[0])) for levels in dimensions.values()]
    return st.lists(st.tuples(*members), max_size=24)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(draw_registers(TWO_WAY))
def test_no_two_way_table_with_a_hierarchy_gives_a_small_cell_away(
    register: Register,
) -> None:
    attack(TWO_WAY, register)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(draw_registers(THREE_WAY))
def test_no_three_way_table_with_periods_gives_a_small_cell_away(
    register: Register,
) -> None:
    attack(THREE_WAY, register)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(draw_registers(THREE_WAY))
def test_dropping_what_is_mostly_small_leaves_no_small_cell_to_be_told(
    register: Register,
) -> None:
    attack(THREE_WAY, register, mostly_small=0.5)


def attack(
    dimensions: Mapping[str, Levels], register: Register, mostly_small: float = 1
) -> None:
    """What is shown is true, and a hidden small cell may be small and may not be."""
    tables = RegisterTables(dimensions, register)
    protection = protect(
        tables.link(), RULE, tables.find_droppable(), mostly_small=mostly_small
    )
    shown = protection.publication.to_frame().select("cell", "state", "value")
    seen = {
        cell: Seen(tables.atoms[cell], value, state != CellState.UNPUBLISHED)
        for cell, state, value in shown.iter_rows()
    }
    for cell, value in tables.frame.select("cell", "value").iter_rows():
        assert seen[cell].value in (None, value)
        if RULE.is_small(np.array(value)):
            assert seen[cell].value is None
            assert_uncertain(seen, cell, len(register) + RULE.k)


def assert_uncertain(seen: Mapping[str, Seen], cell: str, highest: int) -> None:
    least = find_least(seen, cell, highest)
    enough = range(max(RULE.k, least + RULE.k - 1), highest + 1)
    assert least < RULE.k, cell
    assert any(is_possible(seen, cell, value, highest) for value in enough), cell
