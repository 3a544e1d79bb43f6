"""What Streamlit's cookies say of a request that is not a session's."""

import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from dashboard.sign_in.admission import Claims


def read_claims(cookies: Mapping[str, str]) -> Claims:
    """The claims as `st.user` would have them; none from a cookie that is not ours."""
    tokens = _read(cookies, TOKENS_COOKIE_NAME)
    claims = _read(cookies, USER_COOKIE_NAME)
    return {**claims, "tokens": {"id": tokens.get("id_token")}}


def _read(cookies: Mapping[str, str], name: str) -> dict[str, Any]:
    def open_signed(part: str) -> bytes | None:
        sealed = cookies.get(part, "").encode("latin-1", "ignore")
        return decode_signed_value(get_cookie_secret(), part, sealed)

    try:
        content = json.loads(get_cookie_with_chunks(open_signed, name) or b"{}")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
