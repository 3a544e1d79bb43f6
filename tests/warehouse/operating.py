"""The operator guide, carried out: its commands in their order, word for word."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import BUILD_SECONDS, REPOSITORY

GUIDE = REPOSITORY / "docs" / "operator-guide.md"
_BLOCK = re.compile(
    r"(?:^<!-- (?P<why>.*?) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LEFT_OUT = "not run in CI: "


@dataclass(frozen=True)
class Block:
    """Commands of the guide; `why` says why a test leaves them out, if it does."""

    kind: str
    text: str
    why: str

    @property
    def is_run(self) -> bool:
        return self.kind == "sh" and not self.why


def read_blocks() -> list[Block]:
    """The guide's code blocks, in order."""
    found = _BLOCK.finditer(GUIDE.read_text("utf-8"))
    return [
        Block(m["kind"], m["text"], (m["why"] or "").removeprefix(_LEFT_OUT))
        for m in found
    ]


def run_block(
    block: Block, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a block as a shell does, in a folder; the first failure ends it."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.text],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "WAREHOUSE_LANG": "en",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )
