"""A Chromium for tests, screenshots and benchmarks: found, or installed.

`python -m tests.browser.chromium` is what `make browser` runs. Without a browser it
fails under CI=true and elsewhere says loudly that browser tests will be skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
APT = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
)
PLAYWRIGHT = ([sys.executable, "-m", "playwright", "install", "chromium"],)


class NoChromiumError(LookupError):
    """No Chromium was found on this machine."""


def find_chromium() -> Path | None:
    """The browser to use: $CHROMIUM, one on the PATH, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    wanted = [named] if named else NAMES
    for name in wanted:
        found = shutil.which(name)
        if found:
            return Path(found)
    return None if named else _find_playwrights_own()


def install_chromium() -> Path | None:
    """Install Chromium the way the platform does it; None where that failed."""
    for command in APT if _is_debian_root() else PLAYWRIGHT:
        print("+", " ".join(command), flush=True)  # noqa: T201
        if subprocess.run(command, check=False).returncode:
            break
    return find_chromium()


def is_required() -> bool:
    """Whether a missing browser is a failure (in CI) or a skip."""
    return os.environ.get("CI", "").lower() == "true"


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless browser.

    Raises:
        NoChromiumError: none was found.
    """
    path = find_chromium()
    if path is None:
        raise NoChromiumError("no Chromium; run `make browser`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(path), args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


def main() -> int:
    """Find or install a Chromium, say which; the exit code for `make`."""
    found = find_chromium() or install_chromium()
    if found:
        print(f"Chromium: {found}")  # noqa: T201
        return 0
    banner = "!" * 72
    outcome = "FAILED" if is_required() else "Browser tests will be SKIPPED"
    print(f"{banner}\nNo Chromium here. {outcome}.\n{banner}", file=sys.stderr)  # noqa: T201
    return 1 if is_required() else 0


def _find_playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def _is_debian_root() -> bool:
    """Ubuntu's package only points at a snap, so this asks for Debian itself."""
    release = Path("/etc/os-release")
    is_debian = release.is_file() and "\nID=debian\n" in f"\n{release.read_text()}\n"
    return is_debian and hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    raise SystemExit(main())
