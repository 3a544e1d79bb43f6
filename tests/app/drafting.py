"""A draft made of the release that is served: what pages show of one."""

import shutil
from datetime import UTC, datetime

from warehouse.build import ARTIFACTS
from warehouse.checksums import compute_checksum
from warehouse.drafts import keep_draft, name_draft
from warehouse.release_info import DATABASE_NAME, Predecessor
from warehouse.releases import Release, find_served
from warehouse.run_results import RESULTS_NAME
from warehouse.settings import Settings


def write_draft(settings: Settings) -> Release:
    """Keep a draft whose figures are those of the served release, its base."""
    served = find_served(settings).release
    folder = settings.dir / "new"
    folder.mkdir()
    names = (*ARTIFACTS, RESULTS_NAME, DATABASE_NAME)
    for name in names:
        shutil.copyfile(served.path / name, folder / name)
    created_at = datetime.now(UTC)
    changes = {
        "id": name_draft(created_at, compute_checksum(folder / "internal.duckdb")),
        "base": served.id,
        "created_at": created_at,
        "checksums": {name: served.info.checksums[name] for name in names},
        "predecessor": Predecessor(release=served.id, is_compared=True),
    }
    return keep_draft(folder, served.info.model_copy(update=changes), settings)
