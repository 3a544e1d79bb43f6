"""docs/settings.md names every setting, with its default."""

import re
from pathlib import Path

from dashboard.settings import DashboardSettings
from warehouse.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", PAGE, flags=re.MULTILINE))


def _name_settings():
    for prefix, model in (("WAREHOUSE_", Settings), ("DASHBOARD_", DashboardSettings)):
        for name, field in model.model_fields.items():
            yield prefix + name.upper(), field


def test_every_setting_has_its_row_and_no_row_is_left_over():
    assert set(ROWS) == {name for name, _ in _name_settings()}


def test_defaults_are_those_of_the_code():
    for name, field in _name_settings():
        shown = ROWS[name].strip("`")
        if isinstance(field.default, Path):
            assert str(field.default).endswith(shown), name
        elif field.default:
            assert shown == str(field.default), name
