"""Sources: every published fact, every register file, and the release they made."""

from dashboard.dictionary import show_dictionary
from dashboard.facts import show_published_facts
from dashboard.inputs import show_seed_files, show_source_pages
from dashboard.lineage.view import show_lineage
from dashboard.loads import show_register_loads
from dashboard.page import open_page, show_heading
from dashboard.release_card import show_release

open_page("sources.title", "sources.lead", "sources")

show_heading("sources.facts_title", "sources.facts_note")
show_published_facts()

show_heading("sources.pages_title")
show_source_pages()

show_heading("sources.loads_title", "sources.loads_note")
show_register_loads()

show_heading("sources.seeds_title", "sources.seeds_note")
show_seed_files()

show_heading("lineage.title", "lineage.lead")
show_lineage()

show_heading("dictionary.title", "dictionary.lead")
show_dictionary()

show_heading("sources.release_title")
show_release()
