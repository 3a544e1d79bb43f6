"""Results and targets may only be of metrics, periods and dimensions that exist."""

import pytest

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest

HEAD = "metric,grain,period,dimension,member,target_value"
TOTAL = "fiscal_year,2007-10-01,total,total,4"


@pytest.fixture
def load(tmp_path):
    settings = make_settings(tmp_path)
    write = make_writer(tmp_path)

    def load_rows(*rows):
        path = write("targets.csv", HEAD, *rows)
        (report,) = ingest([path], settings=settings, dataset="indicator_targets")
        return report, settings

    return load_rows


@pytest.mark.parametrize("label", ["trainings_held", "2.1", "Проведено тренингов"])
def test_a_metric_may_be_named_by_its_code_or_name(load, label):
    report, settings = load(f"{label},{TOTAL}")
    assert (report.rows_accepted, report.rows_quarantined) == (1, 0)
    landed, _ = read_landed(settings, report)
    assert landed["metric"].to_list() == ["trainings_held"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (f"trainings_hold,{TOTAL}", "unknown_metric"),
        ("people_reached,month,2007-10-01,total,total,4", "undeclared_grain"),
        ("trainings_held,year,2008-01-01,sex,female,4", "undeclared_dimension"),
    ],
)
def test_what_no_figure_can_answer_is_set_aside(load, row, rule):
    report, _ = load(f"trainings_held,{TOTAL}", row)
    assert (report.rows_accepted, report.rows_quarantined) == (1, 1)
    assert report.reasons == {rule: 1}
