"""XLSX packages put together part by part, as no spreadsheet program would."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    "</Types>"
)
HEAD = [("event_id", "sex"), ("e1", "female")]


def write_sheet(cells, after=""):
    """The XML of a sheet; `after` follows the rows."""
    return (
        f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'
    )


def write_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def write_head():
    """A header and a sound row of the register of attendance."""
    return "".join(
        f'<row r="{number}">{write_cell(f"A{number}", a)}{write_cell(f"B{number}", b)}'
        "</row>"
        for number, (a, b) in enumerate(HEAD, 1)
    )


def write_package(sheet, strings=None, workbook="", **more):
    """The bytes of a workbook of one sheet; `more` are parts by a name of one's own."""
    relations = _relate("rId1", "worksheet", "worksheets/sheet1.xml")
    if strings:
        relations += _relate("rId2", "sharedStrings", "sharedStrings.xml")
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _list(_relate("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _list(relations),
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/sharedStrings.xml": strings} if strings else {}),
        **more,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


def _relate(key, kind, target):
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _list(relations):
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    )
