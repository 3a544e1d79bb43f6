"""The seed of headline cards names what pages, metrics and catalogues have."""

import polars as pl
import pytest

from dashboard.menu import MENU
from dashboard.wording import LANGUAGES, text
from tests.conftest import REPOSITORY
from warehouse.reading import open_release
from warehouse.releases import find_served

PAGES = {entry.name for entry in MENU}
GRAINS = {"month", "quarter", "year", "fiscal_quarter", "fiscal_year", "programme"}
SEED = REPOSITORY / "dbt_project/programmes/mpp/seeds/headline_cards.csv"


@pytest.fixture(scope="module")
def cards():
    return pl.read_csv(SEED)


def test_pages_and_grains_are_known(cards):
    assert set(cards["page"]) <= PAGES
    assert set(cards["grain"]) | set(cards["trend_grain"].drop_nulls()) <= GRAINS


def test_every_figure_has_a_value_or_says_why(cards, demo_settings):
    """Of the card itself and of each metric named beside it, at the card's grain."""
    file = open_release(find_served(demo_settings).release, demo_settings)
    slots = file.fetch(
        "select distinct metric, scope, grain from marts.mart_metric_value"
    )
    file.close()
    known = set(slots.iter_rows())
    wanted = {
        (metric, row["figure_scope"], row["grain"])
        for row in cards.to_dicts()
        for metric in (row["metric"], *(row["beside_metrics"] or "").split(";"))
        if metric
    }
    assert wanted - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_has_words(cards, language, monkeypatch):
    monkeypatch.setattr("dashboard.wording.current_language", lambda: language)
    keys = {f"headline_remark.{code}" for code in cards["remark_code"].drop_nulls()}
    assert keys
    assert {key for key in keys if text(key) == key} == set()
