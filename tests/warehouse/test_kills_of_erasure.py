"""`forget` killed at any moment: nothing is broken, and running it again finishes."""

import shutil

import pytest

from tests.warehouse.killed import SMALL, check_served, check_swept, kill
from tests.warehouse.looking import look_into
from tests.warehouse.planted_person import KEYED, SECRETS, WORDS, ask, get, plant
from warehouse.erasure.note import is_unfinished
from warehouse.releases import find_served, list_releases
from warehouse.settings import Settings
from warehouse.withdrawals import list_withdrawals

pytestmark = pytest.mark.kill

_BEFORE_THE_BUILD = {
    "the note is written": "os.rename /erasure.json$",
    "the list is written": "os.rename /staged/erased.json$",
    "a register is rewritten": "os.rename /attendance.parquet$",
    "its entry is written": "os.rename /load.json$",
    "held back rows are rewritten": "os.rename /quarantine.parquet$",
    "earlier values are rewritten": "os.rename /changes.parquet$",
    "the inbox is emptied": "shutil.rmtree /inbox/",
    "the working copy goes": "shutil.rmtree /work/full$",
    "an export is removed": "os.remove /mend.xlsx$",
}
_AFTERWARDS = {
    "the release gets its name": "os.rename /releases/2",
    "the pointer moves": "os.rename /current.json$",
    "a tombstone is put up": "os.rename .withdrawn.json$",
    "the first release goes": "os.rename /releases/.tmp-removed-",
    "its files go": "shutil.rmtree /releases/.tmp-removed-",
    "the note goes": "os.remove /erasure.json$",
}
_FEW = (
    *list(_BEFORE_THE_BUILD.values())[1:4:2],
    _AFTERWARDS["a tombstone is put up"],
)
_ALL = (*_BEFORE_THE_BUILD.values(), *_AFTERWARDS.values())


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted") / "warehouse"
    plant(folder)
    return folder


@pytest.mark.parametrize(
    "moments",
    [
        pytest.param(_FEW, id="at_three_moments"),
        pytest.param(_ALL, id="at_every_moment", marks=pytest.mark.long),
    ],
)
def test_a_killed_erasure_is_finished_by_the_next(planted, moments, tmp_path):
    """One after the other on the same folder."""
    folder = tmp_path / "warehouse"
    shutil.copytree(planted, folder)
    settings = Settings(dir=folder)
    before = [release.id for release in list_releases(settings)]
    for moment in moments:
        kill(settings, moment, "forget", *WORDS, "--yes", **SMALL, **KEYED)
        check_served(settings)
        was_begun = moment != _BEFORE_THE_BUILD["the note is written"]
        assert is_unfinished(settings) == was_begun, moment
        if was_begun:
            assert "An erasure was cut off" in ask(folder, "loads").stderr

    answer = get(folder, "forget", *WORDS, "--yes")
    assert not is_unfinished(settings)
    gone = {withdrawal.release for withdrawal in list_withdrawals(settings)}
    assert set(before) <= gone
    assert (
        find_served(settings).release.id == check_served(settings) == answer["served"]
    )
    look_into(SECRETS, folder)
    check_swept(settings)
