"""One request to an ASGI application in this process."""

import asyncio
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Scope


def ask(
    app: ASGIApp,
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    server: str = "127.0.0.1",
    method: str = "GET",
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of the answer; `server` is the address it came in on."""
    route, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": route,
        "raw_path": route.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in (headers or {}).items()],
        "server": (server, 8501),
        "client": ("127.0.0.1", 50000),
        "http_version": "1.1",
    }
    messages = asyncio.run(collect(app, scope))
    body = b"".join(message.get("body", b"") for message in messages[1:])
    found = {k.decode(): v.decode() for k, v in messages[0]["headers"]}
    return messages[0]["status"], found, body.decode()


async def collect(app: ASGIApp, scope: Scope) -> list[Message]:
    """What an application sends for one connection."""
    messages: list[Message] = []

    async def receive() -> Message:
        if scope["type"] == "websocket":
            return {"type": "websocket.connect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    try:
        await app(scope, receive, send)
    except RuntimeError:
        # A fault is raised again once it has been answered, for the server's log.
        if not messages:
            raise
    return messages
