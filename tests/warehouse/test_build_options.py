"""What a build's options do, on a project that takes seconds."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import run_warehouse
from warehouse.build import Build
from warehouse.releases import find_served_id, list_releases, read_pointer
from warehouse.settings import Settings

_PROJECT = Path(__file__).parent / "small_project"


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings(dir=tmp_path_factory.mktemp("warehouse"), project_dir=_PROJECT)


def _build(settings, *options):
    done = run_warehouse(
        *("build", *options, "--format", "json"),
        folder=settings.dir,
        WAREHOUSE_PROJECT_DIR=str(settings.project_dir),
    )
    return json.loads(done.stdout), done.returncode


def test_a_build_is_published_unless_asked_not_to(settings):
    answer, code = _build(settings, "--edition", "reported", "--no-publish")
    assert (code, answer["served"], read_pointer(settings)) == (0, None, None)
    answer, code = _build(settings, "--edition", "reported")
    assert code == 0
    assert answer["served"] == answer["releases"][0]["id"] == read_pointer(settings)
    assert set(answer["seconds"]) == {
        *("parsing", "facts", "metrics", "results", "sealing", "publishing"),
    }


def test_a_day_named_is_the_day_of_every_scope(settings):
    answer, _ = _build(settings, "--edition", "reported", "--as-of", "2010-05-06")
    assert answer["releases"][0]["as_of"] == {"programme": "2010-05-06"}
    assert list_releases(settings)[0].info.as_of == {"programme": date(2010, 5, 6)}


def test_a_live_edition_is_judged_on_the_day_of_its_build(settings):
    before = datetime.now(UTC).date().isoformat()
    answer, _ = _build(settings, "--edition", "live")
    after = datetime.now(UTC).date().isoformat()
    assert answer["releases"][0]["as_of"]["programme"] in (before, after)


def test_nothing_is_built_where_something_can_be_served(settings):
    before = list_releases(settings)
    answer, code = _build(settings, "--if-missing")
    assert (code, answer["releases"]) == (0, [])
    assert answer["served"] == find_served_id(settings)
    assert list_releases(settings) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "named"),
    [
        ("dim_scope.sql", "from {{", "form {{", "build_refused", "dim_scope"),
        (
            "dim_scope.sql",
            "ref('scopes')",
            "ref('no_such')",
            "transform_failed",
            "no_such",
        ),
        ("models.yml", "direction: increase", "", "faulty_metrics", "scopes_counted"),
    ],
)
def test_a_broken_project_is_refused_by_name(
    settings, tmp_path, file, old, new, code, named
):
    project = tmp_path / "project"
    shutil.copytree(_PROJECT, project)
    path = project / "models" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    before = read_pointer(settings)
    broken = settings.model_copy(update={"project_dir": project})
    answer, exit_code = _build(broken, "--edition", "reported")
    assert (answer["error"]["code"], exit_code) == (code, 1)
    assert named in json.dumps(answer)
    assert read_pointer(settings) == before


def test_a_build_in_a_thread_leaves_the_process_as_it_was(tmp_path, monkeypatch):
    """A page makes the first release in the server's own process."""
    monkeypatch.setenv("WAREHOUSE_DIR", "/somewhere/else")
    own = Settings(dir=tmp_path / "warehouse", project_dir=_PROJECT)
    seen = set()

    def note(*at: object) -> None:
        seen.add(os.environ["WAREHOUSE_DIR"])

    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(Build(own, "reported", progress=note).run).result()
    assert [release.id for release in made] == [find_served_id(own)]
    assert seen == {"/somewhere/else"}
    assert "WAREHOUSE_BUILD_FILE" not in os.environ
