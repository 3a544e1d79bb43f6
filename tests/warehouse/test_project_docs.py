"""dbt's documentation is sealed with a release: whole, and silent about the machine."""

import getpass
import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from warehouse.project_docs import DOCS_NAME, NoDocsError, find_docs
from warehouse.releases import Release, find_release, find_served, list_releases
from warehouse.settings import Settings


@pytest.fixture
def release(demo_settings) -> Release:
    return find_served(demo_settings).release


def read_page(release: Release) -> str:
    return gzip.decompress(find_docs(release).read_bytes()).decode()


def read_inline(page: str) -> list[dict]:
    """The JSON objects that stand in the page: manifest and catalogue."""
    decoder = json.JSONDecoder()
    starts = [m.start() for m in re.finditer(r'\{"metadata":', page)][:2]
    return [decoder.raw_decode(page, start)[0] for start in starts]


def test_every_release_of_the_demo_has_its_documentation(demo_settings):
    for release in list_releases(demo_settings):
        assert find_docs(release).stat().st_size < 2_000_000


def test_manifest_and_catalogue_are_whole(release):
    manifest, catalogue = read_inline(read_page(release))
    sealed = json.loads((release.path / "manifest.json").read_bytes())
    assert manifest["nodes"].keys() == sealed["nodes"].keys()
    marts = {f"model.donor_warehouse.{name}" for name in release.info.row_counts}
    assert marts <= catalogue["nodes"].keys()
    assert manifest["metadata"]["send_anonymous_usage_stats"] is False


def test_it_says_nothing_of_the_machine(release, demo_warehouse):
    page = read_page(release)
    named = [str(REPOSITORY), str(demo_warehouse), str(Path.home()) + "/"]
    assert [name for name in named if name in page] == []
    assert f"/{getpass.getuser()}/" not in page
    manifest, _ = read_inline(page)
    assert (
        re.findall(r'"/(?:tmp|home|root|work|Users)/[^"]*"', json.dumps(manifest)) == []
    )


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_page_is_not_sent(release, tmp_path, damage):
    shutil.copytree(release.path, tmp_path / "releases" / release.id)
    page = tmp_path / "releases" / release.id / DOCS_NAME
    if damage == "missing":
        page.unlink()
    else:
        page.write_bytes(page.read_bytes()[:-1] + b"x")
    with pytest.raises(NoDocsError):
        find_docs(find_release(release.id, Settings(dir=tmp_path)))
