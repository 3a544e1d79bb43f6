"""The deploy kit: systemd takes the units, and what all of it names exists."""

import re
import shlex
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import get_args

import pytest
import yaml

from dashboard.settings import DashboardSettings
from tests.conftest import REPOSITORY
from warehouse.audit import Event
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


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("dashboard.service", 2.0),
        ("warehouse-build.service", 1.0),
        ("warehouse-build-failed.service", 1.0),
    ],
)
def test_units_may_do_little_more_than_they_must(name, most):
    """systemd's own grade, 0 to 10; the dashboard needs the network (2026-11)."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze (Debian package systemd) is not installed")
    unit = REPOSITORY / "deploy" / "systemd" / name
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    [grade] = re.findall(r"exposure level for \S+: ([0-9.]+)", done.stdout)
    assert float(grade) <= most


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


CONTAINER = REPOSITORY / "deploy" / "container"
CONTAINERFILE = (CONTAINER / "Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))


def test_the_container_file_is_in_order():
    if shutil.which("hadolint", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("there is a hadolint for Linux on x86-64 only")
    done = subprocess.run(
        [Path(sys.executable).with_name("hadolint"), CONTAINER / "Containerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_s_base_is_pinned_and_its_user_is_not_root():
    bases = re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)
    assert len(set(bases)) == 1
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+\.\d+-\S+", bases[0])
    assert re.findall(r"^USER (.+)$", CONTAINERFILE, re.MULTILINE) == ["10001:10001"]
    assert "/healthz" in CONTAINERFILE.split("HEALTHCHECK")[1]
    assert '"server.py"' in CONTAINERFILE.splitlines()[-1]


def test_the_container_holds_what_is_needed_and_nothing_that_was_written():
    rules = (REPOSITORY / ".dockerignore").read_text("utf-8").splitlines()
    taken = {rule[1:] for rule in rules if rule.startswith("!")}
    assert rules[1] == "*"
    assert all((REPOSITORY / name).exists() for name in taken)
    needed = re.findall(r"^COPY (.+) \./$", CONTAINERFILE, re.MULTILINE)
    assert set(needed[0].split()) <= taken
    assert {"app.py", "server.py", "dashboard", "pages", "warehouse"} <= taken
    assert {"warehouse/data", ".streamlit/secrets.toml"} <= set(rules)


@pytest.mark.parametrize(
    "service", COMPOSE["services"].values(), ids=COMPOSE["services"]
)
def test_every_container_may_do_little(service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert ":" in service["image"]
    assert not service["image"].endswith(":latest")


def test_only_the_proxy_is_reached_from_outside():
    services = COMPOSE["services"]
    assert "ports" not in services["dashboard"]
    assert services["dashboard"]["environment"]["DASHBOARD_AUDIENCE"] == "public"
    [volume] = services["dashboard"]["volumes"]
    assert volume.endswith(f":{re.findall('WAREHOUSE_DIR=(.+)', CONTAINERFILE)[0]}")
    proxy = (CONTAINER / "Caddyfile").read_text("utf-8")
    assert "reverse_proxy dashboard:8501" in proxy
    assert "/healthz /metrics" in proxy


def test_the_containers_settings_are_right(monkeypatch):
    for name, value in COMPOSE["services"]["dashboard"]["environment"].items():
        known = re.sub(r"\$\{\w+:-(.*?)\}", r"\1", str(value))
        monkeypatch.setenv(name, known)
        field = re.sub("^(WAREHOUSE|DASHBOARD)_", "", name).lower()
        assert field in {**Settings.model_fields, **DashboardSettings.model_fields}
    assert Settings().memory_limit == "512MB"
    assert DashboardSettings().audience == "public"
    assert "127.0.0.1" in DashboardSettings().host_names, "the health check asks there"


def test_the_guide_names_every_event_of_the_audit_log():
    section = GUIDE.split("## What was done")[1].split("\n## ")[0]
    assert set(get_args(Event)) <= set(re.findall(r"`(\w+)`", section))


def test_the_hosting_page_names_files_that_are_there():
    text = (REPOSITORY / "deploy" / "hosting.md").read_text("utf-8")
    for name in ("server.py", "app.py", "requirements.txt", "constraints.txt"):
        assert f"`{name}`" in text
        assert (REPOSITORY / name).is_file()
