"""`make audit`: known vulnerabilities of every recorded package.

pip-audit asks the package index. Where that gives no answer, pip-audit says all the
same that it found nothing; here it is said instead that nothing was audited.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from audit.lock import LOCK, read_lock

ACCEPTED = Path(__file__).with_name("accepted.csv")
_TIMEOUT_SECONDS = 15


@dataclass(frozen=True)
class Accepted:
    """A vulnerability that the project lives with, and why."""

    vulnerability: str
    package: str
    reason: str
    accepted_on: date


@dataclass(frozen=True)
class Verdict:
    """What the audit says: `found` as `package version: id, mended in …`."""

    found: tuple[str, ...]
    unaudited: tuple[str, ...]
    stale: tuple[str, ...]
    audited: int

    @property
    def is_answered(self) -> bool:
        """Whether the database knew anything at all."""
        return self.audited > 0


def read_accepted() -> list[Accepted]:
    """The rows of `accepted.csv`."""
    with ACCEPTED.open(encoding="utf-8", newline="") as file:
        return [
            Accepted(
                row["vulnerability"],
                row["package"],
                row["reason"],
                date.fromisoformat(row["accepted_on"]),
            )
            for row in csv.DictReader(file)
        ]


def judge(report: dict[str, Any], accepted: list[Accepted]) -> Verdict:
    """What pip-audit's JSON comes to; accepted vulnerabilities are no findings."""
    packages = report.get("dependencies", [])
    known = {(a.package, a.vulnerability) for a in accepted}
    seen = {
        (package["name"], name)
        for package in packages
        for fault in package.get("vulns", [])
        for name in (fault["id"], *fault.get("aliases", []))
    }
    return Verdict(
        found=tuple(_list_found(packages, known)),
        unaudited=tuple(p["name"] for p in packages if "skip_reason" in p),
        stale=tuple(sorted(name for _, name in known - seen)),
        audited=sum("skip_reason" not in package for package in packages),
    )


def tell(verdict: Verdict, recorded: dict[str, str]) -> int:
    """Print it; 1 if something was found."""
    if not verdict.is_answered:
        print("NOT AUDITED: the database of vulnerabilities gave no answer.")
        print(f"What is installed is recorded in {LOCK.name}:")
        print(", ".join(f"{name} {version}" for name, version in recorded.items()))
        return 0
    print(f"{verdict.audited} of {len(recorded)} recorded packages audited.")
    if verdict.unaudited:
        print(f"Not known to the database: {', '.join(verdict.unaudited)}.")
    if verdict.stale:
        print(f"Accepted, but found no more: {', '.join(verdict.stale)}.")
    for line in verdict.found:
        print(line)
    if verdict.found:
        print(f"Update the package and `make lock`, or accept it in {ACCEPTED.name}.")
    return int(bool(verdict.found))


def _list_found(packages: Any, known: set[tuple[str, str]]) -> Iterator[str]:
    for package in packages:
        for fault in package.get("vulns", []):
            names = (fault["id"], *fault.get("aliases", []))
            if not any((package["name"], name) in known for name in names):
                mended = ", ".join(fault.get("fix_versions", [])) or "no version yet"
                yield (
                    f"{package['name']} {package['version']}: {', '.join(names)}; "
                    f"mended in {mended}"
                )


def _ask() -> dict[str, Any]:
    """pip-audit's report; empty where it could not reach the database."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK)),
        *("--no-deps", "--disable-pip", "--vulnerability-service", "pypi"),
        *("--format", "json", "--progress-spinner", "off"),
        *("--timeout", str(_TIMEOUT_SECONDS)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        print(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "")
        return {}
    return report


def main() -> None:
    """Audit what is recorded."""
    sys.exit(tell(judge(_ask(), read_accepted()), read_lock()))


if __name__ == "__main__":
    main()
