"""dbt's `run_results.json`: one for all passes of a build, and read back."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warehouse.transform import NodeOutcome

RESULTS_NAME = "run_results.json"

Content = dict[str, Any]


def read_results(folder: Path) -> Content:
    """What the last pass in a folder of dbt's artifacts gave."""
    content: Content = json.loads((folder / RESULTS_NAME).read_text("utf-8"))
    return content


def merge_results(runs: Sequence[Content], folder: Path, manifest: Any) -> None:
    """Write one file for several passes, in dbt's own shape; the last word counts.

    What the manifest no longer has is left out.
    """
    known = {*manifest.nodes, *manifest.unit_tests}
    results = {
        node["unique_id"]: node
        for run in runs
        for node in run["results"]
        if node["unique_id"] in known
    }
    merged = {
        **runs[-1],
        "results": list(results.values()),
        "elapsed_time": sum(run["elapsed_time"] for run in runs),
    }
    (folder / RESULTS_NAME).write_text(json.dumps(merged), "utf-8")


def recall_outcomes(run: Content, manifest: Any) -> list[NodeOutcome]:
    """The outcomes that a file holds, of nodes that the manifest still has."""
    known = {**manifest.nodes, **manifest.unit_tests}
    return [
        NodeOutcome(
            unique_id=node["unique_id"],
            name=known[node["unique_id"]].name,
            status=node["status"],
            message=node["message"] or "",
            failures=node["failures"] or 0,
            sql=node["compiled_code"] or "",
        )
        for node in run["results"]
        if node["unique_id"] in known
    ]
