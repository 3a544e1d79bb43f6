"""The analyst guide, carried out: its code blocks in their order, word for word."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import BUILD_SECONDS, REPOSITORY

GUIDE = REPOSITORY / "docs" / "analyst-guide.md"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A code block: commands (`sh`), a file's content, or an edit of one (`diff`)."""

    kind: str
    file: str
    text: str


@dataclass
class Desk:
    """A folder with a copy of the project, where an analyst follows the guide."""

    folder: Path
    outcomes: list[subprocess.CompletedProcess[str]] = field(default_factory=list)

    @property
    def project(self) -> Path:
        return self.folder / "dbt_project"

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse"

    def follow(self, step: Step) -> None:
        if step.kind == "sh":
            for line in step.text.splitlines():
                self.outcomes.append(self.run(*shlex.split(line)))
                self._keep_draft()
        elif step.kind == "diff":
            self._edit(self.folder / step.file, step.text)
        else:
            (self.folder / step.file).write_text(step.text, encoding="utf-8")

    @property
    def draft(self) -> Path:
        """A copy of the guide's draft, which a full build removes."""
        return self.folder / "draft"

    def _keep_draft(self) -> None:
        for folder in self.warehouse.glob("work/drafts/draft-*"):
            shutil.copytree(folder, self.draft, dirs_exist_ok=True)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the guide, as somebody in the project's folder gives it."""
        assert words[0] == "python"
        return subprocess.run(
            [sys.executable, *words[1:]],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": str(REPOSITORY),
                "WAREHOUSE_PROJECT_DIR": str(self.project),
                "WAREHOUSE_DIR": str(self.warehouse),
                "WAREHOUSE_LANG": "en",
                # Wide enough that no cell of a table is broken into lines.
                "COLUMNS": "200",
            },
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS,
            check=False,
        )

    def _edit(self, path: Path, text: str) -> None:
        content = path.read_text("utf-8")
        for before, after in _list_replacements(text):
            assert content.count(before) == 1, before
            content = content.replace(before, after)
        path.write_text(content, "utf-8")


def read_steps() -> list[Step]:
    """The guide's code blocks, in order."""
    return [Step(*found) for found in _BLOCK.findall(GUIDE.read_text("utf-8"))]


def list_quoted_refusals() -> list[list[str]]:
    """What the guide says the build says, in pieces around what differs."""
    table = GUIDE.read_text("utf-8").split("| the build says | because |")[1]
    cells = [row.split("|")[1].strip() for row in table.splitlines() if "|" in row]
    return [
        [piece.strip() for piece in cell.split("…") if piece.strip()]
        for cell in cells
        if not cell.startswith("---")
    ]


def _list_replacements(text: str) -> Iterator[tuple[str, str]]:
    """Lines to go and the lines that take their place, one group after the other."""
    groups = re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", text, re.MULTILINE)
    for before, after in groups:
        yield _strip_marks(before), _strip_marks(after)


def _strip_marks(lines: str) -> str:
    return "".join(line[1:] for line in lines.splitlines(keepends=True))
