"""All facts of the programme's page are in the release, none more and none lost."""

import polars as pl
import pytest

from tests.conftest import REPOSITORY
from warehouse.reading import open_release
from warehouse.releases import find_served

FACTS = [f"F{number:02}" for number in range(1, 24)]
SEED = REPOSITORY / "dbt_project/programmes/mpp/seeds/published_facts.csv"


@pytest.fixture
def told(demo_settings):
    """Fact and number of statements of every fact that the release tells."""
    file = open_release(find_served(demo_settings).release, demo_settings)
    yield file.fetch(
        """
        select fact_id, count(*) as statements
        from marts.fct_published_figure
        group by fact_id
        order by fact_id
        """
    )
    file.close()


def test_the_seed_lists_every_fact():
    assert sorted(pl.read_csv(SEED)["fact_id"].unique()) == FACTS


def test_the_release_tells_every_fact(told):
    assert told["fact_id"].to_list() == FACTS
    assert told["statements"].min() >= 1
