"""A workbook opened on trial, in a process of its own that may use little memory.

A file of a kilobyte can hold a cell in the last corner of a sheet, or one long text a
million times: the library that reads it would ask for more memory than there is, and
take this process down with it.
"""

import subprocess
import sys
from pathlib import Path

from warehouse.intake.problems import TooLargeError, UnreadableFileError

MOST_MEMORY = 1536 * 2**20
"""A million rows of ten columns take 1200 MB (measured in 2026)."""

_PANIC = 3
_TRIAL = f"""
import resource, sys
from python_calamine import CalamineError, load_workbook
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
try:
    book = load_workbook(sys.argv[1])
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
except (CalamineError, OSError, ValueError):
    pass
except BaseException:
    sys.exit({_PANIC})
"""


def try_to_open(path: Path) -> None:
    """Do nothing but find out whether all sheets can be opened.

    Raises:
        TooLargeError: not in `MOST_MEMORY`.
        UnreadableFileError: it brings the library that reads it down.
    """
    command = [sys.executable, "-I", "-c", _TRIAL, str(path), str(MOST_MEMORY)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode < 0:
        raise TooLargeError(path, most=f"{MOST_MEMORY >> 20}")
    if done.returncode == _PANIC:
        raise UnreadableFileError(path)
