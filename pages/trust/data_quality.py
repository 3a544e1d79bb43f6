"""Data quality: rules by figure, assessments by people, tests, rows that wait."""

from dashboard.filters import scope
from dashboard.menu import show_page_link
from dashboard.page import open_page, show_heading
from dashboard.quality import show_quality
from dashboard.quality_table import choose_indicator, show_indicators
from dashboard.release_tests import show_release_tests
from dashboard.rows_awaited import show_rows_awaited
from dashboard.wording import markdown, word

open_page("quality.title", "quality.lead", "data_quality")

show_heading("quality.indicators_title")
indicator = choose_indicator()
if indicator:
    show_quality(indicator, scope())
    show_page_link(
        "indicators",
        markdown("attention.see", page=word("page", "indicators")),
        indicator=indicator,
    )
else:
    show_indicators()

show_heading("tests.title", "tests.note")
show_release_tests()

show_heading("awaited.title")
show_rows_awaited()
