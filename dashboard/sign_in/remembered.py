"""Tokens that this process remembers for as long as they are worth anything."""

import time
from hashlib import sha256
from threading import Lock


class RememberedTokens:
    """A set of tokens, of which only digests are kept, each until its time is over."""

    def __init__(self) -> None:
        self._expiries: dict[str, float] = {}
        self._changing = Lock()

    def add(self, token: str, expires_at: float) -> bool:
        """Remember a token; False where it was there already."""
        digest, now = _digest(token), time.time()
        with self._changing:
            if digest in self._expiries:
                return False
            for other in [key for key, end in self._expiries.items() if end <= now]:
                del self._expiries[other]
            self._expiries[digest] = expires_at
            return True

    def __contains__(self, token: str) -> bool:
        return _digest(token) in self._expiries


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
