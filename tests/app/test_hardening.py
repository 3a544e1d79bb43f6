"""What browsers are told, which names are answered to, and what is not answered."""

import asyncio
import http.client
import re
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config

from dashboard import closed_doors
from dashboard.closed_doors import ClosedDoors
from dashboard.docs_route import POLICY as DOCS_POLICY
from dashboard.hosts import KnownHosts, is_known_host
from dashboard.policy import (
    SECURITY_HEADERS,
    SecurityHeaders,
    build_policy,
    hash_inline_scripts,
)
from dashboard.settings import load_dashboard_settings
from dashboard.sign_in.admission import Verdict
from dashboard.sign_in.role import Role
from tests.app import asking
from tests.app.streaming import open_session
from tests.browser.serving import serve

FOREIGN = "evil.example"
MEGABYTE = 1024 * 1024
BOUNDARY = "boundary"
FILE_HEAD = 'Content-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'


def answer(request):
    if request.url.path == "/fault":
        raise RuntimeError("secret of the server")
    own = {"Content-Security-Policy": DOCS_POLICY} if "docs" in request.url.path else {}
    return PlainTextResponse("ours", headers=own)


APP = Starlette(
    routes=[Route("/{path:path}", answer, methods=["GET", "PUT"])],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(KnownHosts),
        Middleware(ClosedDoors),
    ],
)


def ask(path, headers=None, method="GET"):
    """Status, headers and body of one request under one of this machine's names."""
    named = {"host": "localhost:8501", **(headers or {})}
    return asking.ask(APP, path, named, method=method)


@pytest.fixture
def settings(monkeypatch):
    """Settings as an operator would make them."""

    def choose(**values):
        for name in ("HOSTS", "SHOWS_METRICS", "AUDIENCE"):
            monkeypatch.delenv(f"DASHBOARD_{name}", raising=False)
        for name, value in {"audience": "internal", **values}.items():
            monkeypatch.setenv(f"DASHBOARD_{name.upper()}", value)
        load_dashboard_settings.cache_clear()

    yield choose
    monkeypatch.undo()
    load_dashboard_settings.cache_clear()


@pytest.fixture
def option():
    """Sets an option of Streamlit for one test."""
    before = {}

    def choose(name, value):
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield choose
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def address(option):
    """Sets the address that the server listens on."""
    return lambda value: option("server.address", value)


def read_policy(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split("; "))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("path", ["/", "/none", "/docs/x/"])
def test_every_answer_has_the_headers(path):
    _, headers, _ = ask(path)
    sent = {name.lower(): value for name, value in SECURITY_HEADERS.items()}
    assert sent.items() <= headers.items()
    assert "content-security-policy" in headers


def test_scripts_are_ours_and_the_installed_inline_ones():
    scripts = read_policy(build_policy("localhost"))["script-src"]
    assert scripts == ["'self'", *hash_inline_scripts()]
    assert len(hash_inline_scripts()) == 1


def test_nothing_is_allowed_that_is_not_named():
    policy = read_policy(build_policy("localhost:8501"))
    assert policy["default-src"] == ["'none'"]
    assert policy["connect-src"] == [
        "'self'",
        "ws://localhost:8501",
        "wss://localhost:8501",
    ]
    assert policy["frame-ancestors"] == ["'none'"]
    everything = {source for sources in policy.values() for source in sources}
    assert "'unsafe-eval'" not in everything
    assert not {source for source in everything if source in ("*", "http:", "https:")}


def test_the_documentation_keeps_its_own_policy():
    policy = ask("/docs/x/")[1]["content-security-policy"]
    assert policy == DOCS_POLICY
    assert "connect-src" not in read_policy(policy)
    assert "allow-same-origin" not in read_policy(policy)["sandbox"]


@pytest.mark.parametrize(
    ("headers", "is_told"),
    [({}, False), ({"x-forwarded-proto": "https"}, True)],
)
def test_browsers_stay_with_https_where_there_is_some(headers, is_told):
    _, found, _ = ask("/", headers)
    assert ("strict-transport-security" in found) == is_told


def test_a_fault_says_nothing_of_itself():
    status, _, body = ask("/fault")
    assert (status, body) == (500, "Internal Server Error")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST", "127.0.0.1:1", "[::1]:8501"]
)
def test_this_machines_names_are_known(host, settings, address):
    settings()
    address("127.0.0.1")
    assert is_known_host(host)


@pytest.mark.parametrize(
    "host",
    ["", FOREIGN, "localhost.evil.example", "127.0.0.1.evil.example", "[::1", "[::2]"],
)
def test_other_names_are_not_answered(host, settings, address):
    settings()
    address("127.0.0.1")
    assert not is_known_host(host)
    status, _, body = ask("/", {"host": host})
    assert status == 400
    assert "ours" not in body


def test_an_operator_names_the_hosts(settings, address):
    settings(hosts="dashboard.example.org, *.example.net")
    address("0.0.0.0")
    assert is_known_host("Dashboard.example.org:443")
    assert is_known_host("a.example.net")
    assert not is_known_host("example.net")
    assert not is_known_host("evilexample.net")
    assert not is_known_host("localhost")


def test_a_server_open_to_all_answers_to_any_name_until_it_is_given_some(
    settings, address
):
    settings()
    address("0.0.0.0")
    assert is_known_host(FOREIGN)


def test_a_websocket_under_a_foreign_name_is_closed(settings, address):
    settings()
    address("127.0.0.1")
    scope = {"type": "websocket", "headers": [(b"host", FOREIGN.encode())]}
    sent = asyncio.run(asking.collect(APP, scope))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics", "/metrics/"])
def test_measures_answer_only_where_they_are_asked_for(path, settings):
    settings()
    assert ask(path)[0] == 404
    settings(shows_metrics="true")
    assert ask(path)[2] == "ours"


@pytest.mark.parametrize("path", ["interact", "mcp", "openapi.json"])
def test_the_way_in_for_programs_is_closed_unless_it_is_opened(path, settings, option):
    settings()
    assert ask(f"/_stcore/agent/{path}")[0] == 404
    option("server.enableAgentApi", True)
    assert ask(f"/_stcore/agent/{path}")[2] == "ours"


def test_files_are_taken_of_those_who_have_the_intake(settings, monkeypatch):
    path = "/_stcore/upload_file/a/b"
    settings(audience="public")
    assert ask(path, method="PUT")[0] == 404
    settings()
    assert ask(path, method="PUT")[2] == "ours"
    for role, status in ((None, 404), (Role.VIEWER, 404), (Role.ANALYST, 200)):
        verdict = Verdict(role)
        monkeypatch.setattr(closed_doors, "judge_request", lambda _, v=verdict: v)
        assert ask(path, method="PUT")[0] == status


def test_doors_are_closed_under_a_base_path_too(settings, option):
    settings()
    option("server.baseUrlPath", "programme")
    assert ask("/programme/metrics")[0] == 404


def test_the_server_does_all_this_on_the_wire(demo_warehouse, tmp_path):
    log = tmp_path / "server.log"
    staff = {"DASHBOARD_AUDIENCE": "internal"}
    with serve("server.py", demo_warehouse, log, **staff) as server:
        status, headers, page = fetch(server.url, "/sources")
        assert status == 200
        [inline] = re.findall(r"<script>", page)
        script = re.search(r'src="\./(static/[^"]+\.js)"', page)
        for path in ("/healthz", "/_stcore/health", "/media/none", f"/{script[1]}"):
            _, other, _ = fetch(server.url, path)
            assert_hardened(other, server.url)
        assert_hardened(headers, server.url)
        for path in ("/metrics", "/_stcore/metrics", "/_stcore/agent/openapi.json"):
            assert fetch(server.url, path)[0] == 404
        assert fetch(server.url, "/", host=FOREIGN)[0] == 400
        assert hand_over(server.url, 300 * MEGABYTE) == 413
        assert hand_over(server.url, 10, tokens={}) == 403
        assert hand_over(server.url, 10) == 204


def test_app_alone_keeps_out_what_it_can(demo_warehouse, tmp_path):
    """A foreign name, and files, where the hosting settings make them small."""
    log = tmp_path / "server.log"
    hosting = {
        "DASHBOARD_AUDIENCE": "public",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1",
    }
    with serve("app.py", demo_warehouse, log, **hosting) as server:
        with open_session(server.url, host=FOREIGN) as session:
            [alert] = session.alerts
            assert "not one that the dashboard answers to" in alert
            assert not session.has_page
        with open_session(server.url) as session:
            assert session.has_page
        assert hand_over(server.url, 2 * MEGABYTE) == 413
        assert fetch(server.url, "/_stcore/metrics")[0] == 200, "see deploy/hosting.md"


def test_app_alone_answers_no_other_machine_without_sign_in(demo_warehouse, tmp_path):
    log = tmp_path / "server.log"
    with (
        serve("app.py", demo_warehouse, log, address="0.0.0.0") as server,
        open_session(server.url) as session,
    ):
        [alert] = session.alerts
        assert "this machine only" in alert
        assert not session.has_page


def hand_over(url, size, tokens=None):
    """The answer to a file of some size from a session; a large one is only announced.

    `tokens` are what proves that the request comes from a page of the server.
    """
    with open_session(url) as session:
        if tokens is None:
            [token] = fetch(url, "/_stcore/health")[1].get_all("Set-Cookie")
            name, value = token.split(";")[0].split("=", 1)
            tokens = {"Cookie": f"{name}={value}", "X-Xsrftoken": value.strip('"')}
        path = f"/_stcore/upload_file/{session.id}/file"
        head = f"--{BOUNDARY}\r\n" + FILE_HEAD
        body = f"{head}{'x' * min(size, 10)}\r\n--{BOUNDARY}--\r\n".encode()
        announced = {"Content-Length": str(max(size, len(body)))}
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        headers = {**tokens, **announced, **kind}
        return fetch(url, path, method="PUT", headers=headers, body=body)[0]


def assert_hardened(headers, url):
    for name, value in SECURITY_HEADERS.items():
        assert headers.get_all(name) == [value]
    policy = build_policy(urlsplit(url).netloc)
    assert headers.get_all("Content-Security-Policy") == [policy]


def fetch(url, path, method="GET", host=None, headers=None, body=None):
    """Status, headers and text of an answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    named = {"Host": host} if host else {}
    connection.request(method, path, body, {**named, **(headers or {})})
    told = connection.getresponse()
    return told.status, told.headers, told.read().decode("utf-8", "replace")


def test_the_configuration_tells_browsers_and_others_little():
    options = {
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.disableDataExport": True,
        "server.enableAgentApi": False,
        "server.enableXsrfProtection": True,
        "server.maxUploadSize": 200,
    }
    assert {name: config.get_option(name) for name in options} == options
