"""Small files that would fill the memory: refused, the command's own peak measured."""

import os
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.warehouse.landed import make_settings
from tests.warehouse.packages import (
    MAIN,
    lie,
    write_cell,
    write_head,
    write_package,
    write_sheet,
)
from tests.warehouse.refusing import (
    check_nothing_is_left,
)

MOST_BYTES = 2 * 2**30
# A process counts its forerunner's peak as its own, and this one has made the bombs: a
# small process stands between, starts the command and says how much memory it took.
MEASURE = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


FAR = '<row r="1048576">' + write_cell("{}1048576", "x") + "</row>"


@pytest.fixture(scope="module")
def inflating():
    """A package whose sheet has 900 MB of spaces."""
    return write_package(write_sheet(" " * 900_000_000))


class TestBombs:
    @pytest.fixture
    def measure(self, settings):
        def check(path):
            command = ["-m", "warehouse", "ingest", path, "--format", "json"]
            done = subprocess.run(
                [sys.executable, "-c", MEASURE, sys.executable, *command],
                cwd=REPOSITORY,
                env={
                    **os.environ,
                    "WAREHOUSE_DIR": str(settings.dir),
                    "WAREHOUSE_PROJECT_DIR": str(settings.project_dir),
                },
                capture_output=True,
                text=True,
                check=False,
            )
            peak = int(done.stderr.splitlines()[-1]) * 1024
            assert done.returncode == 1, done.stdout + done.stderr
            assert "Traceback" not in done.stderr
            assert 0 < peak < MOST_BYTES
            check_nothing_is_left(settings)
            return done.stdout

        return check

    def test_a_part_that_inflates(self, measure, tmp_path, inflating):
        path = tmp_path / "attendance.xlsx"
        path.write_bytes(inflating)
        assert path.stat().st_size < 1_000_000
        assert "too_large" in measure(path)

    def test_a_part_that_hides_how_it_inflates(self, measure, tmp_path, inflating):
        path = tmp_path / "attendance.xlsx"
        path.write_bytes(lie(inflating, 24, 1000))
        assert "too_large" in measure(path)

    def test_bombs_inside_bombs_are_not_opened(self, measure, tmp_path, inflating):
        path = tmp_path / "attendance.xlsx"
        inner = {"xl/embeddings/a.xlsx": inflating}
        path.write_bytes(write_package("<x/>", **inner))
        measure(path)

    @pytest.mark.parametrize("column", ["XFD", "ALL"])
    def test_a_cell_in_the_last_corner(self, measure, tmp_path, column):
        path = tmp_path / "attendance.xlsx"
        path.write_bytes(write_package(write_sheet(write_head() + FAR.format(column))))
        assert "too_large" in measure(path)

    def test_one_long_text_in_very_many_cells(self, measure, tmp_path):
        path = tmp_path / "attendance.xlsx"
        cells = "".join(
            f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>'
            for n in range(3, 100_003)
        )
        text = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
        path.write_bytes(write_package(write_sheet(write_head() + cells), text))
        assert "too_large" in measure(path)

    def test_a_merged_range_over_everything(self, measure, tmp_path):
        path = tmp_path / "attendance.xlsx"
        merged = '<mergeCells><mergeCell ref="A1:ALL1048576"/></mergeCells>'
        sheet = write_sheet(write_head() + FAR.format("A"), merged)
        path.write_bytes(write_package(sheet))
        measure(path)

    def test_entities_that_multiply(self, measure, tmp_path):
        path = tmp_path / "activities.xml"
        path.write_text(bomb_of_entities())
        assert "unreadable_file" in measure(path) or "empty_file" in measure(path)

    def test_entities_that_multiply_inside_a_workbook(self, measure, tmp_path):
        path = tmp_path / "attendance.xlsx"
        entities, _ = bomb_of_entities().split("<iati", 1)
        workbook = entities.replace("iati-activities", "workbook") + (
            f'<workbook xmlns="{MAIN}"><sheets><sheet name="&j;"/></sheets></workbook>'
        )
        path.write_bytes(write_package(write_sheet(write_head()), workbook=workbook))
        measure(path)


def bomb_of_entities():
    names = "abcdefghij"
    first = f'<!ENTITY a "{"ha" * 50}">'
    rest = [
        f'<!ENTITY {n} "{f"&{o};" * 10}">'
        for o, n in zip(names, names[1:], strict=False)
    ]
    return (
        f"<!DOCTYPE iati-activities [{first}{''.join(rest)}]>"
        '<iati-activities version="2.03"><iati-activity><reporting-org ref="X-1">'
        "<narrative>&j;</narrative></reporting-org></iati-activity></iati-activities>"
    )
