"""Fill a template in as a spreadsheet does: cells under the header, styled as there."""

import io
import zipfile
from datetime import date
from pathlib import PurePosixPath
from xml.etree import ElementTree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EPOCH = date(1899, 12, 30)
ElementTree.register_namespace("", MAIN)
ElementTree.register_namespace("r", RELATION)


def read_parts(content):
    """The files inside a workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def find_sheets(parts):
    """Name of every sheet and the file that holds it, in the order of the workbook."""
    files = {
        item.get("Id"): str(PurePosixPath("xl") / item.get("Target"))
        for item in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    sheets = ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")
    return {item.get("name"): files[item.get(f"{{{RELATION}}}id")] for item in sheets}


def name_column(place):
    """A, B, … Z, AA, … of a place counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def fill_in(content, sheet, first_row, rows):
    """The workbook with `rows` (lists of values, None for empty) from `first_row` on.

    `first_row` counts from 1, as spreadsheets do.
    """
    parts = read_parts(content)
    file = find_sheets(parts)[sheet]
    root = ElementTree.fromstring(parts[file])
    styles = [
        item.get("style")
        for item in root.iter(f"{{{MAIN}}}col")
        for _ in range(int(item.get("min")), int(item.get("max")) + 1)
    ]
    data = root.find(f"{{{MAIN}}}sheetData")
    for number, values in enumerate(rows, start=first_row):
        row = ElementTree.SubElement(data, f"{{{MAIN}}}row", r=str(number))
        for place, value in enumerate(values):
            if value is not None:
                add_cell(row, f"{name_column(place)}{number}", value, styles[place])
    parts[file] = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return pack(parts)


def add_cell(row, reference, value, style):
    cell = ElementTree.SubElement(row, f"{{{MAIN}}}c", r=reference)
    if style:
        cell.set("s", style)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        inline = ElementTree.SubElement(cell, f"{{{MAIN}}}is")
        ElementTree.SubElement(inline, f"{{{MAIN}}}t").text = value
    else:
        number = (value - EPOCH).days if isinstance(value, date) else value
        ElementTree.SubElement(cell, f"{{{MAIN}}}v").text = str(number)


def pack(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()
