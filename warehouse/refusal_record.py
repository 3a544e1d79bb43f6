"""That the last build was refused, and by which rules: kept until a build succeeds."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.durability import replace_text
from warehouse.settings import Settings


@dataclass(frozen=True)
class RefusalRecord:
    """When a build was refused (UTC, ISO 8601), its rules and the loads to mend."""

    refused_at: str
    rules: tuple[str, ...]
    load_ids: tuple[str, ...]


def write_refusal(
    rules: Sequence[str], load_ids: Sequence[str], settings: Settings
) -> None:
    """Remember a refusal; a later one takes its place."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = RefusalRecord(now, tuple(rules), tuple(load_ids))
    replace_text(_find_file(settings), json.dumps(asdict(record)) + "\n")


def read_refusal(settings: Settings) -> RefusalRecord | None:
    """The last build's refusal, or none; a damaged record is as good as none."""
    try:
        found = json.loads(_find_file(settings).read_text("utf-8"))
        return RefusalRecord(
            str(found["refused_at"]), tuple(found["rules"]), tuple(found["load_ids"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_refusal(settings: Settings) -> None:
    """A build has succeeded."""
    _find_file(settings).unlink(missing_ok=True)


def _find_file(settings: Settings) -> Path:
    return settings.work_dir / "refused.json"
