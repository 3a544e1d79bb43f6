"""Opening a release's file read-only, with every door to other files closed."""

from pathlib import Path

import duckdb

from warehouse.older_formats import Config, open_older
from warehouse.release_info import FORMAT_VERSION


def open_database(
    path: Path, version: int, config: Config
) -> duckdb.DuckDBPyConnection:
    """Open a file of format `version`; its schema `marts` is that of today.

    Afterwards no other file can be reached and no setting changed.

    Raises:
        duckdb.Error: the file cannot be opened, or is not of this format.
    """
    if version < FORMAT_VERSION:
        return open_older(path, version, config)
    # DuckDB takes them in this order: the lock comes last.
    alone = {"enable_external_access": False, **config, "lock_configuration": True}
    return duckdb.connect(str(path), read_only=True, config=alone)
