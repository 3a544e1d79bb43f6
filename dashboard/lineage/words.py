"""What the nodes of a release are called, and what came of their tests."""

from dataclasses import asdict

from dashboard.wording import current_language, pick, plural, word
from warehouse.lineage import Node, list_tests
from warehouse.releases import Release

_GRAVEST_FIRST = (
    ("✕", ("fail", "error", "skipped")),
    ("▲", ("warn",)),
)


def name_node(node: Node) -> str:
    """An indicator's and a page's title, dbt's own name for the rest."""
    if node.kind == "exposure":
        return word("page", node.short_name)
    title = pick(asdict(node), "title") if node.kind == "metric" else ""
    return title or node.short_name


def name_kind(node: Node) -> str:
    """What a node is: a page, an indicator, a model."""
    return word("node_kind", node.kind)


def describe_node(node: Node) -> str:
    """What a node is for, in English where nobody wrote it in Russian.

    A page needs no English words on a Russian page: its title says what it is.
    """
    if node.kind == "exposure" and current_language() != "en":
        return ""
    return pick(asdict(node), "text")


def find_language(node: Node) -> str:
    """The language that a node is described in: project files are in English."""
    return "en" if node.text_ru == node.text_en else current_language()


def sign_tests(node: Node, release: Release) -> str:
    """The gravest outcome of a node's tests as a sign; nothing if all have passed."""
    states = {test.status for test in list_tests(release, node)}
    return next((sign for sign, bad in _GRAVEST_FIRST if states & {*bad}), "")


def count_tests(node: Node, release: Release) -> str:
    """How many tests of a node passed, warned and failed; empty without any."""
    states = [test.status for test in list_tests(release, node)]
    passed, warned = states.count("pass"), states.count("warn")
    counts = {"passed": passed, "warned": warned}
    counts["failed"] = len(states) - passed - warned
    said = [plural(f"tests.{name}", n) for name, n in counts.items() if n]
    return ", ".join(said)
