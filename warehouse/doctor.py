"""Whether environment, folder and releases are as they must be, and what is not."""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from warehouse.build_record import read_last_build
from warehouse.erasure.note import is_unfinished
from warehouse.health import is_old, measure_age_hours
from warehouse.intake.ledger import DamagedLoadError, Load, read_ledger
from warehouse.release_info import (
    INFO_NAME,
    SEAL_NAME,
    NewerReleaseError,
    UnreadableReleaseError,
    read_info,
)
from warehouse.releases import (
    NoReleaseError,
    Release,
    find_damage,
    find_served,
    list_folders,
    list_releases,
)
from warehouse.settings import Settings
from warehouse.withdrawals import list_withdrawals
from warehouse.workspace import BuildRunningError, find_leftovers, hold_lock

Severity = Literal["sound", "note", "problem"]

PINS = Path(__file__).resolve().parent.parent / "requirements.txt"

_PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;#]+)")
_OLDEST_PYTHON = (3, 11)
_FREE_BYTES = 1_000_000_000
"""A build of the demo needs a tenth of it; large registers need more (2026)."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `code` names its words, `values` fill them in."""

    code: str
    severity: Severity
    values: dict[str, str] = field(default_factory=dict)


def examine(settings: Settings) -> list[Finding]:
    """Look at everything, reading every release's files in full."""
    return [
        *_examine_python(),
        *_examine_packages(),
        *_examine_project(settings),
        *_examine_folder(settings),
        *_examine_disk(settings),
        *_examine_pointer(settings),
        *_examine_releases(settings),
        *_examine_withdrawals(settings),
        *_examine_leftovers(settings),
        *_examine_last_build(settings),
        *_examine_age(settings),
        *_examine_freshness(settings),
    ]


def _examine_python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    is_known = sys.version_info[:2] >= _OLDEST_PYTHON
    code = "python" if is_known else "python_old"
    yield Finding(code, "sound" if is_known else "problem", {"version": found})


def _examine_packages() -> Iterator[Finding]:
    if not PINS.is_file():
        yield Finding("pins_missing", "note", {"file": str(PINS)})
        return
    pins = _read_pins()
    wrong = [
        Finding("package", "problem", {"package": name, "found": found, "pin": pin})
        for name, pin in pins.items()
        if (found := _find_version(name)) != pin
    ]
    yield from wrong
    if not wrong:
        yield Finding("packages", "sound", {"count": str(len(pins))})


def _read_pins() -> dict[str, str]:
    lines = PINS.read_text("utf-8").splitlines()
    return {m[1]: m[2] for line in lines if (m := _PIN.match(line))}


def _find_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


def _examine_project(settings: Settings) -> Iterator[Finding]:
    file = settings.project_dir / "dbt_project.yml"
    values = {"folder": str(settings.project_dir)}
    if file.is_file():
        yield Finding("project", "sound", values)
    else:
        yield Finding("project_missing", "problem", values)


def _examine_folder(settings: Settings) -> Iterator[Finding]:
    values = {"folder": str(settings.dir)}
    try:
        settings.dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.dir):
            pass
    except OSError as error:
        yield Finding("folder_unwritable", "problem", {**values, "why": str(error)})
    else:
        yield Finding("folder", "sound", values)


def _examine_disk(settings: Settings) -> Iterator[Finding]:
    if not settings.dir.is_dir():
        return
    free = shutil.disk_usage(settings.dir).free
    values = {"megabytes": str(free // 1_000_000)}
    if free < _FREE_BYTES:
        yield Finding("disk_low", "problem", values)
    else:
        yield Finding("disk", "sound", values)


def _examine_pointer(settings: Settings) -> Iterator[Finding]:
    try:
        served = find_served(settings)
    except NoReleaseError:
        is_empty = not list_folders(settings)
        severity: Severity = "note" if is_empty else "problem"
        yield Finding("no_release", severity)
        return
    values = {"id": served.release.id}
    if served.is_fallback:
        yield Finding(str(served.reason), "problem", values)
    else:
        yield Finding("pointer", "sound", values)
    if not served.release.is_for("public"):
        yield Finding("not_public", "note", values)


def _examine_releases(settings: Settings) -> Iterator[Finding]:
    for release in list_releases(settings):
        damaged = ", ".join(find_damage(release))
        values = {"id": release.id}
        if damaged:
            yield Finding("release_damaged", "problem", {**values, "files": damaged})
        else:
            yield Finding("release", "sound", values)
        if foreign := ", ".join(_list_foreign(release)):
            yield Finding("release_foreign", "note", {**values, "files": foreign})
    for folder in list_folders(settings):
        yield from _examine_description(folder)


def _list_foreign(release: Release) -> list[str]:
    """Names in the release's folder that its `release.json` does not promise."""
    known = {INFO_NAME, SEAL_NAME, *release.info.checksums}
    return sorted(p.name for p in release.path.iterdir() if p.name not in known)


def _examine_description(folder: Path) -> Iterator[Finding]:
    try:
        read_info(folder)
    except NewerReleaseError:
        yield Finding("release_newer", "problem", {"id": folder.name})
    except UnreadableReleaseError:
        yield Finding("release_unreadable", "problem", {"id": folder.name})


def _examine_withdrawals(settings: Settings) -> Iterator[Finding]:
    for withdrawal in list_withdrawals(settings):
        values = {"id": withdrawal.release, "other": withdrawal.replaced_by or "–"}
        yield Finding("withdrawn", "sound", values)
    if is_unfinished(settings):
        yield Finding("erasure_unfinished", "problem")


def _examine_leftovers(settings: Settings) -> Iterator[Finding]:
    if not settings.dir.is_dir():
        return
    try:
        with hold_lock(settings):
            is_left = (settings.work_dir / "build").is_dir()
            left = len(find_leftovers(settings)) + is_left
    except (BuildRunningError, OSError):
        return
    if left:
        yield Finding("leftovers", "note", {"count": str(left)})


def _examine_last_build(settings: Settings) -> Iterator[Finding]:
    """The leftovers of a build that came to nothing do not tell why."""
    record = read_last_build(settings)
    if record is None:
        return
    when = {"when": f"{record.ended_at or record.started_at:%Y-%m-%d %H:%M}"}
    if record.outcome == "refused" and record.error:
        yield Finding("build_unprotected", "note", {**when, "reason": record.error})
    elif record.outcome == "refused":
        rules, loads = ", ".join(record.rules), ", ".join(record.load_ids) or "–"
        yield Finding("build_refused", "note", {**when, "rules": rules, "loads": loads})
    elif record.outcome == "failed":
        yield Finding("build_failed", "note", {**when, "error": record.error})
    elif record.outcome == "killed":
        start = {"when": f"{record.started_at:%Y-%m-%d %H:%M}"}
        yield Finding("build_killed", "note", start)


def _examine_age(settings: Settings) -> Iterator[Finding]:
    """Only where somebody has said how old a release may become."""
    try:
        hours = measure_age_hours(find_served(settings))
    except NoReleaseError:
        return
    if is_old(hours, settings):
        values = {"hours": str(int(hours)), "limit": str(settings.max_age_hours)}
        yield Finding("release_old", "problem", values)


def _examine_keys(loads: list[Load]) -> Iterator[Finding]:
    """Codes of people that were made with different keys cannot be compared."""
    names = sorted({load.key_name for load in loads if load.key_name})
    if len(names) > 1:
        yield Finding("keys_mixed", "problem", {"keys": ", ".join(names)})


def _examine_freshness(settings: Settings) -> Iterator[Finding]:
    """A load is news only if the served release was built without it."""
    try:
        loads = read_ledger(settings)
    except DamagedLoadError as error:
        yield Finding("load_damaged", "problem", {"file": str(error)})
        return
    yield from _examine_keys(loads)
    try:
        info = find_served(settings).release.info
    except NoReleaseError:
        return
    later = [
        load
        for load in loads
        if datetime.fromisoformat(load.read_again_at or load.loaded_at)
        > info.created_at
    ]
    if later:
        yield Finding("stale", "note", {"count": str(len(later))})
    else:
        yield Finding(
            "fresh", "sound", {"created": f"{info.created_at:%Y-%m-%d %H:%M}"}
        )
