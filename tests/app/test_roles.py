"""What a role opens, judged anew at each run of the real app."""

import json
import shutil
from base64 import urlsafe_b64encode

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import downloads
from dashboard.menu import MENU
from dashboard.settings import load_dashboard_settings, load_sign_in
from dashboard.sign_in.admission import end_token
from dashboard.sign_in.role import Role
from tests.app.opening import APP, read_words
from tests.app.test_sql_page import ENDLESS
from warehouse.audit import audit_dir, encode_reader
from warehouse.settings import Settings

AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "s" * 32,
    "client_id": "us",
    "client_secret": "hush",
    "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
    "expose_tokens": "id",
}
HEAD = urlsafe_b64encode(json.dumps({"alg": "RS256"}).encode()).decode()
TITLES = {
    "en": ("Sign in", "Your sign-in has expired", "You have no access yet"),
    "ru": ("Вход", "Время сеанса истекло", "Доступ пока не открыт"),
}


def make_reader(role: str, **changes: object) -> dict[str, object]:
    return {
        "is_logged_in": True,
        "aud": "us",
        "sub": "s",
        "email": "a*b_c@example.org",
        "exp": 4_000_000_000,
        "roles": role,
        "tokens": {"id": f"{HEAD}.{role}.x"},
        **changes,
    }


@pytest.fixture
def warehouse(demo_warehouse, tmp_path, monkeypatch):
    """The demo's releases in a warehouse of one's own, which keeps its own records."""
    (tmp_path / "releases").symlink_to(demo_warehouse / "releases")
    shutil.copy(demo_warehouse / "current.json", tmp_path)
    monkeypatch.setenv("WAREHOUSE_DIR", str(tmp_path))
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")
    return tmp_path


@pytest.fixture
def app(warehouse):
    load_sign_in.cache_clear()
    opened = AppTest.from_file(str(APP), default_timeout=60)
    opened.secrets["auth"] = AUTH
    yield opened
    load_sign_in.cache_clear()


def list_menu(app: AppTest) -> list[str]:
    return [link.proto.page for link in app.get("page_link")]


def read_titles(app: AppTest) -> list[str]:
    return [title.value for title in app.title]


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("case", "user"),
    [
        (0, {"is_logged_in": False}),
        (1, make_reader("viewer", exp=1)),
        (2, make_reader("boss")),
    ],
)
def test_whoever_has_no_role_is_told_so_and_nothing_else(app, lang, case, user):
    app.query_params["lang"] = lang
    app.user = user
    app.run()
    assert read_titles(app) == [TITLES[lang][case]]
    assert not app.exception
    assert list_menu(app) == []
    assert not app.metric
    names = {button.label for button in app.button}
    sign_out = {"en": "Sign out", "ru": "Выйти"}[lang]
    assert (sign_out in names) is (case == 2)
    if case == 2:
        assert "a\\*b\\_c@" in read_words(app)


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_has_the_pages_of_the_role(app, role):
    app.user = make_reader(role.name.lower())
    app.run()
    assert not app.exception
    expected = {entry.name for entry in MENU if entry.least_role <= role}
    linked = {page or "overview" for page in list_menu(app)}
    assert linked & {entry.name for entry in MENU} == expected


@pytest.mark.parametrize(
    "name", [entry.name for entry in MENU if entry.least_role > Role.VIEWER]
)
def test_the_script_of_a_page_beyond_the_role_cannot_be_reached(app, name):
    app.user = make_reader("viewer")
    app.run()
    with pytest.raises(ValueError, match="Unable to find script|not find"):
        app.switch_page(f"pages/workbench/{name}.py").run()


def test_the_next_run_after_the_end_of_the_token_shows_nothing(app):
    app.user = make_reader("viewer")
    app.run()
    assert list_menu(app)
    app.user["exp"] = 1
    app.run()
    assert read_titles(app) == ["Your sign-in has expired"]
    assert list_menu(app) == []
    app.user["exp"] = 4_000_000_000
    app.run()
    assert list_menu(app)


def test_a_button_does_nothing_when_the_role_is_gone(app, warehouse):
    app.user = make_reader("analyst")
    app.run()
    app.switch_page("pages/workbench/intake.py").run()
    before = sorted(warehouse.rglob("*"))
    register = ("attendance.csv", b"event_id,participant_id\n1,p-1\n", "text/csv")
    app.file_uploader[0].set_value([register])
    app.user = make_reader("viewer")
    app.button(key="intake_check").click().run()
    assert not app.exception
    assert read_titles(app) == ["This page is not open to you"]
    assert "_parcel" not in app.session_state
    assert sorted(warehouse.rglob("*")) == before


def test_buttons_of_a_query_do_nothing_when_the_role_is_gone(app):
    """Their callbacks run before the page does, and so before its access check."""
    app.user = make_reader("analyst")
    app.run()
    app.switch_page("pages/workbench/sql.py").run()
    ask(app, ENDLESS)
    app.user = make_reader("viewer")
    app.button(key="sql_stop").click().run()
    assert read_titles(app) == ["This page is not open to you"]
    query = app.session_state["_sql_latest"].query
    assert query.outcome is None, "it still runs"
    query.stop()
    query.wait()

    app.user = make_reader("analyst")
    app.run()
    ask(app, "select 2")
    app.user = make_reader("viewer")
    app.button(key="sql_again_0").click().run()
    assert app.session_state["sql_text"] == "select 2"


def ask(app: AppTest, sql: str) -> None:
    app.text_area(key="sql_text").set_value(sql)
    app.button(key="sql_run").click().run()
    assert not app.exception


def test_what_a_reader_orders_has_the_reader_s_code(app, warehouse, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_IDENTITY_KEY", "k" * 40)
    app.user = make_reader("analyst")
    app.run()
    app.switch_page("pages/workbench/intake.py").run()
    register = ("training_events.csv", b"event_id,start_date\ne1,2008-04-22\n", "")
    app.file_uploader[0].set_value([register])
    app.button(key="intake_check").click().run()
    [order] = warehouse.rglob("order.json")
    assert json.loads(order.read_text())["reader"] == encode_reader("s", Settings())


def test_a_file_is_not_written_for_a_reader_who_has_signed_out(app, monkeypatch):
    writers = []
    monkeypatch.setattr(
        downloads.st,
        "download_button",
        lambda label, write, **options: writers.append(write),
    )
    app.query_params.update({"lang": "en", "scope": "example"})
    app.user = make_reader("viewer", tokens={"id": f"{HEAD}.files.x"})
    app.run()
    app.switch_page("pages/programme/trainings.py").run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Trainings"]
    assert writers[-1]().startswith("\ufeff".encode())
    end_token(app.user)
    with pytest.raises(PermissionError):
        writers[-1]()


def test_sign_ins_are_recorded_once_and_without_a_name(app, warehouse):
    app.user = make_reader("analyst", tokens={"id": f"{HEAD}.recorded.x"})
    app.run()
    app.run()
    app.button(key="sign_out").click().run()
    assert not app.exception
    app.user = make_reader("boss", tokens={"id": f"{HEAD}.refused.x"})
    app.run()
    content = next(audit_dir(Settings(dir=warehouse)).iterdir())
    lines = [json.loads(line) for line in content.read_text("utf-8").splitlines()]
    told = [{k: v for k, v in line.items() if k != "at"} for line in lines]
    assert told == [
        {"event": "signed_in", "reader": None, "role": "analyst"},
        {"event": "signed_out", "reader": None},
        {"event": "sign_in_refused", "reader": None, "reason": "no_role"},
    ]
    assert "example.org" not in content.read_text("utf-8")


def test_the_public_audience_is_never_asked(app, monkeypatch):
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "public")
    load_dashboard_settings.cache_clear()
    try:
        app.user = {"is_logged_in": False}
        app.run()
        assert not app.exception
        assert "Sign in" not in read_titles(app)
        names = {button.label for button in app.button}
        assert not names & {"Sign in", "Sign out"}
        expected = {entry.name for entry in MENU if entry.is_public}
        linked = {page or "overview" for page in list_menu(app)}
        assert linked & {entry.name for entry in MENU} == expected
        assert not expected & {"intake", "sql"}
    finally:
        load_dashboard_settings.cache_clear()
