"""A real register of many events, head counts only, in a live edition."""

import polars as pl
import pytest

from tests.app.opening import open_page, read_words
from tests.conftest import REPOSITORY
from tests.warehouse.editions import build_edition

SAMPLE = REPOSITORY.parent / "shared" / "samples" / "workshops_thru_2018Q2.csv"
EVENTS = 1593
ATTENDANCES = 37486
HEADERS = {
    "slug": "event_id",
    "attendance": "attendance_count",
    "host_name": "host_organisation",
}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not SAMPLE.exists(), reason=f"{SAMPLE} is not here"),
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The sample under the register's own headers, which is all that a mapping does."""
    folder = tmp_path_factory.mktemp("many")
    sample = pl.read_csv(SAMPLE, infer_schema=False).drop("tag_name").rename(HEADERS)
    sample.write_csv(folder / "training_events.csv")
    return build_edition("live", folder / "warehouse", folder / "training_events.csv")


def test_every_row_is_accounted_for(edition):
    (file,) = edition.files
    assert file["rows_in"] == EVENTS
    assert file["rows_accepted"] + file["rows_quarantined"] == EVENTS


def test_the_register_s_attendances_are_the_figure(edition):
    (held,) = edition.ask(
        "select count(*), sum(attendance_count) from marts.mart_training"
        " where provenance = 'imported'"
    )
    assert held == (EVENTS, ATTENDANCES)
    (whole,) = edition.ask(
        "select value, state, provenance from marts.mart_metric_value"
        " where metric = 'attendances' and scope = 'programme'"
        " and grain = 'programme' and dimension = 'total'"
    )
    assert whole == (ATTENDANCES, "value", "imported")


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "en",
            (
                "1,599 events",
                "1,593 from registers",
                "37,486 attendances at 1,470 of them",
                "attendance of 123 events not reported",
            ),
        ),
        (
            "ru",
            (
                "1 599 мероприятий",
                "1 593 из реестров",
                "число участий в 1 470 мероприятиях: 37 486",
                "для 123 мероприятий число участий не представлено",
            ),
        ),
    ],
)
def test_the_trainings_page_sums_what_it_lists(edition, monkeypatch, language, parts):
    monkeypatch.setenv("WAREHOUSE_DIR", str(edition.folder))
    monkeypatch.setenv("WAREHOUSE_EDITION", "live")
    app = open_page("trainings", f"lang={language}")
    assert not app.exception
    words = read_words(app).replace("\u00a0", " ").replace("\u202f", " ")
    (line,) = [line for line in words.splitlines() if line.startswith(parts[0])]
    said = line.split(" · ")
    assert [part for part in parts if part not in said] == []
    assert app.dataframe
