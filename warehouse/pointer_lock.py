"""The lock of whoever moves the pointer, or takes releases away."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from warehouse.settings import Settings


@contextmanager
def hold_pointer(settings: Settings) -> Iterator[None]:
    """One at a time: no release goes between being found sound and being served."""
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    with (settings.work_dir / "pointer.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
