"""A build that has got as far as its manifests, to compare with the release served."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from warehouse.definition_changes import land_definition_changes
from warehouse.releases import Release, find_served
from warehouse.settings import Settings

PROJECT = "donor_warehouse"


@dataclass
class Build:
    """A build that has got as far as its manifests, after a demo release."""

    target: Path
    settings: Settings
    entries: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def previous(self) -> Release:
        return find_served(self.settings).release

    def land(self, edition="demo"):
        """What is compared with, and the entries as metric, scope, kind and field."""
        file = self.target / "internal.duckdb"
        predecessor = land_definition_changes(file, self.target, edition, self.settings)
        self.entries = set(self.ask("select metric, scope, kind, field", file))
        return predecessor

    def ask(self, select, file=None, table="definition_changes"):
        with duckdb.connect(str(file or self.target / "internal.duckdb")) as connection:
            return connection.execute(f"{select} from landed.{table}").fetchall()

    def edit(self, name, change):
        """Change one manifest as an edit of the project would have."""
        content = json.loads((self.target / name).read_text("utf-8"))
        change(content)
        (self.target / name).write_text(json.dumps(content), "utf-8")


def start_build(warehouse, target):
    """The manifests of a warehouse's served release, as a build in `target`."""
    target.mkdir()
    settings = Settings(dir=warehouse)
    folder = find_served(settings).release.path
    for name in ("manifest.json", "semantic_manifest.json"):
        shutil.copyfile(folder / name, target / name)
    return Build(target, settings)


def metric(content, name):
    return next(m for m in content["metrics"] if m["name"] == name)


def meta(content, name):
    return metric(content, name)["config"]["meta"]


def measure(content, name):
    measures = [m for model in content["semantic_models"] for m in model["measures"]]
    return next(m for m in measures if m["name"] == name)


def semantic_model(content, name):
    return next(m for m in content["semantic_models"] if m["name"] == name)
