"""How a reader reports an error: a mail that names page, figure and release."""

from urllib.parse import quote

import streamlit as st

from dashboard.data import shown
from dashboard.filters import scope
from dashboard.settings import load_dashboard_settings
from dashboard.wording import markdown, text


def show_page_report() -> None:
    """Show the link that reports an error on this page."""
    # A link in a caption would be too faint to read.
    link = f"[{markdown('frame.report_error')}]({build_report_link()})"
    st.markdown(f":small[{link}]", width="content")


def show_figure_report(name: str) -> None:
    """Show the link that reports an error in the figure `name` of this page."""
    link = build_report_link(identify_figure(name))
    st.markdown(f":small[[{markdown('report.figure')}]({link})]")


def identify_figure(name: str) -> str:
    """What a figure is called in a report: `card_trainings_held/programme`."""
    return f"{name}/{scope()}"


def build_report_link(figure: str = "") -> str:
    """A `mailto:` link to the operator; with `figure`, the mail names it."""
    release = shown().name
    lines = [text("frame.report_body", page=st.context.url or "")]
    if figure:
        lines.append(text("report.figure_is", figure=figure))
    lines.append(text("report.release_is", release=release))
    body = "\n".join(lines)
    subject = quote(text("frame.report_subject", release=release))
    address = quote(load_dashboard_settings().report_address)
    return f"mailto:{address}?subject={subject}&body={quote(body)}"
