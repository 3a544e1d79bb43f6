"""IATI activity files: what of them registers can hold.

Elements and attributes are those of the IATI Standard 2.03, Activity Standard.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl
from lxml import etree

from warehouse.intake.problems import NotIatiError, UnreadableFileError
from warehouse.intake.sheets import ROW, Batches, Sheet, finish_batch, name_columns

_ORGANISATIONS = ("reporting-org", "participating-org", "provider-org", "receiver-org")
_CONTACTS = ("person-name", "telephone", "email")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

Row = dict[str, str]


def open_iati(path: Path) -> tuple[tuple[Sheet, ...], bool]:
    """Its organisations, documents, indicators, targets and results, one sheet each.

    The second value tells whether people or their addresses are named in it.

    Raises:
        UnreadableFileError: no well-formed XML.
        NotIatiError: XML of another kind.
    """
    root = _parse(path)
    if etree.QName(root).localname != "iati-activities":
        raise NotIatiError(path)
    found = {name: _unite(read(root)) for name, read in _READERS.items()}
    sheets = tuple(_make_sheet(name, rows) for name, rows in found.items() if rows)
    return sheets, _names_people(root)


def _parse(path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableFileError(path) from error


def _names_people(root: etree._Element) -> bool:
    return any(
        (text or "").strip()
        for contact in root.iter("contact-info")
        for name in _CONTACTS
        for element in contact.iter(name)
        for text in element.itertext()
    )


def _list_organisations(root: etree._Element) -> Iterator[Row]:
    """Under their reference; one that is only named, if no reference has its name."""
    named = [(el.get("ref") or "", _tell(el)) for el in root.iter(*_ORGANISATIONS)]
    referred = [name for reference, name in named if reference]
    for reference, name in named:
        if reference or name not in referred:
            key = reference or name.get("en", "")
            yield {"organisation_id": key, **_name("name", name)}


def _list_documents(root: etree._Element) -> Iterator[Row]:
    for element in root.iter("document-link"):
        written = element.find("document-date")
        yield {
            "document_id": element.get("url") or "",
            **_name("title", _tell(element.find("title"))),
            "document_date": "" if written is None else written.get("iso-date") or "",
        }


def _list_targets(root: etree._Element) -> Iterator[Row]:
    for metric, baseline, period, start in _iterate_periods(root):
        for target in period.iterfind("target"):
            yield {
                "metric": metric,
                **start,
                **_find_member(target),
                "target_value": target.get("value") or "",
                "baseline_value": "" if baseline is None else baseline.get("value", ""),
            }


def _list_values(root: etree._Element) -> Iterator[Row]:
    for metric, _, period, start in _iterate_periods(root):
        for actual in period.iterfind("actual"):
            value = actual.get("value") or ""
            yield {"metric": metric, **start, **_find_member(actual), "value": value}


def _iterate_periods(
    root: etree._Element,
) -> Iterator[tuple[str, etree._Element | None, etree._Element, Row]]:
    for indicator in root.iter("indicator"):
        reference = indicator.find("reference")
        title = _tell(indicator.find("title"))
        code = "" if reference is None else reference.get("code") or ""
        for period in indicator.iterfind("period"):
            first, last = (_read_day(period, name) for name in _BOUNDS)
            start = {"grain": _tell_grain(first, last), "period": first}
            yield code or title.get("en", ""), indicator.find("baseline"), period, start


_BOUNDS = ("period-start", "period-end")
_GRAINS = {
    ("01-01", "12-31"): ("year", 0),
    ("10-01", "09-30"): ("fiscal_year", 1),
}
_DAY = timedelta(days=1)
_QUARTERS = {"01-01": "03-31", "04-01": "06-30", "07-01": "09-30", "10-01": "12-31"}


def _tell_grain(first: str, last: str) -> str:
    """A year, a US fiscal year, a quarter or a month; of another length nothing."""
    years = int(last[:4] or 0) - int(first[:4] or 0)
    if years == 0 and _QUARTERS.get(first[5:]) == last[5:]:
        return "quarter"
    if _is_month(first, last):
        return "month"
    grain, span = _GRAINS.get((first[5:], last[5:]), ("", 0))
    return grain if years == span else ""


def _is_month(first: str, last: str) -> bool:
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return False
    return begin.day == 1 and first[:7] == last[:7] and (end + _DAY).day == 1


def _read_day(period: etree._Element, name: str) -> str:
    element = period.find(name)
    return "" if element is None else element.get("iso-date") or ""


def _find_member(element: etree._Element) -> Row:
    dimension = element.find("dimension")
    if dimension is None:
        return {"dimension": "total", "member": "total"}
    return {
        "dimension": dimension.get("name") or "",
        "member": dimension.get("value") or "",
    }


def _tell(element: etree._Element | None) -> dict[str, str]:
    """The narratives by language; one without a language is taken as English."""
    if element is None:
        return {}
    return {
        narrative.get(_LANGUAGE) or "en": " ".join(
            "".join(map(str, narrative.itertext())).split()
        )
        for narrative in element.iterfind("narrative")
    }


def _name(column: str, texts: dict[str, str]) -> Row:
    return {f"{column}_{code}": texts.get(code, "") for code in ("en", "ru")}


def _unite(rows: Iterator[Row]) -> list[Row]:
    """Each row once: a file names the same organisation in many places."""
    once = {tuple(row.values()): row for row in rows if any(row.values())}
    return list(once.values())


def _make_sheet(name: str, rows: list[Row]) -> Sheet:
    headers = tuple(rows[0])
    return Sheet(name, (headers,), partial(_read, rows))


def _read(rows: list[Row], skip: int, width: int) -> Batches:
    names = name_columns(width)
    table = {
        name: [row[header] or None for row in rows]
        for name, header in zip(names, rows[0], strict=True)
    }
    numbers = pl.Series(ROW, range(skip + 1, skip + 1 + len(rows)), dtype=pl.Int64)
    frame = pl.DataFrame(table, schema=dict.fromkeys(names, pl.String()))
    yield finish_batch(frame.with_columns(numbers), width)


_READERS: dict[str, Callable[[etree._Element], Iterator[Row]]] = {
    "organisations": _list_organisations,
    "documents": _list_documents,
    "indicator_targets": _list_targets,
    "indicator_values": _list_values,
}
