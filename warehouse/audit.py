"""Who did what, without saying who: sign-ins, downloads, queries, loads and the rest.

One JSON object a line, in a file a month under `WAREHOUSE_DIR/audit/`; where that
cannot be written, in the log of the process. A person appears as a code that only the
holder of the identity key can make; no name, address or file name of theirs is kept.
"""

import hashlib
import hmac
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from warehouse.settings import Settings

Event = Literal[
    "signed_in",
    "signed_out",
    "sign_in_refused",
    "downloaded",
    "queried",
    "loaded",
    "published",
    "erased",
    "withdrawn",
]

_CODE_LENGTH = 16
_PURPOSE = b"reader of the dashboard:"
_log = logging.getLogger(__name__)
_acting: ContextVar[str | None] = ContextVar("reader", default=None)


@contextmanager
def act_for(reader: str | None) -> Iterator[None]:
    """Whatever is recorded within was done at the word of this reader."""
    token = _acting.set(reader)
    try:
        yield
    finally:
        _acting.reset(token)


def record(
    event: Event,
    settings: Settings,
    *,
    reader: str | None = None,
    **details: str | int | None,
) -> None:
    """Remember that something was done.

    `reader` is a code of `encode_reader`, where not that of `act_for`.
    `details` are codes and counts: nothing that a person typed or is called.
    """
    now = datetime.now(UTC)
    said = {"at": now.isoformat(timespec="seconds"), "event": event}
    whose = {"reader": reader or _acting.get()}
    line = json.dumps({**said, **whose, **details}, ensure_ascii=False)
    try:
        _append(audit_dir(settings) / f"{now:%Y-%m}.jsonl", line)
    except OSError:
        _log.warning("audit: %s", line)


def encode_reader(subject: str | None, settings: Settings) -> str | None:
    """A code for a signed-in person; None without a person or without a key."""
    if not subject or settings.identity_key is None:
        return None
    key = settings.identity_key.get_secret_value().encode()
    code = hmac.new(key, _PURPOSE + subject.encode(), hashlib.sha256)
    return code.hexdigest()[:_CODE_LENGTH]


def audit_dir(settings: Settings) -> Path:
    """The folder of the records (it may not exist yet)."""
    return settings.dir / "audit"


def _append(path: Path, line: str) -> None:
    """Add one line; several processes may, for a short one is written at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    file = os.open(path, flags, 0o640)
    try:
        os.write(file, f"{line}\n".encode())
    finally:
        os.close(file)
