"""Indicators and their results; `?indicator=<metric or code>` shows one of them."""

from dashboard.filters import scope
from dashboard.indicators.finding import find_indicator
from dashboard.indicators.indicator import show_indicator
from dashboard.indicators.listing import show_indicators

indicator = find_indicator()
if indicator:
    show_indicator(indicator, scope())
else:
    show_indicators(scope())
