"""Charts whose marks lead to where their figures come from."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.trace.opening import ask_trace, renew_key
from dashboard.trace.picking import FIGURE

PICKED = "picked_figure"

Spec = dict[str, Any]


def make_pickable(spec: Spec) -> Spec:
    """The chart with marks to pick, if rows of its layers name figures.

    A picked mark looks like the others: the panel says which one it is. The selection
    belongs to one layer, yet hears the clicks on all.
    """
    traced = [_is_traced(layer, spec) for layer in spec.get("layer", ())]
    if not any(traced):
        return spec
    layers = [
        _point_at(layer) if is_traced else layer
        for layer, is_traced in zip(spec["layer"], traced, strict=True)
    ]
    first = traced.index(True)
    view = layers[first].get("name", PICKED)
    layers[first] = {**layers[first], "name": view}
    select = {"type": "point", "fields": [FIGURE], "toggle": False}
    pick = {"name": PICKED, "select": select, "views": [view]}
    return {**spec, "layer": layers, "params": [*spec.get("params", ()), pick]}


def is_pickable(spec: Spec) -> bool:
    """Whether a chart has marks to pick."""
    return any(param["name"] == PICKED for param in spec.get("params", ()))


def show_traced_chart(spec: Spec, *, alt: str, key: str) -> None:
    """Show a chart of `make_pickable`; a mark that is picked opens its trace."""
    name = renew_key(key)
    pick = partial(_pick, name)
    st.vega_lite_chart(spec, alt=alt, key=name, on_select=pick, selection_mode=PICKED)


def _is_traced(layer: Spec, spec: Spec) -> bool:
    data: Spec = layer.get("data") or spec.get("data") or {}
    rows = spec.get("datasets", {}).get(data.get("name"), ())
    return any(row.get(FIGURE) for row in rows)


def _point_at(layer: Spec) -> Spec:
    cursor = {"expr": f"datum.{FIGURE} ? 'pointer' : 'default'"}
    return {**layer, "mark": {**layer["mark"], "cursor": cursor}}


def _pick(name: str) -> None:
    marks = st.session_state[name].selection[PICKED]
    figure = next((mark.get(FIGURE) for mark in marks), None)
    if figure:
        ask_trace(figure)
