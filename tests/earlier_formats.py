"""Releases of earlier formats, as they were made: `fixtures/releases/format_N`."""

import json
import zipfile
from pathlib import Path

from warehouse.settings import Settings

RELEASES = Path(__file__).parent / "fixtures" / "releases"
FORMATS = sorted(
    int(folder.name.removeprefix("format_")) for folder in RELEASES.iterdir()
)


def unpack_release(number: int, folder: Path) -> Settings:
    """A warehouse in `folder` that serves the fixture of one format."""
    settings = Settings(dir=folder, edition="reported")
    archive = RELEASES / f"format_{number}" / "release.zip"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder / "releases")
        name = packed.namelist()[0].split("/")[0]
    (folder / "current.json").write_text(json.dumps({"release": name}))
    return settings
