"""A real `streamlit run` in a process of its own, with its log at hand."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 90
STOP_SECONDS = 10


class ServerStartError(RuntimeError):
    """The server ended or did not answer; the text is its log."""


@dataclass(frozen=True)
class Server:
    """A running server; `url` has no slash at its end."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def read_log(self, start: int = 0) -> str:
        """What the server has written from byte `start` on."""
        return self.log.read_bytes()[start:].decode("utf-8", "replace")

    def log_size(self) -> int:
        """How many bytes the server has written so far."""
        return self.log.stat().st_size

    def rss_bytes(self) -> int:
        """Memory held by the server's process."""
        return int(psutil.Process(self.process.pid).memory_info().rss)


@contextmanager
def serve(
    script: str | Path,
    warehouse_dir: Path,
    log: Path,
    *,
    folder: Path = REPOSITORY,
    port: int | None = None,
    address: str = "127.0.0.1",
    **settings: str,
) -> Iterator[Server]:
    """Run `streamlit run script` in `folder` until the block ends.

    It listens on a free port, unless one is given.
    `settings` are environment variables, beside those that every test server has.

    Raises:
        ServerStartError: it did not answer within START_SECONDS.
    """
    port = port or find_free_port()
    with log.open("wb") as file:
        process = subprocess.Popen(
            _command(script, port, address),
            cwd=folder,
            env={**_environment(warehouse_dir), **settings},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", log, process)
    try:
        _wait_until_healthy(server)
        yield server
    finally:
        _stop(process)


def find_free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(script: str | Path, port: int, address: str) -> list[str]:
    return [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        "--server.headless=true",
        f"--server.port={port}",
        f"--server.address={address}",
    ]


def _environment(warehouse_dir: Path) -> dict[str, str]:
    """The caller's environment without settings that a developer may have set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WAREHOUSE_", "DASHBOARD_", "STREAMLIT_"))
    }
    # Most tests look at all there is; those of the public audience say so.
    whose = {"DASHBOARD_AUDIENCE": "internal", "WAREHOUSE_DIR": str(warehouse_dir)}
    return {**kept, **whose, "PYTHONUTF8": "1"}


def _wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise ServerStartError(server.read_log())


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
