"""Register files for tests, and what became of them."""

import polars as pl

from tests.conftest import REPOSITORY
from warehouse.intake.ledger import loads_dir
from warehouse.settings import Settings

EVENTS = ("e1", "e2", "e3")


def make_settings(folder):
    """Settings of an empty warehouse whose programme has published `EVENTS`."""
    project = folder / "project"
    seeds = project / "programmes" / "mpp" / "seeds"
    seeds.mkdir(parents=True)
    shared = project / "seeds"
    (project / "dbt_project.yml").symlink_to(REPOSITORY / "dbt_project/dbt_project.yml")
    shared.symlink_to(REPOSITORY / "dbt_project" / "seeds")
    (project / "models").symlink_to(REPOSITORY / "dbt_project" / "models")
    lines = ["event_id,start_date,end_date", *(f"{name},," for name in EVENTS)]
    (seeds / "published_training_events.csv").write_text("\n".join(lines) + "\n")
    return Settings(dir=folder / "data", project_dir=project)


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
    """Every file of the warehouse with the time of its last change."""
    paths = (path for path in settings.dir.rglob("*") if path.is_file())
    return sorted((path, path.stat().st_mtime_ns) for path in paths)
