"""Files that are refused, and loads that are killed: all of a file or nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest
from warehouse.intake.ledger import read_ledger
from warehouse.intake.problems import (
    EmptyFileError,
    MissingColumnsError,
    RepeatedColumnError,
    UnknownDatasetError,
    UnreadableFileError,
)


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def refuse(path, settings, error, dataset=None):
    with pytest.raises(error) as caught:
        ingest([path], settings=settings, dataset=dataset)
    assert str(path) in str(caught.value)
    assert read_ledger(settings) == []
    assert [p for p in settings.dir.rglob("*") if p.is_file()] == []
    return caught.value


class TestRefusedFiles:
    def test_a_missing_required_column_is_named(self, settings, write):
        path = write("evaluations.csv", "event_id,question", "e1,overall")
        error = refuse(path, settings, MissingColumnsError)
        assert error.parameters["columns"] == "response_id, score"

    def test_an_unknown_register(self, settings, write):
        error = refuse(write("x.csv", "a,topic", "1,2"), settings, UnknownDatasetError)
        assert error.parameters["columns"] == "a, topic"

    def test_a_first_row_without_any_known_header_is_not_recited(self, settings, write):
        error = refuse(write("x.csv", "a,b", "1,2"), settings, UnknownDatasetError)
        assert error.parameters["columns"] == "(2)"

    def test_a_register_named_wrongly(self, settings, write):
        refuse(write("y.csv", "a", "1"), settings, UnknownDatasetError, "unheard_of")

    @pytest.mark.parametrize("content", [b"", b"event_id,sex\n"])
    def test_a_file_without_rows(self, settings, tmp_path, content):
        path = tmp_path / "attendance.csv"
        path.write_bytes(content)
        refuse(path, settings, EmptyFileError)

    def test_a_parquet_file_without_rows(self, settings, tmp_path):
        path = tmp_path / "attendance.parquet"
        pl.DataFrame(schema={"event_id": pl.String}).write_parquet(path)
        refuse(path, settings, EmptyFileError)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("attendance.csv", b"event_id\0sex\ne1,female\n"),
            ("attendance.csv", b'event_id,sex\ne1,"female\n'),
            ("attendance.parquet", b"PAR1 but not really"),
            ("attendance.pdf", b"%PDF-1.4"),
            ("attendance", b"event_id\ne1\n"),
        ],
        ids=["binary", "unbalanced quote", "damaged", "pdf", "no ending"],
    )
    def test_bytes_that_cannot_be_read(self, settings, tmp_path, name, content):
        path = tmp_path / name
        path.write_bytes(content)
        refuse(path, settings, UnreadableFileError)

    def test_a_parquet_file_cut_short(self, settings, tmp_path):
        path = tmp_path / "attendance.parquet"
        rows = {"event_id": [str(n * 7919 % 10007) for n in range(50_000)]}
        pl.DataFrame(rows).write_parquet(path, row_group_size=10_000)
        whole = path.read_bytes()
        path.write_bytes(whole[:2000] + b"\0" * 4000 + whole[6000:])
        refuse(path, settings, UnreadableFileError)

    def test_no_such_file(self, settings, tmp_path):
        refuse(tmp_path / "attendance.csv", settings, UnreadableFileError)

    @pytest.mark.parametrize(
        "headers", ["event_id,event_id", "event_id,Event id", "event_id,sex,Пол"]
    )
    def test_one_column_twice(self, settings, write, headers):
        path = write("attendance.csv", headers, ",".join("x" * 3))
        if headers.count(",") == 1:
            path = write("attendance.csv", headers, "x,x")
        refuse(path, settings, RepeatedColumnError)

    def test_a_bad_file_keeps_the_good_ones_of_the_call_out(self, settings, write):
        good = write("attendance.csv", "event_id", "e1")
        with pytest.raises(UnknownDatasetError):
            ingest([good, write("x.csv", "a", "1")], settings=settings)
        assert read_ledger(settings) == []

    def test_a_name_with_wildcards_is_only_a_name(self, settings, write):
        write("attendance1.csv", "event_id", "e1", "e2")
        path = write("attendance[1].csv", "event_id,sex", "e1,male")
        (report,) = ingest([path], settings=settings, dataset="attendance")
        assert report.rows_in == 1


@pytest.mark.kill
class TestKilledLoad:
    """A child process is killed in the middle of a load, at several moments."""

    CHILD = (
        "import sys; from pathlib import Path;"
        "from warehouse.intake import ingest; from warehouse.settings import Settings;"
        "print('ready', flush=True);"
        "settings = Settings(dir=Path(sys.argv[2]), project_dir=Path(sys.argv[3]));"
        "ingest([Path(sys.argv[1])], settings=settings)"
    )

    @pytest.fixture
    def large_file(self, tmp_path):
        path = tmp_path / "attendance.parquet"
        numbers = pl.int_range(3_000_000, eager=True).cast(pl.String)
        rows = pl.select(event_id=pl.lit("e1"), participant_id=numbers)
        rows.write_parquet(path)
        return path

    @pytest.mark.parametrize("rows_written", [False, True])
    def test_leaves_no_half_load_and_the_next_one_is_whole(
        self, settings, large_file, rows_written
    ):
        child = subprocess.Popen(
            [
                *(sys.executable, "-c", self.CHILD),
                *(large_file, settings.dir, settings.project_dir),
            ],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout.readline() == b"ready\n"
        self._wait_for_load(settings, rows_written)
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait(30) == -signal.SIGKILL

        assert read_ledger(settings) == []
        assert not list(settings.staged_dir.glob("loads/*"))
        (report,) = ingest([large_file], settings=settings)
        assert not report.is_repeat
        landed, _ = read_landed(settings, report)
        assert landed.height == report.rows_in == 3_000_000

    def _wait_for_load(self, settings, rows_written):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            started = list(settings.staged_dir.glob(".tmp-*/attendance.parquet"))
            if started and (not rows_written or started[0].stat().st_size > 1_000_000):
                return
            time.sleep(0.002)
        pytest.fail("the load never started")

    def test_what_a_killed_load_left_is_swept_a_day_later(self, settings, write):
        left = settings.staged_dir / ".tmp-left"
        left.mkdir(parents=True)
        (left / "attendance.parquet").write_bytes(b"half")
        fresh = settings.staged_dir / ".tmp-fresh"
        fresh.mkdir()
        two_days_ago = time.time() - 2 * 24 * 60 * 60
        os.utime(left, (two_days_ago, two_days_ago))
        ingest([write("attendance.csv", "event_id", "e1")], settings=settings)
        assert not left.exists()
        assert fresh.exists()
