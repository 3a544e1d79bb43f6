"""An analyst's desk with the small project: edited, drafted and published by tests."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import run_warehouse
from warehouse.build import Build
from warehouse.draft_build import DraftBuild
from warehouse.full_build import FullBuild, find_full_build
from warehouse.reading import open_release
from warehouse.releases import Release
from warehouse.settings import Settings

_HERE = Path(__file__).parent
SMALL_PROJECT = _HERE / "small_project"


@dataclass(frozen=True)
class Desk:
    """A copy of the project and a warehouse with a full build of it."""

    settings: Settings

    @property
    def full(self) -> FullBuild:
        full = find_full_build(self.settings)
        assert full
        return full

    def replace(self, file: str, before: str, after: str) -> None:
        """Edit a file of the project; `before` stands in it once."""
        path = self.settings.project_dir / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1, (file, before)
        path.write_text(text.replace(before, after), "utf-8")

    def draft(self) -> Release | None:
        return DraftBuild(self.settings, self.full).run()

    def run(self, *words: str, answer: str = "", **environment: str):
        """A command as the analyst gives it; `answer` is what is typed."""
        return run_warehouse(
            *words,
            folder=self.settings.dir,
            typed=answer,
            WAREHOUSE_PROJECT_DIR=str(self.settings.project_dir),
            PYTHONPATH=str(_HERE / "killing"),
            **environment,
        )

    def ask(self, sql: str, release: Release | None) -> list[tuple]:
        assert release
        file = open_release(release, self.settings)
        try:
            return file.fetch(sql).rows()
        finally:
            file.close()

    @staticmethod
    def read_runs(folder: Path) -> dict[str, list]:
        """When each node was last run, by its id."""
        content = json.loads((folder / "run_results.json").read_text("utf-8"))
        return {node["unique_id"]: node["timing"] for node in content["results"]}


def open_desk(folder: Path) -> Desk:
    """The small project, built in full and served."""
    project = folder / "dbt_project"
    shutil.copytree(SMALL_PROJECT, project)
    settings = Settings(dir=folder / "warehouse", project_dir=project)
    Build(settings, "reported").run()
    return Desk(settings)
