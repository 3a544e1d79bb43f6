"""The loads that a call of the intake finds, and which of them a table is about."""

import hashlib
from collections.abc import Iterator
from itertools import count

from warehouse.intake.ledger import Load, find_replaced
from warehouse.intake.recognition import Recognised


class History:
    """Every load so far, those of the running call included."""

    def __init__(self, loads: list[Load], provenance: str) -> None:
        self._loads = loads
        self._provenance = provenance

    def add(self, load: Load) -> None:
        """Take in a load of the running call."""
        self._loads.append(load)

    def list_current(self, dataset: str) -> list[Load]:
        """The loads of a register that count, the oldest first."""
        gone = find_replaced(self._loads)
        return [
            load
            for load in self._loads
            if load.dataset == dataset and load.load_id not in gone
        ]

    def list_same(self, recognised: Recognised) -> list[Load]:
        """Loads of the same rows: of the same bytes, or of a sheet with these cells."""
        file, sheet = recognised.file, recognised.sheet
        return [
            load
            for load in self.list_current(recognised.dataset.name)
            if load.sheet == sheet.name
            and load.provenance == self._provenance
            and (
                load.sha256 == file.sha256
                or (sheet.content_sha256 or file.sha256) == load.content_sha256
            )
        ]

    def find_earlier(self, recognised: Recognised, key_name: str | None) -> Load | None:
        """The load of the same rows, read in the same way, with the same codes."""
        mapping_id = recognised.mapping.fingerprint if recognised.mapping else None
        way = (mapping_id, key_name)
        same = self.list_same(recognised)
        return next((ld for ld in same if (ld.mapping_id, ld.key_name) == way), None)

    def find(self, load_id: str | None, dataset: str) -> Load | None:
        """The load of this id, if it counts and is of this register."""
        current = self.list_current(dataset)
        return next((load for load in current if load.load_id == load_id), None)

    def list_namesakes(self, recognised: Recognised, gone: list[Load]) -> list[str]:
        """Loads of the same name beside which rows without a key may stand twice."""
        if recognised.dataset.natural_key:
            return []
        name = (recognised.file.path.name, recognised.sheet.name)
        return [
            load.load_id
            for load in self.list_current(recognised.dataset.name)
            if (load.file, load.sheet) == name and load not in gone
        ]

    def name_load(self, recognised: Recognised) -> str:
        """An id that no load has, made of the register and the content."""
        content = recognised.file.sha256
        if sheet := recognised.sheet.name:
            content = hashlib.sha256(f"{content}\0{sheet}".encode()).hexdigest()
        taken = {load.load_id for load in self._loads}
        name = f"{recognised.dataset.name}-{content[:12]}"
        return next(option for option in _number(name) if option not in taken)


def _number(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
