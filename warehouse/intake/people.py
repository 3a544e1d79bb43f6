"""Which columns of a file say who its people are."""

from collections.abc import Iterable

from warehouse.intake.identity import PERSON, tells_person
from warehouse.registers.headers import fold_header
from warehouse.registers.identifiers import DIRECT_IDENTIFIERS


def list_told(identifiers: Iterable[str]) -> set[str]:
    """The columns that are filled from identifiers: a person's code."""
    return {PERSON} if tells_person(identifiers) else set()


def find_identifiers(labels: tuple[str, ...]) -> dict[str, int]:
    """Columns that name people or say how to reach them, by the kind of identifier."""
    known = {
        fold_header(header): name
        for name, identifier in DIRECT_IDENTIFIERS.items()
        for header in (name, *identifier.headers)
    }
    folded = [(known.get(fold_header(label)), at) for at, label in enumerate(labels)]
    return {name: at for name, at in reversed(folded) if name}
