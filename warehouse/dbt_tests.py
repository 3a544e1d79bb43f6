"""What each dbt test of a build looks at, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from warehouse.release_info import TestCounts, TestResult
from warehouse.transform import NodeOutcome

KINDS = ("test", "unit_test")


@dataclass(frozen=True)
class TestSubject:
    """What a test is about.

    `kind` is the generic test it is made of, `singular` for one of its own, or
    `unit_test`.
    """

    __test__ = False

    kind: str
    models: tuple[str, ...]
    column: str | None
    description: str


def find_subject(node: NodeOutcome, manifest: Any) -> TestSubject:
    """The subject of a test that has run; `manifest` is dbt's own, with its maps."""
    if node.kind == "unit_test":
        test = manifest.unit_tests[node.unique_id]
        return TestSubject(node.kind, (test.model,), None, test.description or "")
    test = manifest.nodes[node.unique_id]
    parents = manifest.parent_map.get(node.unique_id, [])
    attached = [test.attached_node] if getattr(test, "attached_node", None) else parents
    generic = getattr(test, "test_metadata", None)
    return TestSubject(
        kind=generic.name if generic else "singular",
        models=tuple(sorted({parent.rsplit(".", 1)[1] for parent in attached})),
        column=getattr(test, "column_name", None),
        description=test.description or "",
    )


def count_tests(nodes: Iterable[NodeOutcome], manifest: Any) -> TestCounts:
    """All tests among the nodes, with their subjects, counted by outcome."""
    results = [_record(node, manifest) for node in nodes if node.kind in KINDS]
    states = [result.status for result in results]
    return TestCounts(
        passed=states.count("pass"),
        warned=states.count("warn"),
        failed=len(states) - states.count("pass") - states.count("warn"),
        results=tuple(results),
    )


def _record(node: NodeOutcome, manifest: Any) -> TestResult:
    subject = find_subject(node, manifest)
    return TestResult.model_validate(
        {
            "name": node.name,
            "status": node.status,
            "failures": node.failures,
            "kind": subject.kind,
            "models": subject.models,
            "column": subject.column,
            "description": " ".join(subject.description.split()),
        }
    )
