"""docs/settings.md names every setting, with its default, and keeps its promise."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.settings import DashboardSettings, load_dashboard_settings
from tests.browser.serving import find_free_port
from tests.conftest import REPOSITORY
from warehouse.settings import Settings, WrongSettingsError, load_settings

START_SECONDS = 90

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", PAGE, flags=re.MULTILINE))


def _name_settings():
    for prefix, model in (("WAREHOUSE_", Settings), ("DASHBOARD_", DashboardSettings)):
        for name, field in model.model_fields.items():
            yield prefix + name.upper(), field


def test_every_setting_has_its_row_and_no_row_is_left_over():
    assert set(ROWS) == {name for name, _ in _name_settings()}


def test_defaults_are_those_of_the_code():
    for name, field in _name_settings():
        shown = ROWS[name].strip("`")
        if isinstance(field.default, Path):
            assert str(field.default).endswith(shown), name
        elif field.default:
            assert shown == str(field.default), name


def test_the_server_names_every_wrong_setting_and_ends():
    wrong = {"WAREHOUSE_THREADS": "x", "DASHBOARD_AUDIENCE": "nobody"}
    done = _start_server(**wrong, DASHBOARD_REPORT_ADDRESS="us")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Wrong setting WAREHOUSE_THREADS=x: it must be a whole number, 1 or more.",
        "Wrong setting DASHBOARD_AUDIENCE=nobody: "
        "no such value; allowed: public, internal.",
        "Wrong setting DASHBOARD_REPORT_ADDRESS=us: it must be one e-mail address.",
    ]
    assert "Traceback" not in done.stdout


def _start_server(**environment):
    command = ("-m", "streamlit", "run", "server.py", "--server.port")
    return subprocess.run(
        [sys.executable, *command, str(find_free_port())],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def test_the_public_is_shown_no_draft(monkeypatch):
    """A draft has small groups, and no edition for the public."""
    monkeypatch.setenv("DASHBOARD_SHOWS_DRAFT", "true")
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "public")
    load_dashboard_settings.cache_clear()
    with pytest.raises(WrongSettingsError, match="for the internal audience"):
        load_dashboard_settings()
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "internal")
    assert load_dashboard_settings().shows_draft
    load_dashboard_settings.cache_clear()


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("KEEP_RELEASES", "0", "at least 1"),
        ("SMALLEST_GROUP", "2", "at least 3"),
        ("THREADS", "9" * 5000, "a whole number, 1 or more"),
        ("EDITION", "draft", "allowed: demo, reported, live"),
        ("LANG", "de", "allowed: en, ru"),
        ("MEMORY_LIMIT", "much", "a size in MB or GB"),
        ("PROGRAMME", "../mpp", "small Latin letters"),
        ("PROGRAMME", "nowhere", "allowed: mpp"),
        ("PROJECT_DIR", "docs", "no dbt project with programmes"),
    ],
)
def test_a_wrong_setting_says_what_is_allowed(monkeypatch, variable, value, reason):
    monkeypatch.setenv(f"WAREHOUSE_{variable}", value)
    with pytest.raises(WrongSettingsError, match=reason) as caught:
        load_settings()
    [problem] = caught.value.problems
    assert str(problem).startswith(f"Wrong setting WAREHOUSE_{variable}={value}: ")
