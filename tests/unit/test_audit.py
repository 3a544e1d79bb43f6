"""Packages are audited: what is recorded is installed, and what is found is said."""

import platform
import re
import sys
from datetime import UTC, datetime

import pytest

from audit.__main__ import ACCEPTED, Accepted, judge, read_accepted, tell
from audit.lock import REQUIREMENTS, list_installed, read_lock
from tests.conftest import REPOSITORY

SOUND = {"name": "polars", "version": "2.1.0", "vulns": []}
SKIPPED = {"name": "polars", "skip_reason": "Dependency not found on PyPI"}
FAULTY = {
    "name": "lxml",
    "version": "6.1.3",
    "vulns": [
        {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["6.1.4"]},
        {"id": "PYSEC-2", "aliases": [], "fix_versions": []},
    ],
}
KNOWN = Accepted("CVE-1", "lxml", "we parse no such file", datetime(2026, 11, 1).date())


def test_every_package_is_recorded_at_the_version_that_is_installed():
    """After a change of a pin, and of what it brings along: `make lock`."""
    recorded, installed = read_lock(), list_installed()
    assert installed.items() <= recorded.items()
    if sys.platform == "linux" and platform.machine() == "x86_64":
        assert recorded.keys() == installed.keys(), "no other has a hadolint"


def test_every_pin_is_in_the_record():
    recorded = read_lock()
    for path in REQUIREMENTS:
        pins = re.findall(r"^([\w.-]+)(?:\[.*\])?==([^\s;]+)", path.read_text(), re.M)
        assert pins
        for name, version in pins:
            name = re.sub(r"[-_.]+", "-", name).lower()
            assert recorded[name] == version


def test_requirements_bring_nothing_along_at_another_version():
    assert "-c constraints.txt" in REQUIREMENTS[0].read_text().splitlines()


def test_what_is_found_fails_and_says_what_to_do(capsys):
    verdict = judge({"dependencies": [SOUND, FAULTY]}, [])
    assert tell(verdict, {"polars": "2.1.0", "lxml": "6.1.3"}) == 1
    said = capsys.readouterr().out
    assert "2 of 2 recorded packages audited" in said
    assert "lxml 6.1.3: PYSEC-1, CVE-1; mended in 6.1.4" in said
    assert "lxml 6.1.3: PYSEC-2; mended in no version yet" in said


def test_what_is_accepted_is_no_finding_whichever_of_its_names_is_written():
    verdict = judge({"dependencies": [FAULTY]}, [KNOWN])
    assert len(verdict.found) == 1
    assert "PYSEC-2" in verdict.found[0]
    assert verdict.stale == ()


def test_what_is_accepted_and_found_no_more_is_said(capsys):
    verdict = judge({"dependencies": [SOUND]}, [KNOWN])
    assert tell(verdict, {}) == 0
    assert "found no more: CVE-1" in capsys.readouterr().out


@pytest.mark.parametrize("report", [{}, {"dependencies": [SKIPPED]}])
def test_a_database_that_gives_no_answer_is_no_clean_bill(report, capsys):
    """pip-audit itself calls that “no known vulnerabilities”."""
    assert tell(judge(report, []), {"polars": "2.1.0"}) == 0
    said = capsys.readouterr().out
    assert "NOT AUDITED" in said
    assert "polars 2.1.0" in said


def test_a_package_that_the_database_does_not_know_is_named(capsys):
    tell(judge({"dependencies": [SOUND, {**SKIPPED, "name": "own"}]}, []), {})
    assert "Not known to the database: own." in capsys.readouterr().out


def test_what_is_accepted_has_a_reason_and_a_day():
    assert ACCEPTED.read_text().startswith("vulnerability,package,reason,accepted_on")
    for row in read_accepted():
        assert row.package in read_lock()
        assert len(row.reason) > 10
        assert row.accepted_on <= datetime.now(UTC).date()


def test_ci_audits_before_it_tests():
    lines = (REPOSITORY / ".ci" / "run").read_text().splitlines()
    assert lines.index("make audit") < lines.index("exec make test")
