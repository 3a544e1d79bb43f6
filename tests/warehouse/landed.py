"""Register files for tests, and what became of them."""

import polars as pl

from warehouse.intake.ledger import loads_dir


def make_writer(folder):
    """A function that writes lines into a file of the folder and returns its path."""

    def write_file(name, *lines):
        path = folder / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write_file


def read_landed(settings, report):
    """The accepted rows of a load, and the faults of the others."""
    folder = loads_dir(settings) / report.load_id
    return (
        pl.read_parquet(folder / f"{report.dataset}.parquet"),
        pl.read_parquet(folder / "quarantine.parquet"),
    )


def list_everything(settings):
    """Every path of the warehouse with the time of its last change."""
    return sorted((p, p.stat().st_mtime_ns) for p in settings.dir.rglob("*"))
