"""The dated entries of changed definitions, landed while a release is built."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from warehouse.code_fingerprints import list_rules
from warehouse.definition_comparison import DefinitionChange, compare_definitions
from warehouse.indicator_aliases import read_aliases
from warehouse.inputs import find_code_revision
from warehouse.landed import land_tables
from warehouse.predecessor import (
    UNKNOWN_MANIFEST,
    find_predecessor,
    read_manifests,
    read_mart,
    read_sealed_manifests,
)
from warehouse.release_info import Edition, Predecessor
from warehouse.releases import Release
from warehouse.resolved_definitions import resolve_manifests
from warehouse.settings import Settings

Columns = dict[str, type[pl.DataType]]

_VALUE: Columns = {
    "metric": pl.String,
    "scope": pl.String,
    "grain": pl.String,
    "period": pl.Date,
    "dimension": pl.String,
    "member": pl.String,
}
_TABLES: dict[str, Columns] = {
    "definition_changes": {
        "metric": pl.String,
        "scope": pl.String,
        "kind": pl.String,
        "field": pl.String,
        "before_text_en": pl.String,
        "before_text_ru": pl.String,
        "after_text_en": pl.String,
        "after_text_ru": pl.String,
        "release_before": pl.String,
        "code_revision": pl.String,
    },
    "earlier_definition_changes": {
        "metric": pl.String,
        "scope": pl.String,
        "changed_date": pl.Date,
        "kind": pl.String,
        "field": pl.String,
        "before_text_en": pl.String,
        "before_text_ru": pl.String,
        "after_text_en": pl.String,
        "after_text_ru": pl.String,
        "is_recomputed": pl.Boolean,
        "is_break": pl.Boolean,
        "release_before": pl.String,
        "code_revision": pl.String,
    },
    "values_before": {
        **_VALUE,
        "value": pl.Float64,
        "state": pl.String,
        "as_of_date": pl.Date,
        "release_before": pl.String,
    },
    "earlier_recomputed_values": {
        **_VALUE,
        "changed_date": pl.Date,
        "value_before": pl.Float64,
        "state_before": pl.String,
        "value": pl.Float64,
        "state": pl.String,
        "release_before": pl.String,
    },
}
_EMPTY = {name: pl.DataFrame(schema=schema) for name, schema in _TABLES.items()}


def land_definition_changes(
    build_file: Path, target_dir: Path, edition: Edition, settings: Settings
) -> Predecessor:
    """Land what changed since the release before, and all that earlier ones changed.

    Needs this build's manifests in `target_dir`. Nobody else may hold the build file
    open. Where the manifests of the release before cannot be read, nothing is compared
    and the answer says so; what that release says of earlier changes is taken over.
    """
    release = find_predecessor(edition, settings)
    aliases = read_aliases(settings)
    frames = dict(_EMPTY)
    changes: list[DefinitionChange] | None = None
    if release:
        changes = _find_changes(release, target_dir, aliases)
        frames |= _tabulate(release, changes or [], aliases, settings)
    land_tables(build_file, frames)
    return Predecessor(
        release=release.id if release else None, is_compared=changes is not None
    )


def _find_changes(
    release: Release, target_dir: Path, aliases: Mapping[str, str]
) -> list[DefinitionChange] | None:
    """None where the release's manifests cannot be read."""
    ours = read_manifests(target_dir)
    rules = list_rules(ours[0])
    after = resolve_manifests(*ours, rules)
    try:
        before = resolve_manifests(*read_sealed_manifests(release), rules)
    except UNKNOWN_MANIFEST:
        return None
    return compare_definitions(before, after, aliases)


def _tabulate(
    release: Release,
    changes: Sequence[DefinitionChange],
    aliases: Mapping[str, str],
    settings: Settings,
) -> Mapping[str, pl.DataFrame]:
    current = pl.col("metric").replace(aliases)

    def take_over(name: str, mart: str) -> pl.DataFrame:
        rows = read_mart(release, mart, _EMPTY[name], settings)
        return rows.with_columns(current)

    revision = find_code_revision(settings)
    rows = [
        {**_describe(c), "release_before": release.id, "code_revision": revision}
        for c in changes
    ]
    return {
        "definition_changes": pl.DataFrame(rows, schema=_TABLES["definition_changes"]),
        "earlier_definition_changes": take_over(
            "earlier_definition_changes", "mart_definition_change"
        ),
        "values_before": _read_values(release, changes, current, settings),
        "earlier_recomputed_values": take_over(
            "earlier_recomputed_values", "mart_recomputed_value"
        ),
    }


def _describe(change: DefinitionChange) -> dict[str, str | None]:
    before, after = change.before, change.after
    return {
        "metric": change.metric,
        "scope": change.scope,
        "kind": change.kind,
        "field": change.field,
        "before_text_en": before[0],
        "before_text_ru": before[1],
        "after_text_en": after[0],
        "after_text_ru": after[1],
    }


def _read_values(
    release: Release,
    changes: Sequence[DefinitionChange],
    current: pl.Expr,
    settings: Settings,
) -> pl.DataFrame:
    """The figures of changed metrics as they were, with the date they were of."""
    wanted = {"value": pl.Float64, "state": pl.String}
    empty = pl.DataFrame(schema=_VALUE | wanted)
    names = {change.metric for change in changes if change.kind == "changed"}
    dates = release.info.as_of
    return (
        read_mart(release, "mart_metric_value", empty, settings)
        .with_columns(current)
        .filter(pl.col("metric").is_in(sorted(names)))
        .with_columns(
            as_of_date=pl.col("scope").replace_strict(
                dates, default=None, return_dtype=pl.Date
            ),
            release_before=pl.lit(release.id),
        )
    )
