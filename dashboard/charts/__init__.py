"""Charts: one module each, from a frame of values and ready words to an Altair chart.

Numbers, dates and names arrive formatted for the reader's language, so that no chart
depends on the locale of the browser.
"""
