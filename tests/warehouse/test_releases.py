import json

import pytest

from tests.warehouse.small_release import write_release
from warehouse.releases import (
    DamagedReleaseError,
    NoReleaseError,
    ServedRelease,
    UnknownReleaseError,
    find_damage,
    find_previous,
    find_servable,
    find_served,
    list_releases,
    pointer_path,
    publish,
    read_pointer,
)
from warehouse.retention import remove_old_releases
from warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path, keep_releases=3)


def _flip_last_byte(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_the_served_release_is_the_one_the_pointer_names(settings):
    first, second = write_release(settings, 1), write_release(settings, 2)
    publish(first.id, settings)
    served = find_served(settings)
    assert served.release.id == first.id
    assert not served.is_fallback
    assert [r.id for r in list_releases(settings)] == [second.id, first.id]


def test_nothing_to_serve_is_an_error(settings):
    with pytest.raises(NoReleaseError):
        find_served(settings)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"release": 7}', '{"other": "x"}'])
def test_an_unusable_pointer_falls_back_to_the_newest(settings, text):
    write_release(settings, 1)
    newest = write_release(settings, 2)
    pointer_path(settings).write_text(text)
    served = find_served(settings)
    assert (served.release.id, served.reason) == (newest.id, "missing_pointer")


@pytest.mark.parametrize("name", ["gone", "../releases", "", "."])
def test_a_pointer_to_no_release_falls_back(settings, name):
    newest = write_release(settings, 1)
    pointer_path(settings).write_text(json.dumps({"release": name}))
    served = find_served(settings)
    assert (served.release.id, served.reason) == (newest.id, "missing_release")


@pytest.mark.parametrize("damage", ["flip", "cut", "delete", "info", "empty_info"])
def test_a_damaged_release_falls_back_to_the_newest_sound_one(settings, damage):
    oldest, middle = write_release(settings, 1), write_release(settings, 2)
    newest = write_release(settings, 3)
    publish(newest.id, settings)
    if damage == "flip":
        _flip_last_byte(newest.database)
    elif damage == "cut":
        newest.database.write_bytes(newest.database.read_bytes()[:-4096])
    elif damage == "delete":
        newest.database.unlink()
    else:
        text = "" if damage == "empty_info" else '{"format_version": 99}'
        (newest.path / "release.json").write_text(text)
    served = find_served(settings)
    assert (served.release.id, served.reason) == (middle.id, "damaged_file")
    assert served.is_fallback
    middle.database.unlink()
    assert find_served(settings).release.id == oldest.id


def test_what_the_public_may_not_read_is_not_asked_of_a_public_server(settings):
    """Its copy of a release may lack the internal file, or have any other there."""
    release = write_release(settings, 1)
    publish(release.id, settings)
    release.database.write_bytes(b"no database")
    assert find_served(settings, "public") == ServedRelease(release)
    release.database.unlink()
    assert find_served(settings, "public") == ServedRelease(release)
    assert find_servable(release.id, settings, "public") == release
    with pytest.raises(NoReleaseError):
        find_served(settings)
    assert find_damage(release) == ["internal.duckdb"]


@pytest.mark.parametrize("name", ["public.duckdb", "manifest.json"])
def test_all_that_the_public_reads_has_to_be_sound(settings, name):
    older, newest = write_release(settings, 1), write_release(settings, 2)
    publish(newest.id, settings)
    _flip_last_byte(newest.path / name)
    served = find_served(settings, "public")
    assert (served.release.id, served.reason) == (older.id, "damaged_file")
    with pytest.raises(DamagedReleaseError):
        find_servable(newest.id, settings, "public")


def test_damage_in_any_file_is_found_and_refused_by_publish(settings):
    release = write_release(settings, 1)
    (release.path / "manifest.json").write_text("[]")
    assert find_damage(release) == ["manifest.json"]
    with pytest.raises(DamagedReleaseError, match=r"manifest\.json"):
        publish(release.id, settings)
    assert read_pointer(settings) is None


def test_publishing_what_does_not_exist_leaves_the_pointer(settings):
    release = write_release(settings, 1)
    publish(release.id, settings)
    with pytest.raises(UnknownReleaseError):
        publish("../secret", settings)
    assert read_pointer(settings) == release.id


def test_previous_is_the_next_older_sound_one(settings):
    first, second = write_release(settings, 1), write_release(settings, 2)
    third = write_release(settings, 3)
    publish(third.id, settings)
    assert find_previous(settings).id == second.id
    second.database.unlink()
    assert find_previous(settings).id == first.id
    publish(first.id, settings)
    with pytest.raises(NoReleaseError):
        find_previous(settings)


def test_retention_keeps_the_newest_and_always_the_served(settings):
    releases = [write_release(settings, number) for number in range(1, 7)]
    publish(releases[0].id, settings)
    removed = remove_old_releases(settings)
    kept = [r.id for r in list_releases(settings)]
    assert kept == [releases[5].id, releases[4].id, releases[0].id]
    assert sorted(removed) == [r.id for r in releases[1:4]]


def test_folders_being_written_are_no_releases(settings):
    release = write_release(settings, 1)
    release.path.rename(release.path.with_name(".tmp-unfinished"))
    assert list_releases(settings) == []
