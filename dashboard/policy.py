"""What the browser is told about our pages: the policy of their content and the rest.

Why each relaxation is there: docs/decisions/0015-what-browsers-are-told.md.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture"),
            *("encrypted-media", "geolocation", "gyroscope", "magnetometer"),
            *("microphone", "midi", "payment", "publickey-credentials-get"),
            *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TRANSPORT_SECURITY = "max-age=31536000"

_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def build_policy(host: str) -> str:
    """The content security policy of our pages, as asked for under the name `host`.

    `self` does not cover websockets in every browser, so they are named.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(hash_inline_scripts())}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host}",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


@cache
def hash_inline_scripts() -> tuple[str, ...]:
    """Sources that allow the inline scripts of the installed Streamlit, no other."""
    scripts = _INLINE_SCRIPT.findall(_INDEX.read_text("utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)


class SecurityHeaders:
    """Gives every HTTP answer the policy, unless it has its own, and the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers; a websocket has none."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _list_headers(scope):
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_safely)


def _list_headers(scope: Scope) -> list[tuple[str, str]]:
    asked = Headers(scope=scope)
    found = [
        *SECURITY_HEADERS.items(),
        ("Content-Security-Policy", build_policy(asked.get("host", ""))),
    ]
    if "https" in (scope["scheme"], asked.get("x-forwarded-proto")):
        found.append(("Strict-Transport-Security", TRANSPORT_SECURITY))
    return found
