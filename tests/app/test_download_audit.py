"""A file that is taken away is recorded when it is asked for, not before."""

import json
import shutil

import pytest

from dashboard import downloads
from tests.app.opening import open_page
from warehouse.audit import audit_dir
from warehouse.settings import Settings


@pytest.fixture
def served(demo_warehouse, tmp_path, monkeypatch):
    """The demo's releases in a warehouse of one's own."""
    (tmp_path / "releases").symlink_to(demo_warehouse / "releases")
    shutil.copy(demo_warehouse / "current.json", tmp_path)
    monkeypatch.setenv("WAREHOUSE_DIR", str(tmp_path))
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")
    return Settings()


def test_a_download_is_recorded_when_it_is_asked_for(served, monkeypatch):
    writers = []
    monkeypatch.setattr(
        downloads.st,
        "download_button",
        lambda label, write, **options: writers.append(write),
    )
    open_page("trainings", "lang=en&scope=example")
    assert not audit_dir(served).exists()
    content = writers[-1]()
    assert content.startswith("\ufeff".encode())
    [line] = next(audit_dir(served).iterdir()).read_text("utf-8").splitlines()
    entry = json.loads(line)
    assert (entry["event"], entry["file"]) == ("downloaded", "download_trainings")
    assert (
        entry["release"]
        == json.loads((served.dir / "current.json").read_text())["release"]
    )
    assert entry["reader"] is None
