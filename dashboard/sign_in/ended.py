"""Tokens whose owners signed out before they expired.

Streamlit takes the cookie out of the browser. Other tabs keep their connections, and a
copy of the cookie would still be right, so that each token is remembered until `exp`.
"""

import time
from hashlib import sha256
from threading import Lock

_expiries: dict[str, float] = {}
_changing = Lock()


def end(token: str, expires_at: float) -> None:
    """Let the token open nothing from now on."""
    now = time.time()
    with _changing:
        for digest in [key for key, expiry in _expiries.items() if expiry <= now]:
            del _expiries[digest]
        _expiries[_digest(token)] = expires_at


def has_ended(token: str) -> bool:
    """Whether its owner has signed out."""
    return _digest(token) in _expiries


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
