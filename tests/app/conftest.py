"""The pages' tests read the demo warehouse."""

from pathlib import Path

import pytest


@pytest.fixture
def demo_pages(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app started now shows the demo."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(demo_warehouse))
    monkeypatch.setenv("WAREHOUSE_EDITION", "demo")
    return demo_warehouse
