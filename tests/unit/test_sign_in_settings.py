"""What is wrong with the set-up of sign-in is named, and no secret with it."""

import shutil
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.secrets import Secrets

from dashboard.sign_in.configuration import SignIn, read_sign_in
from dashboard.sign_in.role_file import read_role_file
from tests.conftest import REPOSITORY
from warehouse.settings import WrongSettingsError

EXAMPLE = REPOSITORY / "deploy" / "sign-in"
RIGHT = {
    "redirect_uri": "https://dashboard.example.org/oauth2callback",
    "cookie_secret": "s" * 32,
    "client_id": "dashboard",
    "client_secret": "hush-hush",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
    "expose_tokens": "id",
}


@pytest.fixture
def write_secrets(tmp_path, monkeypatch):
    """Puts a file of secrets where Streamlit looks for one, read anew."""

    def write(content: str | None) -> None:
        path = tmp_path / "secrets.toml"
        if content is not None:
            path.write_text(content, "utf-8")
        monkeypatch.setattr(st, "secrets", Secrets())

    from streamlit import config

    kept = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    yield write
    config.set_option("secrets.files", kept)


def describe(**changes: object) -> str:
    auth = {k: v for k, v in {**RIGHT, **changes}.items() if v is not None}
    return "\n".join(["[auth]", *(f"{k} = {v!r}" for k, v in auth.items())])


def test_without_the_section_nobody_signs_in(write_secrets):
    write_secrets(None)
    assert read_sign_in("roles", None) is None
    write_secrets("[other]\nkey = 1\n")
    assert read_sign_in("roles", None) is None


def test_a_right_section_turns_it_on(write_secrets):
    write_secrets(describe())
    found = read_sign_in("groups", None)
    assert found == SignIn("dashboard", "groups", None, is_encrypted=True)
    write_secrets(
        describe(
            redirect_uri="http://127.0.0.1:8501/oauth2callback",
            expose_tokens=["id", "access"],
        )
    )
    found = read_sign_in("groups", None)
    assert found is not None
    assert not found.is_encrypted


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"client_id": None}, "[auth] client_id=: it must be set"),
        ({"client_id": " "}, "[auth] client_id=: it must be set"),
        ({"client_id": 7}, "[auth] client_id=: it must be set"),
        ({"client_secret": None}, "[auth] client_secret=: it must be set"),
        ({"cookie_secret": "s" * 31}, "[auth] cookie_secret=…: a key has at least 32"),
        ({"cookie_secret": None}, "[auth] cookie_secret=…: a key has at least 32"),
        (
            {"redirect_uri": "http://dashboard.example.org/oauth2callback"},
            "oauth2callback: it must be an https address",
        ),
        (
            {"redirect_uri": "https://dashboard.example.org/"},
            "it must end with /oauth2callback",
        ),
        ({"redirect_uri": "https://[/oauth2callback"}, "it must be an https address"),
        (
            {"server_metadata_url": "http://10.0.0.5/openid"},
            "[auth] server_metadata_url=http://10.0.0.5/openid: it must be an https",
        ),
        ({"server_metadata_url": None}, "[auth] server_metadata_url=: it must be an"),
        ({"expose_tokens": None}, "[auth] expose_tokens=: no such value; allowed: id"),
        ({"expose_tokens": ["access"]}, "allowed: id"),
        ({"expose_tokens": 7}, "allowed: id"),
    ],
)
def test_what_is_wrong_is_named(write_secrets, changes, named):
    write_secrets(describe(**changes))
    with pytest.raises(WrongSettingsError) as caught:
        read_sign_in("roles", None)
    assert named in str(caught.value)
    assert "hush-hush" not in str(caught.value)
    assert "ssss" not in str(caught.value)


@pytest.mark.parametrize("content", ["[auth", "auth = 7", "auth = []"])
def test_a_file_that_cannot_be_read_is_not_taken_for_none(write_secrets, content):
    write_secrets(content)
    with pytest.raises(WrongSettingsError):
        read_sign_in("roles", None)


def test_everything_wrong_is_named_at_once(write_secrets, tmp_path):
    write_secrets(describe(client_id=None, cookie_secret="short"))
    with pytest.raises(WrongSettingsError) as caught:
        read_sign_in("roles", tmp_path / "none.toml")
    named = [problem.variable for problem in caught.value.problems]
    expected = ["[auth] client_id", "[auth] cookie_secret", "DASHBOARD_ROLES_FILE"]
    assert named == expected


def test_the_example_lacks_nothing_but_a_secret_of_one_s_own(write_secrets, tmp_path):
    content = (EXAMPLE / "secrets.toml").read_text("utf-8")
    write_secrets(content)
    with pytest.raises(WrongSettingsError) as caught:
        read_sign_in("groups", None)
    wrong = [problem.variable for problem in caught.value.problems]
    assert wrong == ["[auth] cookie_secret"]
    write_secrets(
        content.replace('cookie_secret = ""', f'cookie_secret = "{"s" * 32}"')
    )
    copied = Path(shutil.copy(EXAMPLE / "roles.toml", tmp_path))
    assert read_sign_in("groups", copied) is not None
    assert set(tomllib.loads(content)["auth"]) == set(RIGHT)
    assert read_role_file(copied).claim["programme-analysts"] == "analyst"
