"""Routes that are for those who may open the pages."""

from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.roles import judge_request
from dashboard.sign_in.role import Role

NOT_ADMITTED = "This is for readers who have signed in and have a role: open / first."

Endpoint = Callable[[Request], Response]


def require_role(answer: Endpoint, least: Role = Role.VIEWER) -> Endpoint:
    """Let a route answer those only who have this role or a greater one."""

    @wraps(answer)
    def answer_admitted(request: Request) -> Response:
        role = judge_request(request).role
        if role is None or role < least:
            return PlainTextResponse(
                NOT_ADMITTED, 403, {"Cache-Control": "no-store", "Vary": "cookie"}
            )
        return answer(request)

    return answer_admitted
