"""Workbooks that appear whole or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook

# What somebody wrote stays what it is: text, never a formula or an address.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}


@contextmanager
def open_workbook(out: Path) -> Iterator[Workbook]:
    """A workbook to write into; it takes its place once the block has ended well."""
    with tempfile.NamedTemporaryFile(
        dir=out.parent, prefix=".tmp-", suffix=".xlsx", delete=False
    ) as file:
        temporary = Path(file.name)
    try:
        with Workbook(temporary, _OPTIONS) as book:
            yield book
        temporary.chmod(0o644)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)
