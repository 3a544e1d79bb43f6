"""dbt's own documentation of a release: one page that needs no other file."""

import gzip
import json
from pathlib import Path
from typing import Any

from warehouse.checksums import is_sound_since_start
from warehouse.releases import Release
from warehouse.settings import Settings
from warehouse.workspace import Workspace

DOCS_NAME = "docs.html.gz"

_PARTS = {
    '"MANIFEST.JSON INLINE DATA"': "manifest.json",
    '"CATALOG.JSON INLINE DATA"': "catalog.json",
}
"""Where dbt's page takes its data; dbt's own option `--static` fills it likewise."""


class NoDocsError(LookupError):
    """A release has no documentation, or its file is not what was sealed."""


def write_docs(out: Path, workspace: Workspace, settings: Settings) -> None:
    """Write the page from the manifest and the catalogue in dbt's target folder.

    Folders of this machine are left out, and so is whoever ran dbt.
    """
    from dbt.task.docs import DOCS_INDEX_FILE_PATH

    page = Path(DOCS_INDEX_FILE_PATH).read_text("utf-8")
    for place, name in _PARTS.items():
        content = json.loads((workspace.target / name).read_bytes())
        content["metadata"] |= {"user_id": None, "send_anonymous_usage_stats": False}
        text = _hide_folders(_encode(content), workspace, settings)
        page = page.replace(place, text, 1)
    # Without a time inside, the same page gives the same bytes.
    out.write_bytes(gzip.compress(page.encode(), mtime=0))


def find_docs(release: Release) -> Path:
    """The compressed page of a release, which is as it was sealed.

    Raises:
        NoDocsError: an older release has none, or the file is damaged.
    """
    path, expected = release.path / DOCS_NAME, release.info.checksums.get(DOCS_NAME)
    if expected is None or not is_sound_since_start(path, expected):
        raise NoDocsError(release.id)
    return path


def _encode(content: dict[str, Any]) -> str:
    """JSON that may stand in a script: nothing in it ends the script."""
    return json.dumps(content, separators=(",", ":")).replace("</", "<\\/")


def _hide_folders(text: str, workspace: Workspace, settings: Settings) -> str:
    folders = {
        str(workspace.folder): "build",
        str(settings.project_dir.resolve()): "dbt_project",
        str(settings.dir.resolve()): "warehouse",
    }
    for folder in sorted(folders, key=len, reverse=True):
        text = text.replace(json.dumps(folder)[1:-1], folders[folder])
    return text
