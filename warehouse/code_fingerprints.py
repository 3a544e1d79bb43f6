"""The code behind each metric of a release, as hashes that tell when it changed."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

RULE = "rule"
"""Tag of a seed whose rows are thresholds or rules of counting, not facts."""

Manifest = Mapping[str, Any]
Calls = Mapping[str, Sequence[str]]

_WORDS = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\{#.*?#\}|\s+", re.DOTALL)


def fingerprint_code(manifest: Manifest, rules: set[str]) -> dict[str, dict[str, str]]:
    """For each metric the models, macros and rule seeds upstream, each with its hash.

    `manifest` is the content of the file dbt writes, `rules` the ids of the seeds to
    look at. Hashes are of the code as written, without comments and line breaks: what
    dbt compiles names dates and folders of one build.
    """
    calls = _list_calls(manifest)
    return {
        metric["name"]: _fingerprint(unique_id, manifest, rules, calls)
        for unique_id, metric in manifest["metrics"].items()
    }


def fingerprint_model(name: str, manifest: Manifest, rules: set[str]) -> dict[str, str]:
    """The models, macros and rule seeds upstream of one model, each with its hash.

    Raises:
        LookupError: there is no such model.
    """
    ids = (i for i in manifest["nodes"] if i.startswith("model."))
    unique_id = {i.rsplit(".", 1)[1]: i for i in ids}[name]
    return _fingerprint(unique_id, manifest, rules, _list_calls(manifest))


def _fingerprint(
    unique_id: str, manifest: Manifest, rules: set[str], calls: Calls
) -> dict[str, str]:
    names = set(_list_code(unique_id, manifest, rules, calls))
    return {n.split(".", 2)[2]: _hash(_read_code(n, manifest)) for n in sorted(names)}


def list_rules(manifest: Manifest) -> set[str]:
    """Ids of the seeds that carry the tag `rule`."""
    nodes = manifest["nodes"].items()
    return {
        name
        for name, node in nodes
        if name.startswith("seed.") and RULE in node["tags"]
    }


def _list_calls(manifest: Manifest) -> Calls:
    """The project's own macros, each with the macros it calls."""
    own = f"macro.{manifest['metadata']['project_name']}."
    return {
        name: macro["depends_on"]["macros"]
        for name, macro in manifest["macros"].items()
        if name.startswith(own)
    }


def _list_code(
    unique_id: str, manifest: Manifest, rules: set[str], calls: Calls
) -> Iterator[str]:
    for name in _walk(unique_id, manifest["parent_map"]):
        if name in rules:
            yield name
        if name.startswith("model."):
            yield name
            called = manifest["nodes"][name]["depends_on"]["macros"]
            for macro in calls.keys() & called:
                yield macro
                yield from calls.keys() & set(_walk(macro, calls))


def _walk(start: str, parents: Calls) -> Iterator[str]:
    """Everything above a node, each once."""
    seen, waiting = {start}, [start]
    while waiting:
        new = set(parents.get(waiting.pop(), ())) - seen
        seen |= new
        waiting += new
        yield from new


def _read_code(name: str, manifest: Manifest) -> str:
    if name.startswith("seed."):
        return str(manifest["nodes"][name]["checksum"]["checksum"])
    if name.startswith("macro."):
        return _strip(manifest["macros"][name]["macro_sql"])
    return _strip(manifest["nodes"][name]["raw_code"])


def _strip(code: str) -> str:
    """The code without comments and with single spaces; quoted words stay."""
    return _WORDS.sub(lambda m: m[0] if m[0].startswith("'") else " ", code).strip()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
