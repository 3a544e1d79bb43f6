"""dbt's parse of the project, kept for the next build as long as it can be trusted.

dbt takes a file for unchanged when its time is one that it has seen, even where it saw
another content since (dbt-core 1.11.16). A project restored from a copy or an archive
brings old times back, so a file that differs from what was parsed must also be newer.
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


def find_kept_parse(cache: Path, project: Path) -> Path | None:
    """The kept parse; None where there is none or dbt might be misled by it."""
    kept, record = cache / PARSE_NAME, cache / _RECORD_NAME
    try:
        parsed = json.loads(record.read_bytes())
        kept_at = kept.stat().st_mtime_ns
    except (OSError, ValueError):
        return None
    changed = [p for p in _list_files(project) if parsed.get(str(p)) != _hash(p)]
    return kept if all(p.stat().st_mtime_ns > kept_at for p in changed) else None


def keep_parse(target: Path, cache: Path, project: Path) -> None:
    """Keep what dbt has parsed into `target`, with what the files were."""
    if not (target / PARSE_NAME).exists():
        return
    (cache / _RECORD_NAME).unlink(missing_ok=True)
    shutil.copyfile(target / PARSE_NAME, cache / PARSE_NAME)
    parsed = {str(path): _hash(path) for path in _list_files(project)}
    replace_text(cache / _RECORD_NAME, json.dumps(parsed))


def _list_files(project: Path) -> list[Path]:
    paths = (path for path in project.rglob("*") if path.suffix in SOURCE_SUFFIXES)
    return [path for path in paths if path.is_file()]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
