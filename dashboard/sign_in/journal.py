"""Who signed in, was refused or signed out, in the audit log: each once, by a code."""

import time

from dashboard.sign_in.admission import Claims, Verdict, read_expiry, read_token
from dashboard.sign_in.remembered import RememberedTokens
from warehouse.audit import encode_reader, record
from warehouse.settings import load_settings

_DAY = 86_400.0
_TOLD = ("foreign", "expired", "no_role")
_seen = RememberedTokens()


def record_verdict(claims: Claims, verdict: Verdict) -> None:
    """Record what came of a sign-in, when its token is seen for the first time."""
    if verdict.role is None and verdict.refusal not in _TOLD:
        return
    # Long enough also for one that has expired.
    if not _seen.add(read_token(claims), max(read_expiry(claims), time.time() + _DAY)):
        return
    settings = load_settings()
    reader = encode_reader(_read_subject(claims), settings)
    if verdict.role:
        role = verdict.role.name.lower()
        record("signed_in", settings, reader=reader, role=role)
    else:
        record("sign_in_refused", settings, reader=reader, reason=verdict.refusal)


def record_failure(reason: str) -> None:
    """Record that nobody came back from the provider with a token that holds."""
    record("sign_in_refused", load_settings(), reason=reason)


def record_sign_out(claims: Claims) -> None:
    """Record that a reader signed out."""
    settings = load_settings()
    record(
        "signed_out", settings, reader=encode_reader(_read_subject(claims), settings)
    )


def _read_subject(claims: Claims) -> str | None:
    subject = claims.get("sub")
    return subject if isinstance(subject, str) else None
