"""The dashboard: set-up, settings, access, release, frame and page, in this order."""

import streamlit as st

from dashboard.access import stop_unless_local
from dashboard.aliases import follow_renamed
from dashboard.data import pin_release
from dashboard.first_build import show_first_build
from dashboard.frame import show_footer, show_header
from dashboard.hosts import stop_at_unknown_host
from dashboard.menu import build_closed_pages, build_pages, show_menu
from dashboard.pinned_view import is_citable, read_asked, show_refusal
from dashboard.settings import stop_on_wrong_settings
from dashboard.sign_in.page import stop_unless_admitted
from dashboard.trace.panel import show_trace
from dashboard.wording import text

st.set_page_config(page_title=text("app.title"), layout="wide")
stop_on_wrong_settings()
stop_at_unknown_host()
stop_unless_local()
stop_unless_admitted()
pages = build_pages()
page = st.navigation([*pages.values(), *build_closed_pages()], position="hidden")
run = pin_release(read_asked(page.url_path))
if run is None:
    show_first_build()

if not run.refusal:
    follow_renamed()
show_header()
show_menu(pages)
if run.refusal:
    show_refusal()
else:
    page.run()
    show_trace()
show_footer(page.title if is_citable(page.url_path) else None)
