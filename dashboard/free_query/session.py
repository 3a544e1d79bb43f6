"""The queries of a session: the one in hand, and those before it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard.data import find_audience, served
from dashboard.reader_code import find_reader_code
from dashboard.roles import Role, least
from warehouse.free_query.running import (
    BusyError,
    Outcome,
    Rows,
    RunningQuery,
    start_query,
)
from warehouse.releases import Release
from warehouse.settings import load_settings

TEXT = "sql_text"
KEPT = 20
PATIENCE_SECONDS = 1.0
"""Most queries are answered before a reader sees that they run."""

_LATEST, _EARLIER, _PROBLEM = "_sql_latest", "_sql_earlier", "_sql_problem"


@dataclass(frozen=True)
class Asked:
    """A query that was asked, when, and of which release."""

    sql: str
    at: datetime
    release: Release
    query: RunningQuery

    @property
    def outcome(self) -> Outcome | None:
        """What came of it so far."""
        return self.query.outcome


@dataclass(frozen=True)
class Past:
    """An earlier query; of its rows only the number is kept, None where refused."""

    sql: str
    at: datetime
    release_id: str
    rows: int | None


def find_latest() -> Asked | None:
    """The query whose result is shown, or that is running."""
    latest: Asked | None = st.session_state.get(_LATEST)
    return latest


def list_earlier() -> list[Past]:
    """Queries before the latest, the newest first."""
    earlier: list[Past] = st.session_state.get(_EARLIER, [])
    return earlier


def take_problem() -> str | None:
    """Why the last query was not even started, once."""
    problem: str | None = st.session_state.pop(_PROBLEM, None)
    return problem


def ask_query() -> None:
    """Start what stands in the field, on the release that is shown."""
    sql = st.session_state[TEXT] or ""
    if not sql.strip():
        st.session_state[_PROBLEM] = "empty"
        return
    release = served().release
    try:
        query = start_query(
            sql, release, load_settings(), find_audience(), find_reader_code()
        )
    except (BusyError, OSError) as error:
        st.session_state[_PROBLEM] = "busy" if isinstance(error, BusyError) else "start"
        return
    _put_away()
    st.session_state[_LATEST] = Asked(sql, datetime.now(UTC), release, query)
    query.wait(PATIENCE_SECONDS)


@least(Role.ANALYST)
def stop_query(asked: Asked) -> None:
    """End a running query at the reader's word."""
    asked.query.stop()
    asked.query.wait(PATIENCE_SECONDS)


@least(Role.ANALYST)
def write_again(sql: str) -> None:
    """Put an earlier query into the field, to be changed and asked anew."""
    st.session_state[TEXT] = sql


def _put_away() -> None:
    latest = find_latest()
    if latest is None or latest.outcome is None:
        return
    outcome = latest.outcome
    rows = outcome.frame.height if isinstance(outcome, Rows) else None
    past = Past(latest.sql, latest.at, latest.release.id, rows)
    st.session_state[_EARLIER] = [past, *list_earlier()][:KEPT]
