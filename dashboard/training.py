"""One training's page: who came, what they thought and learnt, what followed."""

from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.days import name_day
from dashboard.scopes import name_scope
from dashboard.statements import name_blocks
from dashboard.states import provenance_mark
from dashboard.training_evaluation import show_evaluation
from dashboard.training_participants import show_participants
from dashboard.training_words import (
    Event,
    join_words,
    name_attendance,
    name_dates,
    name_days,
    name_hours,
    name_place,
    name_rating,
    name_share,
    name_status,
    name_topic,
)
from dashboard.wording import escape, markdown, pick, word
from warehouse.answers.projects import fetch_documents
from warehouse.answers.statements import fetch_source
from warehouse.answers.trainings import fetch_training


def find_training(scope: str) -> Event | None:
    """The event that `?training=` names, if the scope has it."""
    event_id = st.query_params.get("training")
    if not event_id:
        return None
    rows = ask(fetch_training, scope, event_id).to_dicts()
    return rows[0] if rows else None


def show_training(event: Event, scope: str) -> None:
    """Show one event from its dates to its source."""
    # A button, not a link: the list comes back with the filters it had.
    st.button(
        markdown("training.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=_return_to_list,
        key="training_back",
    )
    st.title(escape(pick(event, "title")), anchor=False)
    st.markdown(escape(_describe_head(event)))
    _show_facts(event)
    show_participants(event, scope)
    show_evaluation(event, scope)
    _show_documents(event, scope)
    _show_source(event)


def _return_to_list() -> None:
    st.query_params.pop("training", None)


def _describe_head(event: Event) -> str:
    place = ", ".join(
        part for part in (name_place(event), pick(event, "region_name")) if part
    )
    return join_words(
        name_dates(event),
        place,
        name_days(event),
        name_hours(event),
        pick(event, "host_name"),
        pick(event, "method_name"),
        name_status(event),
        name_scope(event["scope"]),
        provenance_mark(event["provenance"]),
    )


def _show_facts(event: Event) -> None:
    facts = {
        "topic": name_topic(event),
        "attendances": name_attendance(event),
        "rating": name_rating(event),
        "share": name_share(event),
    }
    with st.grid(min_column_width=208):
        for key, value in facts.items():
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.caption(markdown(f"training.{key}"))
                st.markdown(escape(value))


def _show_documents(event: Event, scope: str) -> None:
    if event["municipality_id"] is None:
        return
    documents = ask(fetch_documents, scope)
    of_host = documents.filter(documents["municipality_id"] == event["municipality_id"])
    if of_host.is_empty():
        return
    st.header(markdown("training.documents"), anchor=False)
    st.caption(markdown("training.documents_note", place=name_place(event)))
    st.markdown(
        "\n".join(f"- {escape(describe_document(row))}" for row in of_host.to_dicts())
    )


def describe_document(row: dict[str, Any]) -> str:
    """A document's title, kind, date, and its state where it is not published."""
    state = "" if row["state"] == "value" else word("state", row["state"])
    return join_words(
        pick(row, "title"),
        pick(row, "kind_name"),
        name_day(row["document_date"], row["date_precision"]),
        state,
        provenance_mark(row["provenance"]),
    )


def _show_source(event: Event) -> None:
    rows = ask(fetch_source, event["source_id"]).to_dicts()
    if not rows:
        return
    title = pick(rows[0], "title") or rows[0]["file_name"] or event["source_id"]
    blocks = name_blocks(event["block_ids"])
    key = "training.source_blocks" if blocks else "training.source"
    st.caption(markdown(key, title=title, blocks=blocks))
