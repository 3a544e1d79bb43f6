"""`constraints.txt`: the version of every package that the requirements bring along.

`python -m audit.lock` writes it anew from what is installed.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "constraints.txt"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")

_HEAD = """\
# Every package that requirements.txt and requirements-dev.txt bring along, at the
# version that was tested. Written by `make lock`; what is pinned there is pinned here.
"""
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)$")


def read_lock() -> dict[str, str]:
    """Versions by canonical name, as recorded."""
    lines = LOCK.read_text("utf-8").splitlines()
    found = filter(None, map(_PINNED.match, lines))
    return {canonicalize_name(line[1]): line[2] for line in found}


def list_installed() -> dict[str, str]:
    """Versions by canonical name of what the requirements need, as installed.

    Raises:
        PackageNotFoundError: a package that is required is not installed.
    """
    found: dict[str, str] = {}
    waiting = [(need, frozenset[str]()) for need in _read_requirements()]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        need, extras = waiting.pop()
        if need.marker and not _applies(need, extras):
            continue
        name, wanted = canonicalize_name(need.name), frozenset(need.extras)
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        package = distribution(name)
        found[name] = package.version
        waiting += [(Requirement(text), wanted) for text in package.requires or ()]
    return dict(sorted(found.items()))


def write_lock(packages: dict[str, str]) -> None:
    """Record the versions."""
    lines = (f"{name}=={version}\n" for name, version in packages.items())
    LOCK.write_text(_HEAD + "".join(lines), "utf-8")


def _read_requirements() -> Iterator[Requirement]:
    for path in REQUIREMENTS:
        for line in path.read_text("utf-8").splitlines():
            text = line.partition("#")[0].strip()
            if text and not text.startswith("-"):
                yield Requirement(text)


def _applies(need: Requirement, extras: Iterable[str]) -> bool:
    """Whether the marker holds here, for the package itself or one of its extras."""
    if need.marker is None:
        return True
    return any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def main() -> None:
    """Write the lock from what is installed."""
    try:
        write_lock(list_installed())
    except PackageNotFoundError as error:
        sys.exit(f"Not installed: {error.name}. Install requirements-dev.txt first.")


if __name__ == "__main__":
    main()
