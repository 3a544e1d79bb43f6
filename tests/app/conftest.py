"""The pages' tests read the demo warehouse."""

from pathlib import Path
from typing import Any

import pytest

from dashboard import downloads

Files = dict[str, bytes]


@pytest.fixture
def demo_pages(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app started now shows the demo."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(demo_warehouse))
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")
    return demo_warehouse


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Name to content of every file offered, as a click would have it."""
    offered: Files = {}
    draw = downloads.st.download_button

    def keep(label: str, data: Any, *, file_name: str, **options: Any) -> bool:
        offered[file_name] = data()
        return bool(draw(label, data, file_name=file_name, **options))

    monkeypatch.setattr(downloads.st, "download_button", keep)
    return offered
