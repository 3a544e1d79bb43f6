"""An edited dbt project beside the last full build: what the edits reach, built anew.

The build's file has been copied, so whatever the edits do not reach is there already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.build import Progress, Stage
from warehouse.changed_manifest import (
    Content,
    list_changed,
    list_descendants,
    list_ids,
    read_manifest,
)
from warehouse.culprits import refuse_failures
from warehouse.definition_changes import land_definition_changes
from warehouse.evidence import land_evidence
from warehouse.full_build import FullBuild, FullRecord, hash_project_files
from warehouse.inputs import list_seeds
from warehouse.landed import list_changed_tables
from warehouse.metric_definitions import MetricDefinition
from warehouse.metric_parts import recompute_metrics
from warehouse.release_info import Predecessor
from warehouse.run_results import merge_results, read_results, recall_outcomes
from warehouse.settings import Settings
from warehouse.transform import LANDED, NodeOutcome, Transform
from warehouse.workspace import Workspace

_EDITED = "state:modified+"
_ALL = "fqn:*"


@dataclass(frozen=True)
class Rebuilt:
    """Outcomes of all nodes, earlier ones remembered; whether definitions compare."""

    nodes: list[NodeOutcome]
    is_compared: bool


@dataclass(frozen=True)
class EditedProject:
    """The project as it is now; `manifest` is dbt's own, `before` the full build's.

    `edited` has unique ids of what is new or changed and of all that stands on it,
    `removed` of what is no longer there. `selection` is dbt's for the former. `late`
    has what stands on landed tables and is built in the second pass.
    """

    settings: Settings
    full: FullBuild
    workspace: Workspace
    transform: Transform
    progress: Progress
    manifest: Any
    before: Content
    selection: tuple[str, ...]
    edited: frozenset[str]
    removed: frozenset[str]
    late: frozenset[str]

    @property
    def is_unchanged(self) -> bool:
        """Whether a build would give what the full build gave."""
        return not self.edited and not self.removed

    def rebuild(self, definitions: Sequence[MetricDefinition]) -> Rebuilt:
        """Build what the edits reach.

        Raises:
            BuildRefusedError: a test failed, or a model.
            TransformError: dbt could not resolve the selection.
        """
        before = read_results(self.full.target)
        self._drop_removed()
        wanted = [f"{term},{LANDED}" for term in self.selection]
        runs, is_compared = [before], self.full.record.release.predecessor.is_compared
        if self.removed or not self.edited <= self.late:
            early = self._build([*self.selection, "--exclude", LANDED], "facts")
            runs += early
            is_compared = self._land(definitions, runs).is_compared
            tables = list_changed_tables(self.workspace.database, self.full.database)
            wanted += [f"source:{table}+" for table in tables]
        runs += self._build(wanted, "results")
        merge_results(runs, self.workspace.target, self.manifest)
        results = read_results(self.workspace.target)
        return Rebuilt(recall_outcomes(results, self.manifest), is_compared)

    def _build(self, wanted: Sequence[str], stage: Stage) -> list[Content]:
        """Run a selection; dbt's own account of it, which an empty run has not."""
        nodes = self.transform.build(
            ["--select", *wanted, *_compare_with(self.full)],
            self.manifest,
            lambda done, total, name: self.progress(stage, done, total, name),
        )
        database = self.workspace.database
        refuse_failures(nodes, self.manifest, database, self.settings)
        return [read_results(self.workspace.target)] if nodes else []

    def _land(
        self, definitions: Sequence[MetricDefinition], runs: Sequence[Content]
    ) -> Predecessor:
        """Land anew what stands on facts."""
        self.progress("metrics", 0, 0, "")
        file, target = self.workspace.database, self.workspace.target
        recompute_metrics(file, target, definitions, self._name_metrics())
        nodes = {
            node.unique_id: node
            for run in runs
            for node in recall_outcomes(run, self.manifest)
            if node.unique_id not in self.late
        }
        project = self.settings.project_dir
        land_evidence(file, definitions, nodes.values(), self.manifest, project)
        edition = self.full.record.release.edition
        return land_definition_changes(file, target, edition, self.settings)

    def _name_metrics(self) -> frozenset[str]:
        """Metrics that the edits reach: all of them where they reach the calendar."""
        nodes = self.manifest.nodes
        is_calendar = any(
            getattr(nodes.get(id), "time_spine", None) for id in self.edited
        )
        ids = self.manifest.metrics if is_calendar else self.edited
        return frozenset(
            name.rsplit(".", 1)[1] for name in ids if name.startswith("metric.")
        )

    def _drop_removed(self) -> None:
        """Relations that are gone or went elsewhere, lest a draft shows them."""
        with duckdb.connect(str(self.workspace.database)) as connection:
            for name, node in self.before["nodes"].items():
                relation = node.get("relation_name")
                if relation and relation != _locate(name, self.manifest):
                    kind = "view" if _is_view(node) else "table"
                    connection.execute(f"drop {kind} if exists {relation}")


def open_edited(
    settings: Settings, full: FullBuild, workspace: Workspace, progress: Progress
) -> EditedProject:
    """Parse the project and compare it with the full build.

    Raises:
        TransformError: the dbt project is wrong.
    """
    record = full.record
    transform = Transform(settings, workspace, record.release.edition, record.as_of)
    progress("parsing", 0, 1, "")
    manifest = transform.parse()
    before, after = (read_manifest(f.target) for f in (full, workspace))
    is_same = hash_project_files(settings) == record.project_sha256
    picked = _EDITED if is_same else _ALL
    chosen = transform.list_nodes(["--select", picked, *_compare_with(full)], manifest)
    changed = list_changed(before, after) | _list_changed_seeds(
        record, manifest, settings
    )
    return EditedProject(
        settings=settings,
        full=full,
        workspace=workspace,
        transform=transform,
        progress=progress,
        manifest=manifest,
        before=before,
        selection=(picked, *_select(changed - chosen, manifest)),
        edited=chosen | list_descendants(changed, manifest),
        removed=list_ids(before) - list_ids(after),
        late=_list_late(manifest),
    )


def _list_changed_seeds(
    record: FullRecord, manifest: Any, settings: Settings
) -> frozenset[str]:
    """Seeds with another content: of large ones dbt compares the path."""
    before, after = (
        {file.file: file.sha256 for file in side if file.kind == "seed"}
        for side in (record.release.inputs, list_seeds(settings))
    )
    return frozenset(
        name
        for name, node in manifest.nodes.items()
        if node.resource_type == "seed"
        and before.get(node.original_file_path) != after.get(node.original_file_path)
    )


def _select(ids: Iterable[str], manifest: Any) -> list[str]:
    """dbt's selection of nodes, and of what stands on them."""
    nodes = {**manifest.nodes, **manifest.unit_tests}
    sources = (manifest.sources[id] for id in sorted(ids) if id in manifest.sources)
    return [
        *(f"{nodes[id].name}+" for id in sorted(ids) if id in nodes),
        *(f"source:{source.source_name}.{source.name}+" for source in sources),
    ]


def _locate(name: str, manifest: Any) -> str | None:
    """The relation of a node; none where it is gone or part of others."""
    node = manifest.nodes.get(name)
    return node.relation_name if node else None


def _list_late(manifest: Any) -> frozenset[str]:
    sources = manifest.sources.values()
    landed = [s.unique_id for s in sources if s.source_name == "landed"]
    return list_descendants(landed, manifest)


def _compare_with(full: FullBuild) -> list[str]:
    return ["--state", str(full.target)]


def _is_view(node: Content) -> bool:
    return bool(node["config"]["materialized"] == "view")
