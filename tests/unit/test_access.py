"""Without sign-in only this machine is answered."""

import subprocess
import sys

import pytest

from dashboard.access import is_asked_locally, is_local
from tests.browser.serving import find_free_port
from tests.conftest import REPOSITORY

START_SECONDS = 90


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_this_machine_is_local(address):
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [None, "", "0.0.0.0", "::", "10.0.0.5", "example.org", "127.0.0.1.nip.io"],
)
def test_everything_else_is_not(address):
    assert not is_local(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8501", "localhost:8501", "localhost", "[::1]:8501"]
)
def test_a_request_for_this_machine_is_local(host):
    assert is_asked_locally({"host": host})


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "dashboard.example.org"},
        {"host": "rebound.example.org:8501"},
        {"host": "127.0.0.1.nip.io"},
        {"host": "localhost@example.org"},
        {"host": "[::1"},
        {"host": ""},
        {"host": "localhost", "x-forwarded-for": "10.0.0.5"},
        {"host": "localhost", "forwarded": "for=10.0.0.5"},
        {"host": "localhost", "x-real-ip": "127.0.0.1"},
        {"host": "localhost", "x-forwarded-host": "localhost"},
    ],
)
def test_one_that_a_proxy_or_another_site_sent_is_not(headers):
    assert not is_asked_locally(headers)


def test_the_server_refuses_to_start_for_other_machines():
    command = ("-m", "streamlit", "run", "server.py", "--server.address=0.0.0.0")
    done = subprocess.run(
        [sys.executable, *command, f"--server.port={find_free_port()}"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert done.returncode == 1
    line = done.stderr.splitlines()[-1]
    assert "answers this machine only" in line
    assert "--server.address=127.0.0.1 (now: 0.0.0.0)" in line
    assert "set up sign-in: docs/operator-guide.md" in line
