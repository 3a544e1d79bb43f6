"""The public edition of a release: its marts after disclosure control.

`people` reads what metrics declare about the people they count, `counts` turns figures
into cells, `hierarchies` and `shared_people` tie the cells, `protecting` has them
hidden, `edition` writes the file. What is hidden of which mart stands in `tables/`.
"""

from warehouse.public_edition.edition import write_public_edition

__all__ = ["write_public_edition"]
