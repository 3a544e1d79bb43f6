"""What the public edition leaves out, said where it is read."""

import streamlit as st

from dashboard.data import find_audience, served
from dashboard.wording import format_percent, markdown
from warehouse.release_info import DisclosureControl


def show_public_edition() -> None:
    """Say that small groups are hidden, with the rule on request."""
    control = served().release.info.disclosure
    if find_audience() != "public" or control is None:
        return
    words = markdown("public.hidden", smallest=control.smallest_group)
    with st.popover(
        f":material/lock: {words}", type="tertiary", key="public_rule", width="content"
    ):
        _show_rule(control)


def _show_rule(control: DisclosureControl) -> None:
    st.markdown(markdown("public.rule", smallest=control.smallest_group))
    st.markdown(markdown("public.others"))
    st.markdown(markdown("public.answers"))
    cells = format_percent(100 * control.cells_ratio)
    people = format_percent(100 * control.people_ratio)
    st.caption(markdown("public.loss", cells=cells, people=people))
