"""The release that a new one follows, and what it says of itself."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.checksums import is_sound
from warehouse.reading import open_release
from warehouse.release_info import Edition
from warehouse.releases import (
    NoReleaseError,
    Release,
    find_served,
    is_servable,
    list_releases,
)
from warehouse.settings import Settings

Manifests = tuple[dict[str, Any], dict[str, Any]]
"""Content of `manifest.json` and of `semantic_manifest.json`."""

_COLUMNS = """
select column_name from duckdb_columns()
where schema_name = 'marts' and table_name = ?
"""
_NAMES = ("manifest.json", "semantic_manifest.json")


class UnreadableManifestError(ValueError):
    """A release's manifests are missing or damaged."""


UNKNOWN_MANIFEST = (
    UnreadableManifestError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
)
"""What reading a manifest gives that is damaged, or of a version we do not know."""


def find_predecessor(edition: Edition, settings: Settings) -> Release | None:
    """The served release, or the newest of this edition and programme if it is another.

    Readers of an edition ask what changed since the release of it that they know.
    """
    try:
        served = find_served(settings).release
    except NoReleaseError:
        return None
    for release in (served, *list_releases(settings)):
        info = release.info
        is_ours = (info.edition, info.programme) == (edition, settings.programme)
        if is_ours and is_servable(release):
            return release
    return None


def read_manifests(folder: Path) -> Manifests:
    """Read dbt's manifests.

    Raises:
        UnreadableManifestError: one is missing or is no JSON object.
    """
    try:
        first, second = (json.loads((folder / n).read_bytes()) for n in _NAMES)
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableManifestError(f"{folder}: {error}") from error
    if not isinstance(first, dict) or not isinstance(second, dict):
        raise UnreadableManifestError(f"{folder}: no manifest")
    return first, second


def read_sealed_manifests(release: Release) -> Manifests:
    """Read the manifests that were sealed with a release.

    Raises:
        UnreadableManifestError: one is missing, or not what was sealed.
    """
    for name in _NAMES:
        expected = release.info.checksums.get(name)
        if expected is None or not is_sound(release.path / name, expected):
            raise UnreadableManifestError(f"{release.id}: {name}")
    return read_manifests(release.path)


def read_mart(
    release: Release, table: str, empty: pl.DataFrame, settings: Settings
) -> pl.DataFrame:
    """The columns of `empty` from a mart; `empty` where an older release lacks them.

    Raises:
        ReadingError: the release's file cannot be read.
    """
    file = open_release(release, settings)
    try:
        known = file.fetch(_COLUMNS, [table])["column_name"].to_list()
        if not set(empty.columns) <= set(known):
            return empty
        columns = ", ".join(empty.columns)
        rows = file.fetch(f"select {columns} from marts.{table}")
        return rows.cast(empty.schema)
    finally:
        file.close()
