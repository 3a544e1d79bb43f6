"""The real app goes on while what moves the pointer, or a build, is killed."""

import time
from contextlib import contextmanager
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.serving import serve
from tests.browser.trouble import find_trouble
from tests.warehouse.killed import PUBLISH, check_served, kill
from tests.warehouse.polling import polling
from warehouse.releases import list_releases
from warehouse.settings import Settings

pytestmark = pytest.mark.kill

_APP = "tests.app.polling_app"
_ROUTES = ("/", "/healthz", "/metrics", "/docs", "/_stcore/health")
_DEMO = ("build", "--edition", "demo")
_MIDWAY = ("open /.tmp-current.json", "os.rename /current.json$")


@pytest.fixture
def settings(warehouse_copy, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")
    return Settings(dir=warehouse_copy)


@contextmanager
def asking(url):
    """Ask a server for each of its routes, over and over; what they answered."""
    answers, is_over = [], Event()

    def ask():
        while not is_over.is_set():
            answers.extend((route, _ask(url + route)) for route in _ROUTES)
            time.sleep(0.1)

    thread = Thread(target=ask)
    thread.start()
    try:
        yield answers
    finally:
        is_over.set()
        thread.join()


def _ask(address):
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status
    except HTTPError as error:
        return error.code
    except OSError as error:
        return str(error)


def test_no_page_breaks_while_the_pointer_is_killed(settings, tmp_path):
    newer, older = [release.id for release in list_releases(settings)]
    moves = {older: ("rollback",), newer: (*PUBLISH, newer)}
    with (
        serve(
            "server.py",
            settings.dir,
            tmp_path / "server.log",
            DASHBOARD_SHOWS_METRICS="true",
        ) as server,
        asking(server.url) as answers,
        polling(_APP, settings.dir, tmp_path / "looks") as reader,
    ):
        before = newer
        for goal, words in moves.items():
            for moment in _MIDWAY:
                kill(settings, moment, *words)
                assert reader.look_anew() == before, moment
            kill(settings, f"open {settings.dir}$", *words)
            before = reader.look_anew()
            assert before == goal
        assert find_trouble(server.read_log()) == []
    assert set(answers) == {(route, 200) for route in _ROUTES}


@pytest.mark.long
def test_no_page_breaks_while_a_build_of_the_demo_is_killed(settings, tmp_path):
    moments = {
        "open /target/run/": "",
        "import metricflow.engine": "land_metric_evidence",
    }
    before = check_served(settings)
    with polling(_APP, settings.dir, tmp_path / "looks") as reader:
        for moment, within in moments.items():
            kill(settings, moment, *_DEMO, within=within)
            assert reader.look_anew() == check_served(settings) == before, moment
        kill(settings, f"open {settings.dir}$", *_DEMO)
        assert reader.look_anew() == check_served(settings) != before
