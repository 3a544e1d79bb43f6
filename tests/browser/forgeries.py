"""Tokens that must not open anything, made of a real one, and what the reader is told.

Each is made by a function of the provider, with its key, and of its token.
"""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable

from joserfc.jwk import OctKey, RSAKey

from tests.browser.identity_providers import CLIENT_ID, Provider

Forge = Callable[[Provider, str], str | None]

REFUSED = "Sign in"
EXPIRED = "Your sign-in has expired"
FOREIGN = "This sign-in is not for this dashboard"


def change_claims(**changes: object) -> Forge:
    """Sign other claims, as the provider would; None takes a claim out."""

    def forge(provider: Provider, token: str) -> str:
        claims = {**provider.read(token), **changes}
        return provider.sign({k: v for k, v in claims.items() if v is not None})

    return forge


def expire(seconds: int) -> Forge:
    def forge(provider: Provider, token: str) -> str:
        return change_claims(exp=int(time.time()) - seconds)(provider, token)

    return forge


def sign_with_another_key(provider: Provider, token: str) -> str:
    return provider.sign(provider.read(token), RSAKey.generate_key(2048))


def sign_with_the_public_key(provider: Provider, token: str) -> str:
    key = OctKey.import_key(provider.key.as_pem(private=False))
    return provider.sign(drop_hash(provider.read(token)), key, alg="HS256")


def leave_unsigned(provider: Provider, token: str) -> str:
    claims = drop_hash(provider.read(token))
    return provider.sign(claims, OctKey.generate_key(), alg="none")


def drop_hash(claims: dict[str, object]) -> dict[str, object]:
    """Without the hash of the access token, which another algorithm makes wrong."""
    return {name: value for name, value in claims.items() if name != "at_hash"}


def keep_the_signature(provider: Provider, token: str) -> str:
    """Greater roles under the signature of the real claims."""
    head, _, signature = token.split(".")
    claims = {**provider.read(token), "roles": ["owners"]}
    body = urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return ".".join((head, body, signature))


FORGERIES: dict[str, tuple[Forge, str]] = {
    "expired long ago": (expire(3600), REFUSED),
    "expired within Authlib's two minutes": (expire(30), EXPIRED),
    "issued without an end": (change_claims(exp=None), REFUSED),
    "signed with another key": (sign_with_another_key, REFUSED),
    "signed with the public key as a secret": (sign_with_the_public_key, REFUSED),
    "changed after it was signed": (keep_the_signature, REFUSED),
    "unsigned": (leave_unsigned, REFUSED),
    "for another audience": (change_claims(aud="them"), REFUSED),
    "for another audience, in our name": (
        change_claims(aud="them", azp=CLIENT_ID),
        FOREIGN,
    ),
    "of another issuer": (change_claims(iss="https://example.org"), REFUSED),
    "of another sign-in": (change_claims(nonce="another"), REFUSED),
    "of no sign-in": (change_claims(nonce=None), REFUSED),
    "no token": (lambda provider, token: "not.a.token", REFUSED),
    "missing": (lambda provider, token: None, REFUSED),
}
