"""Running dbt inside this process: quiet, reporting each node, closing its file."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.kept_parse import find_kept_parse, hash_files, keep_parse
from warehouse.release_info import Edition
from warehouse.settings import Settings
from warehouse.workspace import Workspace

Report = Callable[[int, int, str], None]
"""Takes steps done, steps in all, and the name of the newest."""

LANDED = "source:landed+"
"""Everything that stands on metric results: the second pass."""

_QUIET = (
    "--log-level=none",
    "--log-level-file=none",
    "--no-print",
    "--no-use-colors",
    "--no-version-check",
    "--no-send-anonymous-usage-stats",
)


class TransformError(RuntimeError):
    """dbt could not start its work: the project or its settings are wrong."""


@dataclass(frozen=True)
class NodeOutcome:
    """What came of one seed, model or test; `failures` counts a test's rows."""

    unique_id: str
    name: str
    status: str
    message: str
    failures: int
    sql: str

    @property
    def kind(self) -> str:
        """`seed`, `model`, `test`, `unit_test` or `snapshot`."""
        return self.unique_id.split(".", 1)[0]

    @property
    def is_refusal(self) -> bool:
        """Whether it forbids publishing."""
        return self.status in ("error", "fail", "runtime error")


@dataclass(frozen=True)
class Transform:
    """One dbt project, one workspace; `as_of` overrides every scope's date."""

    settings: Settings
    workspace: Workspace
    edition: Edition = "demo"
    as_of: date | None = None

    def parse(self) -> Any:
        """Parse the project, write its manifests and return dbt's own.

        Raises:
            TransformError: the project is wrong.
        """
        # Hashed before dbt reads: an edit in between makes the kept parse useless.
        files = hash_files(self.settings.project_dir.resolve())
        parsed = find_kept_parse(self.workspace.cache, files)
        kept = [f"--partial-parse-file-path={parsed}"] if parsed else []
        manifest = self._invoke(["parse", *kept], None, _ignore)
        keep_parse(self.workspace.target, self.workspace.cache, files)
        return manifest

    def build(
        self, selection: Sequence[str], manifest: Any, report: Report
    ) -> tuple[NodeOutcome, ...]:
        """Run `dbt build` on a selection; a failing node is an outcome, no error.

        Raises:
            TransformError: dbt could not open the file or resolve the selection.
        """
        result = self._invoke(["build", *selection], manifest, report)
        return tuple(_describe(node) for node in result.results)

    def list_nodes(self, selection: Sequence[str], manifest: Any) -> frozenset[str]:
        """Unique ids of everything in a selection, metrics and exposures included.

        Raises:
            TransformError: dbt could not resolve the selection.
        """
        command = ["ls", "--output=json", "--output-keys=unique_id", *selection]
        lines = self._invoke(command, manifest, _ignore)
        return frozenset(json.loads(line)["unique_id"] for line in lines)

    def catalogue(self, manifest: Any) -> None:
        """Write dbt's catalogue of the built file beside its manifest.

        Raises:
            TransformError: dbt could not read the file.
        """
        self._invoke(["docs", "generate", "--no-compile"], manifest, _ignore)

    def _invoke(self, command: list[str], manifest: Any, report: Report) -> Any:
        from dbt.cli.main import dbtRunner

        listener = _Listener(report)
        told = _hiding_words(command[0])
        with _environment(self._variables()), _closed_afterwards(), told:
            runner = dbtRunner(manifest=manifest, callbacks=[listener])
            outcome = runner.invoke([*command, *self._options()])
        if outcome.exception is not None or outcome.result is None:
            lines = [str(outcome.exception), *listener.problems]
            raise TransformError("\n".join(lines)) from outcome.exception
        return outcome.result

    def _options(self) -> list[str]:
        project = self.settings.project_dir.resolve()
        return [
            *_QUIET,
            f"--project-dir={project}",
            f"--profiles-dir={project}",
            f"--target-path={self.workspace.target}",
            f"--log-path={self.workspace.folder / 'logs'}",
            f"--vars={json.dumps(self._choices())}",
        ]

    def _choices(self) -> dict[str, str]:
        dated = {"as_of_date": str(self.as_of)} if self.as_of else {}
        return {"edition": self.edition, **dated}

    def _variables(self) -> dict[str, str]:
        return {
            "WAREHOUSE_BUILD_INPUTS": str(self.workspace.inputs),
            "WAREHOUSE_BUILD_FILE": str(self.workspace.database),
            "WAREHOUSE_PROGRAMME": self.settings.programme,
            "WAREHOUSE_THREADS": str(self.settings.threads),
            "WAREHOUSE_MEMORY_LIMIT": self.settings.memory_limit,
        }


class _Listener:
    """Counts finished nodes from dbt's own events.

    `problems` are those of the semantic layer, which dbt's exception does not name.
    """

    def __init__(self, report: Report) -> None:
        self.problems: list[str] = []
        self._report = report
        self._done = 0
        self._total = 0

    def __call__(self, event: Any) -> None:
        if event.info.name == "LogStartLine":
            self._total = event.data.total
        elif event.info.name == "NodeFinished":
            self._done += 1
            self._report(self._done, self._total, event.data.node_info.node_name)
        elif event.info.name == "SemanticValidationFailure":
            self.problems.append(str(event.info.msg))


def _describe(result: Any) -> NodeOutcome:
    return NodeOutcome(
        unique_id=result.node.unique_id,
        name=result.node.name,
        status=str(result.status),
        message=result.message or "",
        failures=result.failures or 0,
        sql=getattr(result.node, "compiled_code", None) or "",
    )


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """Set variables for dbt; others in the process must not depend on them."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _hiding_words(command: str) -> Iterator[None]:
    """dbt writes the words of the process into its artifacts: they may name people."""
    before = sys.argv
    sys.argv = ["dbt", command]
    try:
        yield
    finally:
        sys.argv = before


@contextmanager
def _closed_afterwards() -> Iterator[None]:
    """Let go of the DuckDB file, which dbt-duckdb keeps open until the process ends."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    try:
        yield
    finally:
        opened = DuckDBConnectionManager._ENV
        DuckDBConnectionManager.close_all_connections()
        if opened is not None:
            opened.close()


def _ignore(done: int, total: int, name: str) -> None:
    return None
