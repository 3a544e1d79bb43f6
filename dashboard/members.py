"""Names of codes from the short lists of the warehouse."""

from dashboard.data import ask
from dashboard.wording import pick
from warehouse.answers.statements import fetch_members


def name_members(dimension: str) -> dict[str, str]:
    """Codes of a short list with their names, in the list's order."""
    rows = ask(fetch_members, (dimension,)).to_dicts()
    return {row["member"]: pick(row, "name") for row in rows}
