"""Every page shows a release of an earlier format."""

from itertools import product

import pytest

from dashboard.wording import LANGUAGES
from tests.app.opening import PAGES, open_page
from tests.earlier_formats import FORMATS, unpack_release
from warehouse.releases import find_served


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory):
    """A warehouse for each format, served from the fixture."""
    folder = tmp_path_factory.mktemp("formats")
    return {n: unpack_release(n, folder / str(n)) for n in FORMATS}


@pytest.mark.parametrize(
    ("number", "page", "language"), list(product(FORMATS, PAGES, LANGUAGES))
)
def test_every_page_opens(warehouses, number, page, language, monkeypatch):
    settings = warehouses[number]
    monkeypatch.setenv("WAREHOUSE_DIR", str(settings.dir))
    monkeypatch.setenv("WAREHOUSE_EDITION", "reported")
    app = open_page(page, f"lang={language}")
    assert not app.exception
    assert len(app.title) == 1
    assert find_served(settings).release.info.format_version == number
