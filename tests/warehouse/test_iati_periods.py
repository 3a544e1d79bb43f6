"""Periods of IATI results: the lengths that have a name, and none that is guessed."""

import pytest

from warehouse.intake.files import open_register

FILE = """<iati-activities version="2.03"><iati-activity><result><indicator>
<title><narrative>Trainings</narrative></title>
<reference vocabulary="99" code="trainings_held"/>
<period><period-start iso-date="{}"/><period-end iso-date="{}"/>
<actual value="3"/></period>
</indicator></result></iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("start", "end", "grain"),
    [
        ("2008-01-01", "2008-12-31", "year"),
        ("2007-10-01", "2008-09-30", "fiscal_year"),
        ("2008-04-01", "2008-06-30", "quarter"),
        ("2008-02-01", "2008-02-29", "month"),
        ("2008-01-01", "2008-06-30", None),
        ("2007-01-01", "2011-12-31", None),
        ("2008-02-02", "2008-02-29", None),
    ],
)
def test_a_period_of_another_length_has_none(tmp_path, start, end, grain):
    path = tmp_path / "activity.xml"
    path.write_text(FILE.format(start, end), "utf-8")
    (sheet,) = open_register(path).sheets
    headers = sheet.head[0]
    (rows,) = sheet.read(1, len(headers))
    row = dict(zip(headers, rows.row(0), strict=False))
    assert (row["metric"], row["grain"], row["value"]) == ("trainings_held", grain, "3")
