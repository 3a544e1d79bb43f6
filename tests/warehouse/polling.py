"""A process that reads what is served all the time, and what it has met."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

_LOOK_SECONDS = 60


@dataclass(frozen=True)
class Reader:
    """A reader at work; its log has a line of JSON for every look."""

    log: Path
    process: subprocess.Popen[bytes]

    def list_looks(self) -> list[dict[str, str]]:
        """Every look so far, the newest last."""
        whole, _, _ = self.log.read_text("utf-8").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def look_anew(self) -> str:
        """What a look finds that began after this call, all earlier ones being fine."""
        # The look under way may have begun before.
        wanted = len(self.list_looks()) + 2
        end = time.monotonic() + _LOOK_SECONDS
        while len(looks := self.list_looks()) < wanted:
            assert self.process.poll() is None, "the reader has ended"
            assert time.monotonic() < end, "the reader does not look any more"
            time.sleep(0.01)
        for look in looks:
            assert "trouble" not in look, look["trouble"]
        return looks[-1]["served"]


@contextmanager
def polling(module: str, folder: Path, log: Path) -> Iterator[Reader]:
    """Run `python -m module` on a warehouse's folder until the block ends."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=REPOSITORY,
            env={**os.environ, "WAREHOUSE_DIR": str(folder)},
            stdout=file,
        )
    reader = Reader(log, process)
    try:
        reader.look_anew()
        yield reader
        reader.look_anew()
    finally:
        process.terminate()
        process.wait()
