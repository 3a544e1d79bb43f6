"""The metric's own YAML and the SQL that was compiled of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.trace.figures import FigureId
from dashboard.wording import escape, markdown, text
from warehouse.answers.explore import fetch_metric_sql


def show_formula(figure: FigureId, row: Mapping[str, Any]) -> None:
    """Say where the metric is defined; its block and compiled SQL are folded."""
    st.header(markdown("trace.formula_title"), anchor=False)
    place = text("trace.yaml_place", file=row["yaml_file"], line=str(row["yaml_line"]))
    st.caption(escape(place))
    with st.expander(markdown("trace.yaml"), type="compact"):
        st.code(row["metric_yaml"], language="yaml", wrap_lines=True)
    with st.expander(markdown("trace.sql"), type="compact"):
        _show_sql(figure)


def _show_sql(figure: FigureId) -> None:
    found = ask(
        fetch_metric_sql,
        figure.metric,
        figure.grain,
        figure.dimension,
        figure.dimension_2,
    )
    sql = next(iter(found["sql"]), None)
    if sql is None:
        st.markdown(markdown("explore.by_hand"))
        return
    st.code(sql, language="sql", wrap_lines=True)
