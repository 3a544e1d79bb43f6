"""Before there is a release: the demo is built, or what to do is said."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import first_build
from dashboard.settings import load_dashboard_settings
from tests.app.opening import open_page, read_everything
from tests.warehouse.small_release import write_release
from warehouse.settings import Settings


class SlowBuild:
    """Reports one stage and does not end while a test looks."""

    def __init__(self, settings, edition, progress):
        self.progress = progress

    def run(self) -> None:
        self.progress("metrics", 1, 2, "training_days")
        time.sleep(3)


class FailingBuild(SlowBuild):
    def run(self) -> None:
        raise RuntimeError("disk full *now*")


@pytest.fixture(autouse=True)
def empty_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WAREHOUSE_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")
    yield
    monkeypatch.undo()
    load_dashboard_settings.cache_clear()


def open_app(monkeypatch: pytest.MonkeyPatch, build: type) -> AppTest:
    monkeypatch.setattr(first_build, "Build", build)
    app = open_page("overview", "lang=en")
    time.sleep(0.5)
    return app.run()


def test_stages_are_shown(monkeypatch):
    app = open_app(monkeypatch, SlowBuild)
    assert not app.exception
    [progress] = app.get("progress")
    assert progress.proto.text == "Computing the indicators"
    share = 100 * (first_build.STAGES.index("metrics") + 0.5) / len(first_build.STAGES)
    assert progress.value == pytest.approx(share, abs=1)


def test_a_failed_build_says_what_is_safe_and_what_to_do(monkeypatch):
    app = open_app(monkeypatch, FailingBuild)
    assert not app.exception
    assert "Nothing was published" in app.error[0].value
    assert "disk full *now*" in app.text[0].value
    monkeypatch.setattr(first_build, "Build", SlowBuild)
    app.button[0].click().run()
    app.run()
    assert not app.error


def test_the_public_is_told_a_code_and_the_log_the_reason(monkeypatch, caplog):
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "public")
    load_dashboard_settings.cache_clear()
    app = open_app(monkeypatch, FailingBuild)
    assert "disk full" not in read_everything(app)
    assert "RuntimeError" not in read_everything(app)
    [code] = re.findall(r"under the code ([0-9a-f]{8})\b", app.error[0].value)
    [line] = [x for x in caplog.records if x.name == "dashboard.first_build"]
    assert code in line.getMessage()
    assert "disk full" in caplog.text


def test_only_the_demo_builds_itself(monkeypatch):
    monkeypatch.setenv("WAREHOUSE_EDITION", "live")
    app = open_app(monkeypatch, FailingBuild)
    assert not app.error
    assert "python -m warehouse build" in app.markdown[0].value


class TestWithTheServer:
    @pytest.fixture(autouse=True)
    def forgotten(self):
        """Builds of other tests."""
        first_build._start.clear()

    @pytest.fixture
    def begun(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The editions of builds that begin."""
        found: list[str] = []

        class NotedBuild(SlowBuild):
            def __init__(self, settings, edition, progress):
                found.append(edition)
                super().__init__(settings, edition, progress)

        monkeypatch.setattr(first_build, "Build", NotedBuild)
        return found

    def test_the_demo_s_build_begins_before_anybody_comes(self, monkeypatch, begun):
        first_build.begin_first_build()
        app = open_page("overview", "lang=en")
        time.sleep(0.5)
        [progress] = app.run().get("progress")
        assert progress.proto.text == "Computing the indicators"
        assert begun == ["demo"], "the visit begins no second one"

    def test_another_edition_is_never_built_by_itself(self, monkeypatch, begun):
        monkeypatch.setenv("WAREHOUSE_EDITION", "live")
        first_build.begin_first_build()
        assert begun == []

    def test_where_something_is_served_nothing_begins(self, tmp_path, begun):
        write_release(Settings(dir=tmp_path / "data"), 1)
        first_build.begin_first_build()
        assert begun == []
