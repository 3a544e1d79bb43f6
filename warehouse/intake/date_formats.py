"""Which format the dates of a file are read in, before its first row is."""

from dataclasses import replace

import dataframely as dy
import polars as pl

from warehouse.intake.dates import AmbiguousOrderError, OrderProof
from warehouse.intake.problems import AmbiguousDatesError
from warehouse.intake.recognition import Recognised
from warehouse.registers import Dataset

BIRTH_DATE = "birth_date"


def settle_dates(recognised: Recognised) -> Recognised:
    """The mapping's formats, and the order of day and month that the values prove.

    Raises:
        AmbiguousDatesError: a column's dates can be read in two ways.
    """
    formats = dict(recognised.mapping.dates) if recognised.mapping else {}
    places = recognised.sources | recognised.identifiers
    proofs = {
        name: OrderProof()
        for name in (*_list_days(recognised.dataset), BIRTH_DATE)
        if name in places and name not in formats
    }
    if proofs:
        _look(recognised, proofs)
    found = {name: _settle(recognised, name, proof) for name, proof in proofs.items()}
    proven = {name: form for name, form in found.items() if form}
    return replace(recognised, formats=formats | proven)


def _list_days(dataset: Dataset) -> list[str]:
    return [name for name, c in dataset.columns.items() if isinstance(c, dy.Date)]


def _name_header(recognised: Recognised, name: str) -> str:
    places = recognised.sources | recognised.identifiers
    return recognised.header.labels[places[name]]


def _look(recognised: Recognised, proofs: dict[str, OrderProof]) -> None:
    header = recognised.header
    places = recognised.sources | recognised.identifiers
    for batch in recognised.sheet.read(header.skip, len(header.labels)):
        for name, proof in proofs.items():
            values = batch[str(places[name])]
            if values.dtype == pl.String:
                proof.add(values)


def _settle(recognised: Recognised, name: str, proof: OrderProof) -> str | None:
    try:
        return proof.settle()
    except AmbiguousOrderError as error:
        raise AmbiguousDatesError(
            recognised.file.path,
            column=_name_header(recognised, name),
            value=str(error),
            name=name,
        ) from None
