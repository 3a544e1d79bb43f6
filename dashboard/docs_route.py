"""dbt's documentation of a release, at `/docs/<release id>/`.

It holds names, descriptions, SQL and tests of the project and no row of data. Both
audiences may read it: how small groups are hidden is no secret. Where the internal one
signs in, it is for those who have.
"""

import gzip
from threading import Event

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.guarded_routes import require_role
from dashboard.settings import load_dashboard_settings
from warehouse.lineage import Node
from warehouse.project_docs import DOCS_NAME, NoDocsError, find_docs
from warehouse.releases import (
    DamagedReleaseError,
    Release,
    UnknownReleaseError,
    find_release,
    find_served_id,
)
from warehouse.settings import load_settings
from warehouse.withdrawals import find_withdrawal

DOCS = "docs"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'unsafe-inline' 'unsafe-eval'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
        "frame-ancestors 'none'",
        "sandbox allow-scripts allow-popups",
    )
)
"""dbt's page is one file of inline scripts: it may fetch nothing from anywhere, and is
no page of ours to the browser, so that it cannot reach into one either."""

_KEPT_BY_BROWSERS = "private, max-age=31536000, immutable"
_NO_RELEASE = "There is no release yet, so there is nothing to document."
_NO_DOCS = (
    "There is no documentation of release {release} here: the release is not kept, "
    "was withdrawn, was built before there was any, or its file is damaged."
)
_ID_LENGTH = 60

_is_answered = Event()


def announce_docs() -> None:
    """Let pages link to the documentation: this server answers at its address."""
    _is_answered.set()


def build_docs_link(release: Release, node: Node) -> str | None:
    """The address of a node's documentation, relative to a page; None without any."""
    if not (_is_answered.is_set() and node.unique_id):
        return None
    if DOCS_NAME not in release.info.checksums:
        return None
    return f"{DOCS}/{release.id}/#!/{node.kind}/{node.unique_id}"


def redirect_to_release(request: Request) -> Response:
    """Send `/docs` to the release asked for, else to the current one."""
    asked = request.query_params.get("release") or _find_current()
    if asked is None:
        return PlainTextResponse(_NO_RELEASE, 404)
    if not _is_kept(asked):
        return _refuse(asked)
    root = request.url.path.rstrip("/").removesuffix(f"/{DOCS}")
    # Not for ever: the current release changes.
    return RedirectResponse(f"{root}/{DOCS}/{asked}/", 307)


def send_docs(request: Request) -> Response:
    """The page of one release, which browsers keep: a release never changes."""
    asked = request.path_params["release"]
    try:
        release = find_release(asked, load_settings())
        path = find_docs(release)
        content = path.read_bytes()
    except (UnknownReleaseError, DamagedReleaseError, NoDocsError, FileNotFoundError):
        return _refuse(asked)
    headers = _describe(release, path.name)
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, headers=headers, media_type="text/html")


ROUTES = (
    Route(f"/{DOCS}", require_role(redirect_to_release)),
    Route(f"/{DOCS}/", require_role(redirect_to_release)),
    Route(f"/{DOCS}/{{release}}/", require_role(send_docs)),
)


def _describe(release: Release, name: str) -> dict[str, str]:
    return {
        "ETag": f'"{release.info.checksums[name].sha256}"',
        "Cache-Control": _KEPT_BY_BROWSERS,
        "Vary": "accept-encoding",
        "Content-Security-Policy": POLICY,
    }


def _find_current() -> str | None:
    return find_served_id(load_settings(), load_dashboard_settings().audience)


def _is_kept(release_id: str) -> bool:
    try:
        find_docs(find_release(release_id, load_settings()))
    except (UnknownReleaseError, DamagedReleaseError, NoDocsError):
        return False
    return True


def _refuse(release_id: str) -> Response:
    words = _NO_DOCS.format(release=release_id[:_ID_LENGTH])
    is_gone = find_withdrawal(release_id, load_settings()) is not None
    status = 410 if is_gone else 404
    return PlainTextResponse(words, status, {"Cache-Control": "no-store"})
