"""The example units: systemd takes them, and what they start exists."""

import re
import shlex
import shutil
import subprocess
import sys
import warnings

import pytest

from dashboard.settings import DashboardSettings
from tests.conftest import REPOSITORY
from warehouse.build_record import Outcome
from warehouse.health import Fault
from warehouse.settings import Settings

UNITS = sorted((REPOSITORY / "deploy" / "systemd").glob("*.[st]*r*"))
SETTINGS = REPOSITORY / "deploy" / "systemd" / "settings.env"
GUIDE = (REPOSITORY / "docs" / "operator-guide.md").read_text("utf-8")
HOME = "/opt/dashboard"


def _read(unit):
    """Every line as name and value; a name may come more than once."""
    lines = unit.read_text("utf-8").splitlines()
    return [line.split("=", 1) for line in lines if re.match(r"[A-Z]\w+=", line)]


def _find(unit, name):
    return [value for found, value in _read(unit) if found == name]


def _list_commands():
    for unit in UNITS:
        for command in _find(unit, "ExecStart"):
            yield pytest.param(shlex.split(command), id=unit.name)


def test_all_units_are_looked_at():
    assert {unit.name for unit in UNITS} == {
        "dashboard.service",
        "warehouse-build-failed.service",
        "warehouse-build.service",
        "warehouse-build.timer",
    }


def test_systemd_takes_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        warnings.warn("systemd-analyze is missing: units not verified", stacklevel=1)
        pytest.skip("systemd-analyze (Debian package systemd) is not installed")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(HOME, str(REPOSITORY))
        (tmp_path / unit.name).write_text(text, "utf-8")
    paths = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    own = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert own == []
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", list(_list_commands()))
def test_what_a_unit_starts_exists_with_its_options(command):
    program, *arguments = command
    assert program.startswith(f"{HOME}/.venv/bin/")
    if program.endswith("streamlit"):
        assert arguments == ["run", "server.py"]
        assert (REPOSITORY / "server.py").is_file()
        return
    done = subprocess.run(
        [sys.executable, *arguments, "--help"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    options = [word for word in arguments if word.startswith("--")]
    assert all(option in done.stdout for option in options)


def test_units_name_units_that_are_there():
    names = {unit.name for unit in UNITS}
    for unit in UNITS:
        assert set(_find(unit, "OnFailure")) <= names
    build = REPOSITORY / "deploy" / "systemd" / "warehouse-build.service"
    assert _find(build, "OnFailure") == ["warehouse-build-failed.service"]


def test_the_example_s_settings_are_right(monkeypatch):
    lines = SETTINGS.read_text("utf-8").splitlines()
    pairs = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", "\n".join(lines), re.MULTILINE))
    known = {f"WAREHOUSE_{n.upper()}" for n in Settings.model_fields}
    known |= {f"DASHBOARD_{n.upper()}" for n in DashboardSettings.model_fields}
    assert pairs.keys() <= known
    for name, value in pairs.items():
        monkeypatch.setenv(name, value)
    assert Settings().edition == "live"


def test_the_guide_has_every_code_and_outcome():
    codes = re.findall(r"^\| `([a-z_]+)` \|", GUIDE, re.MULTILINE)
    assert set(codes) == set(Fault.__args__)
    for outcome in set(Outcome.__args__) - {"started"}:
        assert f"`{outcome}`" in GUIDE


def test_the_guide_names_metrics_that_exist():
    source = (REPOSITORY / "dashboard" / "monitoring.py").read_text("utf-8")
    named = set(re.findall(r"warehouse_\w+", GUIDE))
    assert len(named) > 3
    assert all(f'"{name}"' in source for name in named)
