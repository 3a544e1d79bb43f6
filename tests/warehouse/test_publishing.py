"""`publish` says what would move and asks; `draft --watch` goes on after each edit."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from subprocess import PIPE

import pytest

from tests.conftest import REPOSITORY
from tests.warehouse.drafting import open_desk
from warehouse.build import Build
from warehouse.drafts import find_draft
from warehouse.releases import list_releases, publish, read_pointer

_PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A release that is served and another, newer one that is not."""
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    Build(desk.settings, "reported", is_published=False).run()
    return desk


@pytest.fixture
def newer(desk):
    newer, older = list_releases(desk.settings)[:2]
    publish(older.id, desk.settings)
    return newer


def _start(desk, *words, is_open=True, **streams):
    command = [sys.executable, "-u", "-m", "warehouse", *words]
    return subprocess.Popen(
        command if is_open else ["sh", "-c", f"{shlex.join(command)} <&-"],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "WAREHOUSE_DIR": str(desk.settings.dir),
            "WAREHOUSE_PROJECT_DIR": str(desk.settings.project_dir),
            "WAREHOUSE_LANG": "en",
        },
        text=True,
        **{"stdin": PIPE, **streams},
    )


def _wait_until(is_so):
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_published(desk, newer, typed):
    served = read_pointer(desk.settings)
    done = desk.run("publish", newer.id, answer=typed)
    assert done.returncode == 1
    assert f"Serve release {newer.id} from now on? [y/N]" in done.stdout
    assert f"publish {newer.id} --yes" in done.stderr
    assert read_pointer(desk.settings) == served != newer.id


def test_without_any_standard_input_nothing_is_published(desk, newer):
    asking = _start(desk, "publish", newer.id, stdout=PIPE, stderr=PIPE, is_open=False)
    _, problems = asking.communicate(timeout=_PATIENCE_SECONDS)
    assert asking.returncode == 1
    assert f"publish {newer.id} --yes" in problems


def test_an_interrupted_question_is_no_answer(desk, newer):
    main, terminal = os.openpty()
    asking = _start(desk, "publish", newer.id, stdin=terminal, stdout=PIPE, stderr=PIPE)
    said = ""
    while "[y/N]" not in said:
        said += asking.stdout.read(1)
    # The prompt is out before the command waits for the answer: once may be too early.
    for _ in range(_PATIENCE_SECONDS // 5):
        asking.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            asking.wait(timeout=5)
            break
    assert asking.returncode == 130
    assert read_pointer(desk.settings) != newer.id
    for end in (main, terminal):
        os.close(end)


def test_what_is_served_already_needs_no_answer(desk, newer):
    served = read_pointer(desk.settings)
    done = desk.run("publish", served)
    assert done.returncode == 0
    assert "is being served already" in done.stdout


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "y\n"), ("en", "YES\n"), ("ru", "да\n")]
)
def test_a_yes_publishes(desk, newer, language, typed):
    done = desk.run("publish", newer.id, "--lang", language, answer=typed)
    assert done.returncode == 0, done.stderr
    assert read_pointer(desk.settings) == newer.id


def test_a_schedule_is_not_asked_and_one_object_says_what_moved(desk, newer):
    served = read_pointer(desk.settings)
    done = desk.run("publish", newer.id, "--yes", "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["before"], answer["served"]) == (served, newer.id)
    assert "[y/N]" not in done.stdout + done.stderr


def test_somebody_else_s_choice_meanwhile_is_respected(desk, newer):
    asking = _start(desk, "publish", newer.id, stdout=PIPE, stderr=PIPE)
    said = ""
    while "[y/N]" not in said:
        said += asking.stdout.read(1)
    Build(desk.settings, "reported").run()
    theirs = read_pointer(desk.settings)
    _, problems = asking.communicate("y\n", timeout=_PATIENCE_SECONDS)
    assert asking.returncode == 1
    assert f"meanwhile release {theirs} was chosen" in problems
    assert read_pointer(desk.settings) == theirs


def test_without_an_id_the_edited_project_is_built_in_full(desk):
    known = {release.id for release in list_releases(desk.settings)}
    mart = "models/mart_metric_value.sql"
    desk.replace(mart, "    value\n", "    value * 10 as value\n")
    assert desk.draft()
    done = desk.run("publish", "--yes", "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["served"] not in known
    assert find_draft(desk.settings) is None, "what it tried out is published"
    release = list_releases(desk.settings)[0]
    assert desk.ask("select value from marts.mart_metric_value", release) == [(10,)]


def test_a_watch_goes_on_after_edits_good_and_bad(desk, tmp_path):
    mart = "models/mart_metric_value.sql"
    log = tmp_path / "log"
    with log.open("w") as said:
        watching = _start(desk, "draft", "--watch", stdout=said, stderr=said)
    try:
        _wait_until(lambda: "Nothing in the dbt project differs" in log.read_text())
        desk.replace(mart, "value * 10", "value * 20")
        _wait_until(lambda: find_draft(desk.settings))
        first = find_draft(desk.settings)
        desk.replace(mart, "value * 20", "no_such_column")
        _wait_until(lambda: "no_such_column" in log.read_text())
        desk.replace(mart, "no_such_column", "value * 30")
        _wait_until(lambda: find_draft(desk.settings).id != first.id)
        value = "select value from marts.mart_metric_value"
        second = find_draft(desk.settings)
        assert desk.ask(value, second) == [(30,)]
        models = desk.settings.project_dir / "models"
        (models / "new").mkdir()
        (models / mart.split("/")[1]).rename(models / "new" / mart.split("/")[1])
        _wait_until(lambda: find_draft(desk.settings).id != second.id)
        third = find_draft(desk.settings)
        (models / "new").rename(models / "renamed")
        _wait_until(lambda: find_draft(desk.settings).id != third.id)
    finally:
        watching.send_signal(signal.SIGINT)
        watching.wait(timeout=_PATIENCE_SECONDS)
    assert watching.returncode == 130
