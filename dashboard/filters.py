"""Filters that live in the URL, so that a page can be sent as a link.

Streamlit's own `bind="query-params"` writes the translated label of an option into the
URL; links have to mean the same in every language, so codes are bound here by hand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.parameters import PARAMETERS, SCOPES, Parameter
from dashboard.scopes import list_scopes
from dashboard.wording import escape, markdown

ALL = "all"
WORDS_LENGTH = 80
LINKS = ("languages", "ribbon")
"""Fragments of the frame whose links keep the filters of the page."""


def scope() -> str:
    """The scope that the URL asks for, if the release has it; else its first one."""
    scopes = list_scopes()
    return read("scope", scopes, next(iter(scopes), SCOPES[0]))


def choose_scope() -> str:
    """Draw the choice of scope, where there is one, and return the scope."""
    options = list_scopes()
    if len(options) < 2:
        return scope()
    return choose_one(
        "scope", options, label=markdown("frame.scope_label"), kind="segments"
    )


def read(key: str, allowed: Collection[str], default: str) -> str:
    """A parameter's value if it is among `allowed`, else `default`."""
    value = st.query_params.get(key, default)
    return value if value in allowed else default


def choose_one(
    key: str,
    options: Mapping[str, str],
    *,
    label: str,
    default: str | None = None,
    kind: Literal["select", "segments"] = "select",
    reruns: Sequence[str] = (),
    clears: Sequence[str] = (),
) -> str:
    """Draw a choice of one bound to `?key=` and return the chosen code.

    `options` maps codes to labels (plain text); the first one is the default, unless
    another is named. A value that is not an option counts as the default. `reruns`
    names the fragments that a change runs again instead of the whole page; a choice
    within a fragment names that, or links would not learn of the change. `clears` are
    the parameters that mean nothing after it.
    """
    codes = list(options)
    preset = codes[0] if default is None else default
    st.session_state[key] = read(key, codes, preset)
    widget = {"select": _draw_select, "segments": _draw_segments}[kind]
    return widget(options, label, _Change(key, preset, reruns, clears))


def choose_many(
    key: str, options: Mapping[str, str], *, label: str, reruns: Sequence[str] = ()
) -> list[str]:
    """Draw a choice of any number bound to `?key=a&key=b`; none chosen means all.

    `reruns` is that of `choose_one`.
    """
    asked = st.query_params.get_all(key)
    st.session_state[key] = [code for code in options if code in asked]
    return st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_write,
        args=(_Change(key, [], reruns),),
        placeholder=markdown("filters.all"),
    )


def type_words(key: str, *, label: str, reruns: Sequence[str] = ()) -> str:
    """Draw a search field bound to `?key=` and return its words, trimmed.

    `reruns` is that of `choose_one`.
    """
    asked = st.query_params.get(key, "")[:WORDS_LENGTH].strip()
    st.session_state[key] = asked
    st.text_input(
        label,
        key=key,
        type="search",
        placeholder="",
        max_chars=WORDS_LENGTH,
        on_change=_write,
        args=(_Change(key, "", reruns),),
    )
    return asked


def carried_query(**changes: str) -> dict[str, str]:
    """Query parameters for a link to another page: what is carried, with changes."""
    carried = {
        parameter.key: st.query_params[parameter.key]
        for parameter in PARAMETERS
        if parameter.is_carried and _is_allowed(parameter)
    }
    return {**carried, **changes}


def _is_allowed(parameter: Parameter) -> bool:
    """Whether the address has a value that the parameter may hold."""
    value = st.query_params.get(parameter.key)
    from_data = isinstance(parameter.allowed, str)
    return bool(value) and (from_data or value in parameter.allowed)


@dataclass(frozen=True)
class _Change:
    """What a widget's new value does to the address and to the page."""

    key: str
    preset: str | list[str]
    reruns: Sequence[str] = ()
    clears: Sequence[str] = ()


def _draw_select(options: Mapping[str, str], label: str, change: _Change) -> str:
    return st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=change.key,
        on_change=_write,
        args=(change,),
    )


def _draw_segments(options: Mapping[str, str], label: str, change: _Change) -> str:
    chosen = st.segmented_control(
        label,
        list(options),
        # Unlike those of a list, these labels are read as Markdown.
        format_func=lambda code: escape(options[code]),
        key=change.key,
        required=True,
        on_change=_write,
        args=(change,),
        label_visibility="collapsed",
    )
    return str(chosen or change.preset)


def _write(change: _Change) -> None:
    """Put a widget's new value into the address, before the page runs with it."""
    value = st.session_state[change.key]
    if value in (None, change.preset):
        st.query_params.pop(change.key, None)
    else:
        st.query_params[change.key] = value
    for key in change.clears:
        st.query_params.pop(key, None)
    if change.reruns:
        _run_again(change.reruns)


def _run_again(fragments: Sequence[str]) -> None:
    """Run these fragments, and the links of the frame, which repeat the address.

    One that has not been drawn yet comes with the whole page: a reader may choose
    while the page is still being drawn, above what it changes.
    """
    try:
        st.rerun([*fragments, *LINKS])
    except StreamlitAPIException as error:
        if error.error_id != "rerun-unknown-fragment-key":
            raise
