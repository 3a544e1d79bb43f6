"""What changed in the metrics' definitions between two releases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from warehouse.resolved_definitions import ResolvedDefinition, Text

Definitions = Mapping[str, ResolvedDefinition]

NOTHING: Text = (None, None)
"""Words of a side on which a field says nothing."""


@dataclass(frozen=True)
class DefinitionChange:
    """One field of one metric that means something else than before, in one scope."""

    metric: str
    scope: str
    kind: Literal["added", "changed", "removed"]
    field: str
    before: Text
    after: Text


def compare_definitions(
    before: Definitions, after: Definitions, aliases: Mapping[str, str]
) -> list[DefinitionChange]:
    """Every difference, by metric, scope and field.

    A new name is a new metric, unless `aliases` has the former name with the new one.
    """
    renamed = _list_renamed(before, after, aliases)
    before = {renamed.get(name, name): old for name, old in before.items()}
    changes = [
        change
        for metric in before.keys() | after.keys()
        for change in _compare(metric, before.get(metric), after.get(metric))
    ]
    names = [
        change
        for alias, metric in renamed.items()
        for change in _note_name(alias, metric, before[metric], after[metric])
    ]
    return sorted([*changes, *names], key=lambda c: (c.metric, c.scope, c.field))


def _list_renamed(
    before: Definitions, after: Definitions, aliases: Mapping[str, str]
) -> dict[str, str]:
    """Former names that have gone, with names that are new."""
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    return {a: m for a, m in aliases.items() if a in gone and m in new}


def _note_name(
    alias: str, metric: str, old: ResolvedDefinition, new: ResolvedDefinition
) -> Iterator[DefinitionChange]:
    for scope in old.scopes & new.scopes:
        yield DefinitionChange(
            metric, scope, "changed", "metric", _say(alias), _say(metric)
        )


def _compare(
    metric: str, old: ResolvedDefinition | None, new: ResolvedDefinition | None
) -> Iterator[DefinitionChange]:
    scopes_before = old.scopes if old else frozenset()
    scopes_after = new.scopes if new else frozenset()
    if old:
        for scope in scopes_before - scopes_after:
            yield DefinitionChange(
                metric, scope, "removed", "metric", old.names, NOTHING
            )
    if new:
        for scope in scopes_after - scopes_before:
            yield DefinitionChange(metric, scope, "added", "metric", NOTHING, new.names)
    if old and new:
        for field, before, after in _list_differences(old, new):
            for scope in scopes_before & scopes_after:
                yield DefinitionChange(metric, scope, "changed", field, before, after)


def _list_differences(
    old: ResolvedDefinition, new: ResolvedDefinition
) -> Iterator[tuple[str, Text, Text]]:
    """Each field that differs, but for those that an older version did not know."""
    for field in old.texts.keys() & new.texts.keys():
        if old.texts[field] != new.texts[field]:
            yield field, old.texts[field], new.texts[field]
    for field, before in old.lists.items():
        after = new.lists[field]
        # What is offered besides changes no figure that was there.
        if not before.items() <= after.items():
            yield field, _write_list(before), _write_list(after)
    if old.code != new.code:
        yield "sql", _write_code(old.code, new.code), _write_code(new.code, old.code)


def _write_list(members: Mapping[str, str]) -> Text:
    named = [
        name if name == meaning else f"{name} ({meaning})"
        for name, meaning in members.items()
    ]
    return _say("; ".join(named))


def _write_code(own: Mapping[str, str], other: Mapping[str, str]) -> Text:
    """The models, macros and rules that differ, each with its hash on this side."""
    changed = sorted(own.items() - other.items())
    return _say("; ".join(f"{name} {mark}" for name, mark in changed))


def _say(text: str) -> Text:
    return (text, text) if text else NOTHING
