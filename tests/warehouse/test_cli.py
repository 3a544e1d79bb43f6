import json
import re
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY, run_warehouse
from tests.warehouse.small_release import reseal, write_release
from warehouse.registers import DATASETS
from warehouse.releases import publish, read_pointer
from warehouse.settings import Settings
from warehouse.workspace import hold_lock

_EVENTS = (
    "event_id,start_date,scope\ne1,2008-03-01,institution\ne2,nonsense,institution\n"
)


@pytest.fixture
def settings(tmp_path):
    return Settings(dir=tmp_path / "warehouse")


def _ask(settings, *arguments, **environment):
    """The one JSON object on standard output, and the exit code."""
    done = run_warehouse(
        *arguments, "--format", "json", folder=settings.dir, **environment
    )
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    return json.loads(done.stdout), done.returncode


def test_releases_lists_what_is_there_with_the_served_and_the_damaged(settings):
    first, second = write_release(settings, 1), write_release(settings, 2)
    publish(second.id, settings)
    (first.path / "manifest.json").write_text("broken")
    answer, code = _ask(settings, "releases")
    assert code == 0
    rows = {row["id"]: row for row in answer["releases"]}
    assert rows[second.id]["is_served"]
    assert rows[second.id]["is_sound"]
    assert rows[first.id]["damaged"] == ["manifest.json"]
    assert answer["served"] == second.id
    text = run_warehouse("releases", folder=settings.dir, COLUMNS="200").stdout
    assert re.search(rf"→ +{second.id}", text)
    assert "damaged: manifest.json" in text


def test_publish_and_rollback_move_the_pointer(settings):
    first, second = write_release(settings, 1), write_release(settings, 2)
    answer, code = _ask(settings, "publish", second.id, "--yes")
    assert (answer["served"], answer["before"], code) == (second.id, None, 0)
    assert _ask(settings, "rollback")[0]["served"] == first.id
    assert read_pointer(settings) == first.id
    assert _ask(settings, "rollback", second.id)[0]["before"] == first.id
    assert read_pointer(settings) == second.id


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("publish", "no-such-release"), "unknown_release", 2),
        (("draft", "--watch"), "usage", 2),
        (("no-such-command",), "usage", 2),
        (("build", "--edition", "other"), "usage", 2),
        (("build", "--as-of", "yesterday"), "usage", 2),
        (("ingest", "no-such-file.csv"), "usage", 2),
        (("rollback",), "no_earlier_release", 1),
    ],
)
def test_errors_are_one_json_object_too(settings, arguments, code, exit_code):
    answer, found = _ask(settings, *arguments)
    assert answer["error"]["code"] == code
    assert answer["error"]["message"]
    assert found == exit_code


def test_a_wrong_setting_is_named(settings):
    answer, code = _ask(settings, "releases", WAREHOUSE_THREADS="many")
    assert code == 2
    assert "WAREHOUSE_THREADS" in answer["error"]["message"]


def test_a_damaged_release_cannot_be_published(settings):
    release = write_release(settings, 1)
    release.database.unlink()
    answer, code = _ask(settings, "publish", release.id)
    assert (answer["error"]["code"], code) == ("damaged_release", 1)
    assert "internal.duckdb" in answer["error"]["message"]


def test_two_programmes_are_not_compared(settings):
    first, second = write_release(settings, 1), write_release(settings, 2)
    reseal(second.path, (second.path / "release.json").read_text().replace("mpp", "x"))
    answer, code = _ask(settings, "diff", first.id, second.id)
    assert (answer["error"]["code"], code) == ("other_programme", 1)
    assert "mpp, x" in answer["error"]["message"]


def test_a_second_build_is_refused_while_one_is_at_work(settings):
    with hold_lock(settings):
        answer, code = _ask(settings, "build")
    assert (answer["error"]["code"], code) == ("build_running", 1)


def test_ingest_reports_each_file_in_the_promised_shape(settings, tmp_path):
    file = tmp_path / "training_events.csv"
    file.write_text(_EVENTS, "utf-8")
    answer, code = _ask(settings, "ingest", str(tmp_path / "training_events.csv"))
    assert code == 0
    report = answer["files"][0]
    assert {"file", "sha256", "dataset", "sheet", "rows_in"} <= report.keys()
    assert report["dataset"] == "training_events"
    assert (report["rows_in"], report["rows_accepted"]) == (2, 1)
    assert report["rows_quarantined"] == sum(report["reasons"].values()) == 1
    again = run_warehouse("ingest", str(file), folder=settings.dir)
    assert "loaded before" in again.stdout


def test_a_dry_run_lands_nothing(settings, tmp_path):
    file = tmp_path / "training_events.csv"
    file.write_text(_EVENTS, "utf-8")
    answer, code = _ask(settings, "ingest", str(file), "--dry-run")
    assert (answer["files"][0]["rows_in"], code) == (2, 0)
    assert not list(settings.staged_dir.glob("loads/*"))


def test_a_file_that_is_no_register_is_refused(settings, tmp_path):
    file = tmp_path / "notes.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    answer, code = _ask(settings, "ingest", str(file))
    assert (answer["error"]["code"], code) == ("unknown_dataset", 1)


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_register_that_is_none_is_wrong_use_and_the_known_ones_are_listed(
    settings, tmp_path, output
):
    file = tmp_path / "training_events.csv"
    file.write_text(_EVENTS, "utf-8")
    done = run_warehouse(
        *("ingest", str(file), "--as", "nonsuch", "--format", output),
        folder=settings.dir,
    )
    assert done.returncode == 2
    message = " ".join((done.stdout + done.stderr).split())
    if output == "json":
        answer = json.loads(done.stdout)
        assert answer["error"]["code"] == "no_such_dataset"
        message = answer["error"]["message"]
    for name in DATASETS:
        assert name in message
    assert not list(settings.staged_dir.glob("loads/*"))


def test_synthesize_writes_the_same_bytes_for_the_same_seed(settings, tmp_path):
    contents = []
    for name in ("first", "second"):
        out = tmp_path / name
        answer, code = _ask(
            settings,
            *("synthesize", "--attendances", "500", "--seed", "3", "--out", str(out)),
        )
        assert code == 0
        assert answer["files"]
        paths = sorted(path for path in out.rglob("*") if path.is_file())
        contents.append([(p.relative_to(out), p.read_bytes()) for p in paths])
    assert contents[0] == contents[1]


@pytest.mark.parametrize("wish", [("--lang", "ru"), ()])
def test_texts_are_in_russian_on_request(settings, wish):
    environment = {} if wish else {"WAREHOUSE_LANG": "ru"}
    done = run_warehouse("releases", *wish, folder=settings.dir, **environment)
    assert "Выпусков пока нет" in done.stdout


def test_help_is_shown_in_the_chosen_language(settings):
    done = run_warehouse("--help", folder=settings.dir, WAREHOUSE_LANG="ru")
    assert done.returncode == 0
    assert "Осмотреть окружение" in done.stdout


@pytest.mark.parametrize("heavy", ["dbt", "metricflow", "polars", "duckdb"])
def test_the_command_line_starts_without_what_only_a_build_needs(heavy):
    code = f"import sys, warehouse.commands; sys.exit('{heavy}' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False)
    assert done.returncode == 0
