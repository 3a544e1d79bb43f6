"""From an edited dbt project to a draft that the pages can show."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.build import ARTIFACTS, Progress, read_dates
from warehouse.checksums import compute_checksum
from warehouse.dbt_tests import count_tests
from warehouse.drafts import keep_draft, name_draft, remove_drafts
from warehouse.edited_project import open_edited
from warehouse.full_build import FullBuild, copy_full_build
from warehouse.inputs import find_code_revision, list_seeds
from warehouse.metric_definitions import read_definitions
from warehouse.predecessor import find_predecessor
from warehouse.release_info import DATABASE_NAME, Predecessor, ReleaseInfo, TestCounts
from warehouse.releases import Release
from warehouse.run_results import RESULTS_NAME
from warehouse.sealing import count_marts
from warehouse.settings import Settings
from warehouse.workspace import Workspace, hold_lock, open_workspace


@dataclass(frozen=True)
class DraftBuild:
    """A draft of the project as it is now, from a copy of the last full build.

    With `is_waiting` it waits for a build or load to end.
    """

    settings: Settings
    full: FullBuild
    is_waiting: bool = False
    progress: Progress = lambda stage, done, total, name: None

    def run(self) -> Release | None:
        """Build what the edits reach; None, and no draft is left, without edits.

        Raises:
            BuildRunningError: a build is at work.
            FaultyMetricsError: a metric would compute wrong numbers.
            BuildRefusedError: a test failed, or a model; the last draft stays.
            TransformError: the dbt project is wrong.
        """
        with hold_lock(self.settings, is_waiting=self.is_waiting):
            workspace = open_workspace(self.settings)
            try:
                return self._run_in(workspace)
            finally:
                shutil.rmtree(workspace.folder, ignore_errors=True)

    def _run_in(self, workspace: Workspace) -> Release | None:
        definitions = read_definitions(self.settings)
        copy_full_build(self.full, workspace)
        project = open_edited(self.settings, self.full, workspace, self.progress)
        if project.is_unchanged:
            remove_drafts(self.settings)
            return None
        rebuilt = project.rebuild(definitions)
        tests = count_tests(rebuilt.nodes, project.manifest)
        return self._keep(workspace, tests, is_compared=rebuilt.is_compared)

    def _keep(
        self, workspace: Workspace, tests: TestCounts, *, is_compared: bool
    ) -> Release:
        folder = workspace.folder / "draft"
        folder.mkdir()
        workspace.database.rename(folder / DATABASE_NAME)
        for name in (*ARTIFACTS, RESULTS_NAME):
            shutil.copyfile(workspace.target / name, folder / name)
        served = find_predecessor(self.full.record.release.edition, self.settings)
        before = Predecessor(
            release=served.id if served else None, is_compared=is_compared
        )
        info = self._describe(folder, tests, before)
        return keep_draft(folder, info, self.settings)

    def _describe(
        self, folder: Path, tests: TestCounts, before: Predecessor
    ) -> ReleaseInfo:
        """As of the full build, but for what the edits may have changed."""
        full, database = self.full.record.release, folder / DATABASE_NAME
        checksums = {path.name: compute_checksum(path) for path in folder.iterdir()}
        created_at = datetime.now(UTC)
        registers = [file for file in full.inputs if file.kind == "register"]
        return full.model_copy(
            update={
                "id": name_draft(created_at, checksums[DATABASE_NAME]),
                "base": full.id,
                "created_at": created_at,
                "as_of": read_dates(database),
                "inputs": (*registers, *list_seeds(self.settings)),
                "code_revision": find_code_revision(self.settings),
                "row_counts": count_marts(database),
                "tests": tests,
                "predecessor": before,
                "checksums": checksums,
            }
        )
