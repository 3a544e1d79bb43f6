"""dbt's parse of the project, kept for the next build of the very same project.

Of a changed project dbt would parse the changed files only, and gets it wrong
(dbt-core 1.11.16): a file restored with its old time passes for unchanged, and tests
whose models were parsed anew lose their descriptions.
"""

import hashlib
import json
import shutil
from pathlib import Path

from warehouse.durability import replace_text

PARSE_NAME = "partial_parse.msgpack"
_RECORD_NAME = "parsed_files.json"
SOURCE_SUFFIXES = (".sql", ".yml", ".yaml", ".csv", ".md")
"""Of the files that dbt reads in a project."""


def find_kept_parse(cache: Path, files: dict[str, str]) -> Path | None:
    """The kept parse; None where there is none of these very files."""
    try:
        parsed = json.loads((cache / _RECORD_NAME).read_bytes())
    except (OSError, ValueError):
        return None
    kept = cache / PARSE_NAME
    return kept if kept.exists() and parsed == files else None


def keep_parse(target: Path, cache: Path, files: dict[str, str]) -> None:
    """Keep what dbt has parsed into `target`; `files` are what it was told to read."""
    if not (target / PARSE_NAME).exists():
        return
    (cache / _RECORD_NAME).unlink(missing_ok=True)
    shutil.copyfile(target / PARSE_NAME, cache / PARSE_NAME)
    replace_text(cache / _RECORD_NAME, json.dumps(files))


def hash_files(project: Path) -> dict[str, str]:
    """The hash of every file that dbt reads, by its path."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(project.rglob("*"))
        if path.suffix in SOURCE_SUFFIXES and path.is_file()
    }
