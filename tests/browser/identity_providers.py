"""An OpenID provider on loopback, behind a proxy that can alter its tokens.

The provider is the npm package oidc-provider in a process of its own; its keys are made
here, so that a test can sign what the provider never would.
"""

import json
import os
import shutil
import subprocess
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import RSAKey

from tests.browser.chromium import is_required
from tests.browser.serving import find_free_port

FOLDER = Path(__file__).with_name("identity_provider")
CLIENT_ID, CLIENT_SECRET = "dashboard", "a secret that only tests know"
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
ALGORITHMS = ["RS256", "HS256", "none"]

Answer = dict[str, Any]
Change = Callable[[Answer], Answer]


@dataclass
class Provider:
    """A running provider, as the dashboard reaches it; `change` alters its answers.

    Attributes:
        issuer: its address, without a slash at its end.
        key: what it signs with.
        changes: how the JSON of an answer is altered, by the end of its path.
    """

    issuer: str
    key: RSAKey
    changes: dict[str, Change] = field(default_factory=dict)

    @property
    def metadata_url(self) -> str:
        """Where the provider describes itself."""
        return f"{self.issuer}/.well-known/openid-configuration"

    def read(self, token: str) -> Answer:
        """The claims of a token of this provider."""
        return dict(jwt.decode(token, self.key, algorithms=["RS256"]).claims)

    def sign(
        self, claims: Answer, key: Any = None, alg: str = "RS256", **head: str
    ) -> str:
        """A token; without a key of its own it is signed as the provider does."""
        header = {"alg": alg, "kid": self.key.kid, **head}
        with warnings.catch_warnings():
            # Of the algorithm "none", which is what the test is about.
            warnings.simplefilter("ignore", SecurityWarning)
            return jwt.encode(header, claims, key or self.key, algorithms=ALGORITHMS)

    def alter_token(self, change: Callable[[str], str | None]) -> None:
        """Put another ID token into the answers; None leaves it out."""

        def alter(answer: Answer) -> Answer:
            altered = {**answer, "id_token": change(answer["id_token"])}
            return {k: v for k, v in altered.items() if v is not None}

        self.changes["/token"] = alter


def install() -> None:
    """Install the provider's package; without Node its tests are skipped, loudly."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        words = "Node.js with npm is not installed: SIGN-IN WAS NOT TESTED"
        if is_required():
            pytest.fail(words)
        warnings.warn(words, stacklevel=1)
        pytest.skip(words)
    if not (FOLDER / "node_modules" / "oidc-provider").is_dir():
        command = ["npm", "ci", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=FOLDER, check=True)


@contextmanager
def provide(
    redirect_uri: str, accounts: dict[str, Answer], folder: Path
) -> Iterator[Provider]:
    """Run the provider and its proxy until the block ends."""
    key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "first"})
    proxy_port, port = find_free_port(), find_free_port()
    provider = Provider(f"http://127.0.0.1:{proxy_port}", key)
    settings = folder / "provider.json"
    client = {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "redirect_uris": [redirect_uri],
        "post_logout_redirect_uris": [redirect_uri],
    }
    content = {
        "port": port,
        "issuer": provider.issuer,
        "jwks": {"keys": [key.as_dict(private=True)]},
        "client": client,
        "accounts": accounts,
    }
    settings.write_text(json.dumps(content), "utf-8")
    with _run(settings, folder / "provider.log"), _forward(proxy_port, port, provider):
        yield provider


@contextmanager
def _run(settings: Path, log: Path) -> Iterator[None]:
    command = ["node", str(FOLDER / "provider.mjs"), str(settings)]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "NODE_ENV": "test"},
        )
    try:
        assert process.stdout
        assert any(line.strip() == "ready" for line in process.stdout), log.read_text()
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def _forward(proxy_port: int, port: int, provider: Provider) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._pass_on()

        def do_POST(self) -> None:
            self._pass_on()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _pass_on(self) -> None:
            length = int(self.headers.get("content-length", 0))
            link = HTTPConnection("127.0.0.1", port, timeout=30)
            # The Host stays: the provider names its addresses by it.
            link.request(
                self.command, self.path, self.rfile.read(length), dict(self.headers)
            )
            answer = link.getresponse()
            content = _alter(provider, self.path.partition("?")[0], answer.read())
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            link.close()

    proxy = ThreadingHTTPServer(("127.0.0.1", proxy_port), Handler)
    proxy.daemon_threads = True
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        proxy.shutdown()
        proxy.server_close()


def _alter(provider: Provider, path: str, content: bytes) -> bytes:
    for ending, change in provider.changes.items():
        if path.endswith(ending):
            return json.dumps(change(json.loads(content))).encode()
    return content
