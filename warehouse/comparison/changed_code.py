"""What two releases mean and compute otherwise, drawn from their manifests."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from warehouse.code_fingerprints import fingerprint_model, list_rules
from warehouse.definition_comparison import DefinitionChange, compare_definitions
from warehouse.predecessor import UNKNOWN_MANIFEST, Manifests, read_sealed_manifests
from warehouse.releases import Release
from warehouse.resolved_definitions import resolve_manifests

_FIGURES = "mart_metric_value"
_MOVES_NOTHING = frozenset(
    {
        "counting_rule",
        "data_type",
        "definition",
        "deviation",
        "direction",
        "percent_met",
        "target_key",
        "type",
        "unit",
    }
)
"""Fields in words, or of what is judged: they change no figure."""
_CAUSES = {
    "added": "new_indicator",
    "removed": "removed_indicator",
    "sql": "changed_model",
    "suppression_class": "changed_suppression",
}
_FIRST = (
    "new_indicator",
    "removed_indicator",
    "changed_definition",
    "changed_model",
    "changed_suppression",
)
_SCHEMA = {"metric": pl.String, "cause": pl.String}


@dataclass(frozen=True)
class ChangedCode:
    """What differs in code; `is_known` is false where manifests cannot be read.

    `is_rule_changed`: the code between the metrics and their figures differs.
    """

    definitions: tuple[DefinitionChange, ...] = ()
    is_rule_changed: bool = False
    is_known: bool = True

    def tabulate_causes(self) -> pl.DataFrame:
        """One row per metric whose figures may differ, with the weightiest cause."""
        found: dict[str, set[str]] = {}
        for change in self.definitions:
            if not _moves_nothing(change):
                usual = _CAUSES.get(change.field, "changed_definition")
                cause = _CAUSES.get(change.kind, usual)
                found.setdefault(change.metric, set()).add(cause)
        rows = [(m, min(causes, key=_FIRST.index)) for m, causes in found.items()]
        return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _moves_nothing(change: DefinitionChange) -> bool:
    """Another name for the same metric moves nothing; one that came or went does."""
    is_renamed = (change.kind, change.field) == ("changed", "metric")
    return is_renamed or change.field in _MOVES_NOTHING


def find_changed_code(
    before: Release, after: Release, aliases: Mapping[str, str]
) -> ChangedCode:
    """Compare the manifests that were sealed with two releases.

    `aliases` has the former names of metrics with those they have in `after`.
    """
    try:
        old, new = (read_sealed_manifests(release) for release in (before, after))
        rules = list_rules(new[0])
        changes = compare_definitions(
            resolve_manifests(*old, rules), resolve_manifests(*new, rules), aliases
        )
        rule_changed = _fingerprint(old, rules) != _fingerprint(new, rules)
    except UNKNOWN_MANIFEST:
        return ChangedCode(is_known=False)
    return ChangedCode(tuple(changes), rule_changed)


def _fingerprint(manifests: Manifests, rules: set[str]) -> dict[str, str]:
    return fingerprint_model(_FIGURES, manifests[0], rules)
