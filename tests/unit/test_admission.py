"""Claims are judged: what is in doubt opens nothing."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from dashboard.sign_in.admission import end_token, judge
from dashboard.sign_in.configuration import SignIn
from dashboard.sign_in.role import Role
from dashboard.sign_in.role_file import read_role_file
from warehouse.settings import WrongSettingsError

NOW = 1_800_000_000.0
ROLE_FILE = """
[claim]
editors = "analyst"
readers = "viewer"
[email]
"Anna@Example.org" = "analyst"
[subject]
S-1 = "administrator"
"""


def make_token(alg: object = "RS256") -> str:
    head = urlsafe_b64encode(json.dumps({"alg": alg}).encode()).decode().rstrip("=")
    return f"{head}.e30.signature"


def make_claims(**changes: object) -> dict[str, object]:
    claims = {
        "is_logged_in": True,
        "aud": "us",
        "sub": "s-0",
        "exp": NOW + 60,
        "roles": ["readers"],
        "tokens": {"id": make_token()},
    }
    return {**claims, **changes}


@pytest.fixture
def role_file(tmp_path: Path) -> Path:
    path = tmp_path / "roles.toml"
    path.write_text(ROLE_FILE, "utf-8")
    return path


@pytest.fixture
def sign_in(role_file: Path) -> SignIn:
    return SignIn("us", "roles", role_file, is_encrypted=False)


@pytest.mark.parametrize("value", [None, False, 1, "true", "yes"])
def test_only_streamlit_s_own_true_is_signed_in(sign_in, value):
    verdict = judge(make_claims(is_logged_in=value), sign_in, NOW)
    assert (verdict.role, verdict.refusal) == (None, "anonymous")


@pytest.mark.parametrize(
    "expiry",
    [NOW, NOW - 1, None, True, "4102444800", [], float("nan"), float("inf"), 10**400],
)
def test_a_token_counts_until_it_expires_and_must_say_when(sign_in, expiry):
    verdict = judge(make_claims(exp=expiry), sign_in, NOW)
    assert (verdict.role, verdict.refusal) == (None, "expired")


def test_a_token_counts_to_the_last_moment(sign_in):
    assert judge(make_claims(exp=NOW + 0.1), sign_in, NOW).role is Role.VIEWER


@pytest.mark.parametrize(
    "audience", [None, "", "them", "us-too", "US", [], ["them"], {"us": 1}, [["us"]]]
)
def test_a_token_for_others_is_foreign(sign_in, audience):
    verdict = judge(make_claims(aud=audience, azp="us"), sign_in, NOW)
    assert (verdict.role, verdict.refusal) == (None, "foreign")


def test_we_may_be_one_of_several_audiences(sign_in):
    assert judge(make_claims(aud=["them", "us"]), sign_in, NOW).role is Role.VIEWER


@pytest.mark.parametrize(
    "token",
    [
        make_token("none"),
        make_token("NONE"),
        make_token(None).replace(".", "", 1),
        make_token(["none"]).partition(".")[2],
        "",
        "…",
        None,
        b"bytes",
    ],
)
def test_a_token_without_a_signature_is_foreign(sign_in, token):
    verdict = judge(make_claims(tokens={"id": token}), sign_in, NOW)
    assert (verdict.role, verdict.refusal) == (None, "foreign")
    assert judge(make_claims(tokens=token), sign_in, NOW).role is None


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["readers"], Role.VIEWER),
        ("editors", Role.ANALYST),
        (["readers", "editors", "gardeners"], Role.ANALYST),
        (["editors", 7, None, {"readers": 1}, ["editors"]], Role.ANALYST),
        ("readers editors", None),
        ("READERS", None),
        (" readers", None),
        (["viewer"], None),
        ("administrator", None),
        ({"editors": True}, None),
        (True, None),
        ([], None),
        (None, None),
    ],
)
def test_the_claim_holds_one_value_or_a_list_of_them(sign_in, roles, role):
    verdict = judge(make_claims(roles=roles), sign_in, NOW)
    assert verdict.role is role
    assert verdict.refusal == (None if role else "no_role")


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "anna@example.org", "email_verified": True}, Role.ANALYST),
        ({"email": "ANNA@EXAMPLE.ORG", "email_verified": True}, Role.ANALYST),
        ({"email": "anna@example.org"}, None),
        ({"email": "anna@example.org", "email_verified": False}, None),
        ({"email": "anna@example.org", "email_verified": "true"}, None),
        ({"email": "anna@example.org", "email_verified": 1}, None),
        ({"email": "anna@example.org ", "email_verified": True}, None),
        ({"email": ["anna@example.org"], "email_verified": True}, None),
        # A Kelvin sign becomes a k, a dotless i an i, in other ways of folding.
        ({"email": "anna@ex\u0430mple.org", "email_verified": True}, None),
        ({"sub": "S-1"}, Role.ADMINISTRATOR),
        ({"sub": "s-1"}, None),
        ({"sub": ["S-1"]}, None),
        ({"email": "S-1", "email_verified": True}, None),
    ],
)
def test_the_file_knows_verified_addresses_and_subjects(sign_in, claims, role):
    assert judge(make_claims(roles=None, **claims), sign_in, NOW).role is role


def test_the_greatest_of_several_roles_holds(sign_in):
    claims = make_claims(email="anna@example.org", email_verified=True, sub="S-1")
    assert judge(claims, sign_in, NOW).role is Role.ADMINISTRATOR


def test_another_claim_may_hold_the_roles(role_file):
    sign_in = SignIn("us", "groups", role_file, is_encrypted=False)
    assert judge(make_claims(groups="editors"), sign_in, NOW).role is Role.ANALYST
    assert judge(make_claims(roles="editors"), sign_in, NOW).refusal == "no_role"


def test_without_a_file_the_claim_names_the_roles():
    sign_in = SignIn("us", "roles", None, is_encrypted=False)
    assert judge(make_claims(roles="analyst"), sign_in, NOW).role is Role.ANALYST
    assert judge(make_claims(roles="Analyst"), sign_in, NOW).role is None
    claims = make_claims(roles=None, email="analyst", email_verified=True)
    assert judge(claims, sign_in, NOW).role is None


def test_the_file_is_read_again_when_it_changes(sign_in, role_file):
    assert judge(make_claims(), sign_in, NOW).role is Role.VIEWER
    role_file.write_text('[claim]\nreaders = "analyst"\n', "utf-8")
    assert judge(make_claims(), sign_in, NOW).role is Role.ANALYST
    role_file.write_text("[claim\nbroken", "utf-8")
    assert judge(make_claims(), sign_in, NOW).refusal == "no_role"
    role_file.unlink()
    assert judge(make_claims(), sign_in, NOW).refusal == "no_role"


def test_a_token_that_was_signed_out_opens_nothing_anywhere(sign_in):
    claims = make_claims(exp=4e9, tokens={"id": make_token() + "-ended"})
    assert judge(claims, sign_in, NOW).role is Role.VIEWER
    end_token(claims)
    assert judge(claims, sign_in, NOW).refusal == "ended"
    assert judge(dict(claims), sign_in, NOW).refusal == "ended"
    assert judge(make_claims(), sign_in, NOW).role is Role.VIEWER


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('[claim]\na = "boss"', r"\[claim\] a=boss: .*viewer, analyst, administrator"),
        ('[email]\n"a@b.org" = 7', r"\[email\] a@b\.org=7"),
        ('[people]\na = "viewer"', r"\[people\]"),
        ("claim = 7", r"\[claim\]"),
        ("[claim", "cannot be read"),
        ("\0", "cannot be read"),
    ],
)
def test_every_wrong_entry_of_the_file_is_named(tmp_path, content, named):
    path = tmp_path / "roles.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(WrongSettingsError, match=named):
        read_role_file(path)
    with pytest.raises(WrongSettingsError, match="there is no such file"):
        read_role_file(tmp_path / "none.toml")
