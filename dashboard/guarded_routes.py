"""Addresses that are for those who may open the pages: routes, and their files."""

from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from dashboard.base_path import drop_base
from dashboard.gate import Gate
from dashboard.roles import judge_request
from dashboard.sign_in.role import Role

NOT_ADMITTED = "This is for readers who have signed in and have a role: open / first."

FILES = "/media/"
"""Where Streamlit serves the files that pages offer, to whoever has the address."""

Endpoint = Callable[[Request], Response]


def require_role(answer: Endpoint, least: Role = Role.VIEWER) -> Endpoint:
    """Let a route answer those only who have this role or a greater one."""

    @wraps(answer)
    def answer_admitted(request: Request) -> Response:
        return answer(request) if _is_admitted(request, least) else _refuse()

    return answer_admitted


class GuardedFiles(Gate):
    """Asks for a role where Streamlit serves files."""

    def judge(self, scope: Scope) -> Response | None:
        """Refuse a file to whoever has not the role."""
        is_passed = not _is_file(scope) or _is_admitted(Request(scope), Role.VIEWER)
        return None if is_passed else _refuse()


def _is_file(scope: Scope) -> bool:
    return scope["type"] == "http" and drop_base(scope["path"]).startswith(FILES)


def _is_admitted(request: Request, least: Role) -> bool:
    return (judge_request(request).role or 0) >= least


def _refuse() -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "cookie"}
    return PlainTextResponse(NOT_ADMITTED, 403, headers)
