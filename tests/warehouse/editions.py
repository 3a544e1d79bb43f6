"""Editions built for a test from a few register files, and what they hold."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import run_warehouse
from warehouse.reading import open_release
from warehouse.releases import find_served
from warehouse.settings import Settings


@dataclass(frozen=True)
class Edition:
    """A warehouse with one release, and what the build and the intake answered."""

    folder: Path
    answer: dict[str, Any]
    files: tuple[dict[str, Any], ...] = ()

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query over the release, read as pages read it."""
        settings = Settings(dir=self.folder)
        file = open_release(find_served(settings).release, settings)
        try:
            return file.fetch(sql).rows()
        finally:
            file.close()

    @property
    def warnings(self) -> set[str]:
        """Names of the rules that the data break without refusing the build."""
        info = find_served(Settings(dir=self.folder)).release.info
        return {test.name for test in info.tests.results if test.status == "warn"}


def build_edition(
    edition: str,
    folder: Path,
    *registers: Path,
    as_of: str | None = None,
    **environment: str,
) -> Edition:
    """Load the registers into an empty warehouse and build an edition of it."""
    files: list[dict[str, Any]] = []
    if registers:
        done = run_warehouse(
            "ingest",
            *map(str, registers),
            "--format",
            "json",
            folder=folder,
            **environment,
        )
        files = json.loads(done.stdout)["files"]
    dated = ("--as-of", as_of) if as_of else ()
    done = run_warehouse(
        *("build", "--edition", edition, *dated, "--format", "json"),
        folder=folder,
        **environment,
    )
    assert done.returncode == 0, done.stdout or done.stderr
    return Edition(folder, json.loads(done.stdout), tuple(files))
