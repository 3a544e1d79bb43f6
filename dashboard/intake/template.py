"""The empty registers as a workbook, in either language."""

from functools import partial

import streamlit as st

from dashboard.downloads import XLSX, offer_file
from dashboard.wording import LANGUAGES, escape, markdown, word
from warehouse.registers.columns import Language
from warehouse.settings import load_settings
from warehouse.template import make_template


def show_template() -> None:
    """Offer the template; a workbook is written when it is asked for."""
    with st.container(border=True, height="stretch", key="intake_template"):
        st.subheader(markdown("intake.template_title"), anchor=False)
        st.markdown(markdown("intake.template_lead"))
        for language in LANGUAGES:
            offer_file(
                escape(word("intake_template", language)),
                partial(_write, "ru" if language == "ru" else "en"),
                file_name=f"registers_{language}.xlsx",
                mime=XLSX,
                key=f"template_{language}",
            )
        st.caption(markdown("intake.template_note"))


def _write(language: Language) -> bytes:
    return make_template(language, load_settings())
