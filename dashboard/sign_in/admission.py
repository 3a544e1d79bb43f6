"""Judging who asks: by the ID token's claims, anew at every run."""

import json
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.sign_in.configuration import SignIn
from dashboard.sign_in.remembered import RememberedTokens
from dashboard.sign_in.role import Role, read_role
from dashboard.sign_in.role_file import RoleFile, current_role_file, fold_email

Refusal = Literal["anonymous", "foreign", "expired", "ended", "no_role"]
"""Why somebody is not let in: not signed in; a token that is not for this dashboard;
one whose time is over; signed out meanwhile; nothing gives them a role."""

Claims = Mapping[str, Any]
"""The claims of an ID token and what Streamlit puts beside them (`st.user`)."""

UNSIGNED = "none"
_END_OF_TIME = 1e12

_ended = RememberedTokens()


@dataclass(frozen=True)
class Verdict:
    """A role, or why there is none."""

    role: Role | None = None
    refusal: Refusal | None = None


def judge(claims: Claims, sign_in: SignIn, now: float | None = None) -> Verdict:
    """Tell what a reader may open; whatever is in doubt opens nothing.

    Signature, issuer, nonce and times were checked when the reader signed in. Authlib
    leaves two things open, which are therefore checked here: an audience that is not
    this dashboard where `azp` names it, and a token without a signature from a provider
    that lists `none` among its algorithms.
    """
    if claims.get("is_logged_in") is not True:
        return Verdict(refusal="anonymous")
    token = read_token(claims)
    if not _is_for_us(claims, token, sign_in):
        return Verdict(refusal="foreign")
    if read_expiry(claims) <= (now or time.time()):
        return Verdict(refusal="expired")
    if token in _ended:
        return Verdict(refusal="ended")
    role = max(_list_roles(claims, sign_in), default=None)
    return Verdict(role) if role else Verdict(refusal="no_role")


def end_token(claims: Claims) -> None:
    """Let the token that these claims are of open nothing from now on.

    Streamlit takes the cookie out of the browser. Other tabs keep their connections,
    and a copy of the cookie would still be right.
    """
    _ended.add(read_token(claims), read_expiry(claims))


def read_expiry(claims: Claims) -> float:
    """Seconds since 1970 at which the token expires; long ago where it does not say."""
    expiry = claims.get("exp")
    if isinstance(expiry, bool) or not isinstance(expiry, int | float):
        return 0.0
    return float(expiry) if abs(expiry) < _END_OF_TIME else 0.0


def read_token(claims: Claims) -> str:
    """The ID token as the provider sent it; empty where it is missing."""
    tokens = claims.get("tokens")
    token = tokens.get("id") if isinstance(tokens, Mapping) else None
    return token if isinstance(token, str) else ""


def _is_for_us(claims: Claims, token: str, sign_in: SignIn) -> bool:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    is_signed = _read_algorithm(token).lower() not in ("", UNSIGNED)
    return sign_in.client_id in audiences and is_signed


def _read_algorithm(token: str) -> str:
    """The algorithm of the token's signature; empty where there is no telling."""
    head = token.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
        return str(header["alg"])
    except (ValueError, KeyError, TypeError):
        return ""


def _list_roles(claims: Claims, sign_in: SignIn) -> Iterator[Role]:
    """Every role that a claim, the subject or a verified e-mail address gives."""
    file = current_role_file(sign_in.roles_file)
    for value in _list_texts(claims.get(sign_in.roles_claim)):
        if value in file.claim:
            yield read_role(file.claim[value])
    for subject in _list_texts([claims.get("sub")]):
        if subject in file.subject:
            yield read_role(file.subject[subject])
    yield from _find_by_email(claims, file)


def _find_by_email(claims: Claims, file: RoleFile) -> Iterator[Role]:
    """Anyone may have somebody's address written into an account unverified."""
    email = claims.get("email")
    if claims.get("email_verified") is True and isinstance(email, str):
        name = file.email.get(fold_email(email))
        if name:
            yield read_role(name)


def _list_texts(value: Any) -> list[str]:
    """The texts of a claim that holds one or a list of them, and nothing else of it."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]
