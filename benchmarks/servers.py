"""The dashboard and the bare page, each on a server of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.serving import Server, serve

BARE_PAGE = Path(__file__).with_name("bare_page.py")


@contextmanager
def serve_bare_page() -> Iterator[Server]:
    """The bare page with Streamlit's default settings: no file of ours is near it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = shutil.copy(BARE_PAGE, folder)
        with serve(script, folder, folder / "server.log", folder=folder) as server:
            yield server


@contextmanager
def serve_dashboard(warehouse_dir: Path) -> Iterator[Server]:
    """The dashboard with its own settings, as `make run` starts it."""
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "server.log"
        with serve("server.py", warehouse_dir, log) as server:
            yield server
