"""From landed registers and seeds to a sealed release, and to the pointer."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse.build_record import name_build, note_turned_away, record_build
from warehouse.culprits import refuse_failures
from warehouse.dbt_tests import count_tests
from warehouse.demo import land_demo
from warehouse.drafts import remove_drafts
from warehouse.full_build import FullRecord, hash_project_files, keep_full_build
from warehouse.inputs import (
    find_code_revision,
    link_registers,
    list_seeds,
    list_versions,
)
from warehouse.metric_definitions import read_definitions
from warehouse.project_docs import DOCS_NAME, write_docs
from warehouse.public_edition import write_public_edition
from warehouse.release_info import (
    Edition,
    InputFile,
    Predecessor,
    ReleaseInfo,
    TestCounts,
)
from warehouse.releases import (
    Release,
    publish_unless_moved,
    read_pointer,
)
from warehouse.retention import remove_old_releases
from warehouse.run_results import RESULTS_NAME, merge_results, read_results
from warehouse.sealing import Draft, copy_marts, name_release, open_draft, seal
from warehouse.settings import Settings
from warehouse.transform import LANDED, NodeOutcome, Report, Transform
from warehouse.workspace import (
    BuildRunningError,
    Workspace,
    hold_lock,
    open_workspace,
)

Stage = Literal[
    "registers", "parsing", "facts", "metrics", "results", "sealing", "publishing"
]
"""What a build is at, in this order; the demo's first build goes through it twice."""

Progress = Callable[[Stage, int, int, str], None]
"""Takes the stage, steps done, steps in all (0: not known), the newest step's name."""

ARTIFACTS = ("manifest.json", "semantic_manifest.json")


class IncompleteBuildError(RuntimeError):
    """Some nodes of the project were never run; a fault of the build itself."""


@dataclass(frozen=True)
class Build:
    """What to build; `as_of` overrides the date of every scope.

    With `is_waiting` it waits for another build or load to end.
    """

    settings: Settings
    edition: Edition
    as_of: date | None = None
    is_published: bool = True
    is_waiting: bool = False
    progress: Progress = lambda stage, done, total, name: None
    id: str = field(default_factory=name_build)

    def run(self) -> list[Release]:
        """Build and seal; the demo's first run gives two releases, others one.

        Raises:
            BuildRunningError: another build is at work.
            FaultyMetricsError: a metric would compute wrong numbers.
            BuildRefusedError: the data broke a rule; what is served stays.
            PublicEditionRefusedError: people could be told by it; the same.
            TransformError: the dbt project is wrong.
        """
        try:
            with hold_lock(self.settings, is_waiting=self.is_waiting):
                return self.run_alone()
        except BuildRunningError:
            note_turned_away(self.id, self.edition, self.settings)
            raise

    def run_alone(self) -> list[Release]:
        """The same for a caller that holds the lock already."""
        pointer = read_pointer(self.settings)
        made = []
        with record_build(self.id, self.edition, self.settings) as sealed:
            # A block at fault is named before the demo's registers are made.
            read_definitions(self.settings)
            for _ in self._land():
                made.append(self._make_release())
                sealed.append(made[-1].id)
                pointer = self._publish(made[-1].id, pointer)
        return made

    def _land(self) -> Iterable[None]:
        if self.edition == "demo":
            return land_demo(self.settings, self._report("registers"))
        return (None,)

    def _make_release(self) -> Release:
        workspace = open_workspace(self.settings)
        registers = link_registers(self.settings, workspace, self.edition)
        project = hash_project_files(self.settings)
        tests, predecessor = self._transform(workspace)
        release = self._seal(workspace, tests, registers, predecessor)
        record = FullRecord(
            release=release.info,
            folder=workspace.folder,
            as_of=self._date(),
            asked_as_of=self.as_of,
            project_sha256=project,
        )
        keep_full_build(workspace, record, self.settings)
        remove_drafts(self.settings)
        return release

    def _publish(self, release_id: str, pointer: str | None) -> str | None:
        """The pointer as this build knows it, having moved it if that was right."""
        if not self.is_published:
            return pointer
        self.progress("publishing", 0, 1, release_id)
        is_moved = publish_unless_moved(release_id, pointer, self.settings)
        # Without a place in what is served, this release may be the oldest.
        if is_moved:
            remove_old_releases(self.settings)
        self.progress("publishing", 1, 1, release_id)
        return release_id if is_moved else pointer

    def _transform(self, workspace: Workspace) -> tuple[TestCounts, Predecessor]:
        from warehouse.definition_changes import land_definition_changes
        from warehouse.evidence import land_evidence
        from warehouse.metric_evidence import land_metric_evidence
        from warehouse.metrics import compute_metrics

        definitions = read_definitions(self.settings)
        transform = Transform(self.settings, workspace, self.edition, self._date())
        self.progress("parsing", 0, 1, "")
        manifest = transform.parse()
        runs = []

        def run(selection: list[str], stage: Stage) -> None:
            nodes = transform.build(selection, manifest, self._report(stage))
            refuse_failures(nodes, manifest, workspace.database, self.settings)
            runs.append((nodes, read_results(workspace.target)))

        run(["--exclude", LANDED], "facts")
        metrics = self._report("metrics")
        compute_metrics(
            workspace.database,
            workspace.target,
            definitions,
            lambda at: metrics(at.done, at.total, at.metric),
        )
        land_metric_evidence(workspace.database, workspace.target, definitions)
        land_evidence(
            workspace.database,
            definitions,
            runs[0][0],
            manifest,
            self.settings.project_dir,
        )
        predecessor = land_definition_changes(
            workspace.database, workspace.target, self.edition, self.settings
        )
        run(["--select", LANDED], "results")
        transform.catalogue(manifest)
        nodes = [node for outcomes, _ in runs for node in outcomes]
        _check_complete(nodes, manifest)
        merge_results([results for _, results in runs], workspace.target, manifest)
        return count_tests(nodes, manifest), predecessor

    def _seal(
        self,
        workspace: Workspace,
        tests: TestCounts,
        files: list[InputFile],
        predecessor: Predecessor,
    ) -> Release:
        self.progress("sealing", 0, 1, "")
        with open_draft(self.settings) as draft:
            counts = copy_marts(workspace.database, draft.database, self.settings)
            for name in (*ARTIFACTS, RESULTS_NAME):
                shutil.copyfile(workspace.target / name, draft.folder / name)
            write_docs(draft.folder / DOCS_NAME, workspace, self.settings)
            disclosure = write_public_edition(
                draft, read_definitions(self.settings), self.settings
            )
            info = self._describe(draft, counts, tests, files, predecessor)
            info = info.model_copy(update={"disclosure": disclosure})
            release = seal(draft, info, self.settings)
        self.progress("sealing", 1, 1, release.id)
        return release

    def _describe(
        self,
        draft: Draft,
        row_counts: dict[str, int],
        tests: TestCounts,
        files: list[InputFile],
        predecessor: Predecessor,
    ) -> ReleaseInfo:
        release_id, checksums = name_release(draft)
        return ReleaseInfo(
            id=release_id,
            edition=self.edition,
            programme=self.settings.programme,
            created_at=draft.created_at,
            as_of=read_dates(draft.database),
            inputs=(*files, *list_seeds(self.settings)),
            code_revision=find_code_revision(self.settings),
            versions=list_versions(),
            row_counts=row_counts,
            tests=tests,
            predecessor=predecessor,
            checksums=checksums,
        )

    def _date(self) -> date | None:
        if self.as_of is None and self.edition == "live":
            return datetime.now(UTC).date()
        return self.as_of

    def _report(self, stage: Stage) -> Report:
        return lambda done, total, name: self.progress(stage, done, total, name)


def _check_complete(nodes: list[NodeOutcome], manifest: Any) -> None:
    wanted = {*manifest.nodes, *manifest.unit_tests}
    known = {node.unique_id for node in nodes}
    kinds = ("model.", "seed.", "test.", "unit_test.", "snapshot.")
    missing = [
        name
        for name in sorted(wanted - known)
        if name.startswith(kinds) and not _is_ephemeral(name, manifest)
    ]
    if missing:
        raise IncompleteBuildError(", ".join(missing))


def _is_ephemeral(name: str, manifest: Any) -> bool:
    """Such a model is part of those that use it and never run."""
    node = manifest.nodes.get(name)
    return bool(node and node.config.materialized == "ephemeral")


def read_dates(database: Path) -> dict[str, date]:
    """The as-of date of each scope, as the marts have it."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select scope, as_of_date from marts.dim_scope order by scope"
        ).fetchall()
    return dict(rows)
