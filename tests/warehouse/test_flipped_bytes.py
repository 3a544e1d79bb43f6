"""One changed byte in any file of a release is found, and the release not served."""

import random
import shutil

import pytest

from warehouse.doctor import examine
from warehouse.releases import (
    DamagedReleaseError,
    find_servable,
    find_served,
    list_releases,
    pointer_path,
    publish,
    read_pointer,
)
from warehouse.settings import Settings

FILES = (
    "internal.duckdb",
    "public.duckdb",
    "manifest.json",
    "semantic_manifest.json",
    "run_results.json",
    "docs.html.gz",
    "release.json",
    "release.json.sha256",
)
PLACES_TRIED = 4
CODES = {"release_damaged", "release_unreadable", "release_newer"}


@pytest.fixture
def settings(demo_settings, tmp_path):
    """The demo's releases, which this process has not read yet."""
    copy = Settings(dir=tmp_path)
    shutil.copytree(demo_settings.dir / "releases", tmp_path / "releases")
    shutil.copyfile(pointer_path(demo_settings), pointer_path(copy))
    return copy


def _flip(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def _list_damaged(settings):
    findings = [finding for finding in examine(settings) if finding.code in CODES]
    assert all(finding.severity == "problem" for finding in findings)
    return {finding.values["id"] for finding in findings}


def test_the_files_are_all_that_a_release_has(demo_settings):
    for release in list_releases(demo_settings):
        assert {path.name for path in release.path.iterdir()} == set(FILES)


@pytest.mark.parametrize("age", [0, 1], ids=["served", "older"])
@pytest.mark.parametrize("name", FILES)
def test_a_flipped_byte_is_found_and_its_release_is_neither_served_nor_published(
    settings, name, age
):
    releases = list_releases(settings)
    pointer, hurt, sound = releases[0].id, releases[age], releases[1 - age]
    size = (hurt.path / name).stat().st_size
    for place in {0, size - 1, *random.Random(name).sample(range(size), PLACES_TRIED)}:
        _flip(hurt.path / name, place)
        assert _list_damaged(settings) == {hurt.id}, (name, place)
        with pytest.raises(DamagedReleaseError):
            publish(hurt.id, settings)
        with pytest.raises(DamagedReleaseError):
            find_servable(hurt.id, settings)
        assert find_served(settings).release.id == sound.id
        assert read_pointer(settings) == pointer
        _flip(hurt.path / name, place)
    assert _list_damaged(settings) == set()
    assert find_served(settings).release.id == pointer


def test_a_missing_seal_is_found(settings):
    newest, older = list_releases(settings)
    (newest.path / "release.json.sha256").unlink()
    assert _list_damaged(settings) == {newest.id}
    assert find_served(settings).release.id == older.id
