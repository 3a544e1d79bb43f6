"""A layer of the server that lets requests and websockets pass, or refuses them."""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_POLICY_VIOLATION = 1008


class Gate:
    """What is refused is decided by `judge`; everything else goes on to the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def judge(self, scope: Scope) -> Response | None:
        """The refusal of an HTTP request or a websocket; None lets it pass."""
        raise NotImplementedError

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on; a websocket is closed without a word."""
        is_asked = scope["type"] in ("http", "websocket")
        refusal = self.judge(scope) if is_asked else None
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await refusal(scope, receive, send)
