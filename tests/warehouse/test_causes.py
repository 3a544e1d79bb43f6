"""Causes of moves and of judgements that no edit of a register brings about."""

import shutil
from dataclasses import replace

import duckdb
import pytest

from warehouse.comparison import compare
from warehouse.comparison.comparing import CAUSES
from warehouse.releases import find_served, list_releases

_FIGURE = (
    "metric = 'people_reached' and scope = 'example' and grain = 'programme'"
    " and dimension = 'total'"
)


@pytest.fixture
def edited(demo_settings, tmp_path):
    """The served release and a copy of it, changed by a statement."""
    served = find_served(demo_settings).release

    def edit(statement):
        folder = tmp_path / served.id
        shutil.copytree(served.path, folder)
        with duckdb.connect(str(folder / "internal.duckdb")) as connection:
            connection.execute(statement)
        return compare(served, replace(served, path=folder), demo_settings)

    return edit


def read_moves(comparison):
    return {
        (row["metric"], row["grain"], row["dimension"]): row["causes"]
        for row in comparison.moves.iter_rows(named=True)
    }


def test_a_figure_that_disclosure_control_hides_says_so(edited):
    comparison = edited(
        "update marts.mart_metric_value set value = null, state = 'suppressed'"
        f" where {_FIGURE}"
    )
    assert read_moves(comparison) == {
        ("people_reached", "programme", "total"): ["changed_suppression"]
    }


def test_a_figure_that_nothing_accounts_for_is_unexplained(edited):
    comparison = edited(
        f"update marts.mart_metric_value set value = value + 1 where {_FIGURE}"
    )
    assert read_moves(comparison) == {
        ("people_reached", "programme", "total"): ["unexplained"]
    }


def test_a_status_says_whether_its_target_or_its_figure_changed(demo_settings):
    newer, older = list_releases(demo_settings)[:2]
    judged = compare(older, newer, demo_settings).judged.to_dicts()
    assert all(set(row["causes"]) <= set(CAUSES) and row["causes"] for row in judged)
    changed = [row for row in judged if "changed_target" in row["causes"]]
    assert changed == [row for row in judged if row["is_target_changed"]] != []
    assert len(changed) < len(judged)
