"""How readers sign in: Streamlit's secrets and our settings, checked at start."""

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.sign_in.role_file import read_role_file
from warehouse.settings import HIDDEN, WrongSetting, WrongSettingsError

CALLBACK = "/oauth2callback"
LEAST_SECRET_BYTES = 32

_REQUIRED = ("client_id", "client_secret")
_EXPOSED = ("id", ["id"], ["id", "access"], ["access", "id"])


@dataclass(frozen=True)
class SignIn:
    """What judging a reader takes.

    Attributes:
        client_id: under which the provider knows this dashboard.
        roles_claim: the claim that holds roles.
        roles_file: who has which role; without one the claim's values are roles.
        is_encrypted: whether browsers reach this dashboard by https.
    """

    client_id: str
    roles_claim: str
    roles_file: Path | None
    is_encrypted: bool


def read_sign_in(roles_claim: str, roles_file: Path | None) -> SignIn | None:
    """How readers sign in, from the secrets' section `[auth]`; None without one.

    Raises:
        WrongSettingsError: naming everything that is wrong with it.
    """
    auth = _read_auth()
    if auth is None:
        return None
    problems = [*_check(auth), *_check_headers(), *_check_role_file(roles_file)]
    if problems:
        raise WrongSettingsError(problems)
    return SignIn(
        client_id=auth["client_id"],
        roles_claim=roles_claim,
        roles_file=roles_file,
        is_encrypted=auth["redirect_uri"].startswith("https:"),
    )


def _read_auth() -> Mapping[str, Any] | None:
    try:
        auth = st.secrets.get("auth")
    except StreamlitSecretNotFoundError:
        files = [Path(name) for name in st.get_option("secrets.files")]
        # Streamlit takes secrets that it cannot read for none.
        if broken := next((file for file in files if file.exists()), None):
            wrong = WrongSetting("secrets.files", str(broken), "file")
            raise WrongSettingsError([wrong]) from None
        return None
    if auth is not None and not isinstance(auth, Mapping):
        raise WrongSettingsError([WrongSetting("[auth]", HIDDEN, "other")])
    return auth


def _check(auth: Mapping[str, Any]) -> Iterator[WrongSetting]:
    for name in _REQUIRED:
        if not _read(auth, name):
            yield _name_wrong(name, "", "missing")
    if len(_read(auth, "cookie_secret").encode()) < LEAST_SECRET_BYTES:
        yield _name_wrong("cookie_secret", HIDDEN, "short_key")
    for name in ("redirect_uri", "server_metadata_url"):
        if not _is_safe(_read(auth, name)):
            yield _name_wrong(name, _read(auth, name), "https")
    if not _read(auth, "redirect_uri").endswith(CALLBACK):
        yield _name_wrong("redirect_uri", _read(auth, "redirect_uri"), "callback")
    # The token itself is looked at again: see dashboard.sign_in.admission.
    tokens = auth.get("expose_tokens")
    if not any(tokens == right for right in _EXPOSED):
        yield _name_wrong("expose_tokens", str(tokens or ""), "choice", ("id",))


def _check_headers() -> Iterator[WrongSetting]:
    """Streamlit would take a header's word for who the reader is, over the token's."""
    if headers := st.get_option("server.trustedUserHeaders"):
        yield WrongSetting("server.trustedUserHeaders", str(headers), "other")


def _check_role_file(path: Path | None) -> list[WrongSetting]:
    try:
        if path:
            read_role_file(path)
    except WrongSettingsError as error:
        return error.problems
    return []


def _read(auth: Mapping[str, Any], name: str) -> str:
    value = auth.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _name_wrong(
    name: str, value: str, kind: str, allowed: tuple[str, ...] = ()
) -> WrongSetting:
    return WrongSetting(f"[auth] {name}", value, kind, allowed)


def _is_safe(address: str) -> bool:
    """Whether nobody between the browser and this address can listen."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts))
        )
    except ValueError:
        return False


def _is_loopback(parts: SplitResult) -> bool:
    if parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
