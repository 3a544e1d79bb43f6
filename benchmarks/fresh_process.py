"""One piece of work in a process of its own, with its time and memory.

The process prints one JSON object: seconds, and the most memory it ever held.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEED = 1


@dataclass(frozen=True)
class Work:
    """What to do, for how many attendances, in which folder, from which file."""

    task: str
    attendances: int
    room: Path
    file: Path | None = None


def run_fresh(work: Work) -> tuple[float, int]:
    """Do the work in a new process; its seconds (imports left out) and peak bytes."""
    arguments = [work.task, str(work.attendances), str(work.room), str(work.file)]
    command = [sys.executable, "-m", "benchmarks.fresh_process", *arguments]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result = json.loads(answer.stdout.splitlines()[-1])
    return float(result["seconds"]), int(result["peak_bytes"])


def synthesise(work: Work) -> float:
    """Write all registers."""
    from warehouse.synthesis import synthesize

    start = time.perf_counter()
    synthesize(work.attendances, SEED, _empty(work.room / "synthesised"))
    return time.perf_counter() - start


def ingest(work: Work) -> float:
    """Validate and land one file; what it refers to has been landed before."""
    from warehouse.intake import ingest as ingest_files
    from warehouse.settings import load_settings

    folder = _empty(work.room / "warehouse")
    settings = load_settings().model_copy(update={"dir": folder})
    registers = (work.room / "synthesised" / "institution").glob("*.*")
    known = [path for path in registers if path.stem != "attendance"]
    ingest_files(known, settings=settings, provenance="illustrative")
    start = time.perf_counter()
    (report,) = ingest_files([_file(work)], settings=settings)
    seconds = time.perf_counter() - start
    if report.rows_accepted != report.rows_in:
        raise ValueError(f"rows were quarantined: {report.reasons}")
    return seconds


def write(work: Work) -> float:
    """Only write the finished frame: the floor of synthesising."""
    import polars as pl

    frame = pl.read_parquet(_file(work))
    start = time.perf_counter()
    frame.write_parquet(work.room / "written.parquet")
    return time.perf_counter() - start


def copy(work: Work) -> float:
    """Only read the file and write it as Parquet: the floor of landing."""
    import polars as pl

    file = _file(work)
    read = pl.read_csv if file.suffix == ".csv" else pl.read_parquet
    start = time.perf_counter()
    read(file).write_parquet(work.room / "copied.parquet")
    return time.perf_counter() - start


def main() -> None:
    """Do what the arguments say and print the result."""
    task, attendances, room, file = sys.argv[1:]
    seconds = _find_task(task)(Work(task, int(attendances), Path(room), Path(file)))
    print(json.dumps({"seconds": seconds, "peak_bytes": _read_peak()}))


def _find_task(name: str) -> Callable[[Work], float]:
    if name.endswith("metric_values"):
        from benchmarks import metric_work

        task: Callable[[Work], float] = getattr(metric_work, name)
        return task
    return {f.__name__: f for f in (synthesise, ingest, write, copy)}[name]


def _read_peak() -> int:
    """Most bytes this process ever held; getrusage would count its parent's as well."""
    status = Path("/proc/self/status").read_text("ascii")
    kibibytes = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    if kibibytes is None:
        raise OSError("this system does not say how much memory a process has held")
    return int(kibibytes[1]) * 1024


def _file(work: Work) -> Path:
    if work.file is None:
        raise ValueError(f"{work.task} needs a file")
    return work.file


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
