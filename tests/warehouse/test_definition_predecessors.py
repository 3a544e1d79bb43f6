"""Which release a build's definitions are compared with, and when they are not."""

import json
from pathlib import Path

import pytest

from tests.warehouse.compared_build import Build, start_build
from tests.warehouse.small_release import reseal
from warehouse.checksums import compute_checksum
from warehouse.releases import find_served, list_releases, publish
from warehouse.settings import Settings


@pytest.fixture
def build(demo_warehouse, tmp_path):
    return start_build(demo_warehouse, tmp_path / "target")


def test_other_editions_and_programmes_are_not_compared(build):
    assert build.land("live").release is None
    assert build.entries == set()
    other = build.settings.model_copy(update={"programme": "other"})
    assert Build(build.target, other).land().release is None


def test_the_first_release_has_nothing_to_compare_with(build, tmp_path):
    first = Build(build.target, Settings(dir=tmp_path / "empty"))
    predecessor = first.land()
    assert (predecessor.release, predecessor.is_compared) == (None, False)
    assert first.entries == set()


def test_after_a_rollback_the_release_served_is_the_one_before(build, warehouse_copy):
    settings = Settings(dir=warehouse_copy)
    oldest = list_releases(settings)[-1]
    publish(oldest.id, settings)
    assert Build(build.target, settings).land().release == oldest.id


def _damage(path):
    path.write_bytes(path.read_bytes()[:-1] + b"]")


def _reseal(path, text):
    """A manifest of a version that we do not know, sealed as it is."""
    path.write_text(text)
    content = json.loads(path.with_name("release.json").read_text())
    content["checksums"][path.name] = compute_checksum(path).model_dump()
    reseal(path.parent, json.dumps(content))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: _reseal(path, "[]"),
        lambda path: _reseal(path, "{}"),
        lambda path: _reseal(path, '{"metrics": [{}], "semantic_models": 7}'),
        lambda path: _reseal(path, "[" * 100_000),
    ],
)
@pytest.mark.parametrize("name", ["manifest.json", "semantic_manifest.json"])
def test_an_unreadable_manifest_is_said_and_stops_nothing(
    build, warehouse_copy, spoil, name
):
    settings = Settings(dir=warehouse_copy)
    release = find_served(settings).release
    spoil(release.path / name)
    after = Build(build.target, settings)
    predecessor = after.land()
    assert (predecessor.release, predecessor.is_compared) == (release.id, False)
    assert after.entries == set()


@pytest.mark.parametrize("spoil", [Path.unlink, _damage])
@pytest.mark.parametrize("name", ["manifest.json", "semantic_manifest.json"])
def test_a_damaged_release_is_not_the_one_before(build, warehouse_copy, spoil, name):
    settings = Settings(dir=warehouse_copy)
    spoil(find_served(settings).release.path / name)
    older = list_releases(settings)[1]
    assert Build(build.target, settings).land().release == older.id
