"""The lineage in the browser: each row leads on to its own node."""

from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.test_url_state import read_query
from tests.browser.visiting import Complaints, settle, visit

WAY = (
    "metric.trainings_held",
    "semantic_model.training_events",
    "model.int_metrics__training_events_scoped",
)


def test_rows_lead_from_an_indicator_to_its_models(
    server: Server, tab: Page, complaints: Complaints
) -> None:
    visit(tab, f"{server.url}/sources?lang=en&node={WAY[0]}")
    for here, following in zip(WAY, WAY[1:], strict=False):
        table = tab.locator(f".st-key-steps_{here.replace('.', '-')}")
        table.scroll_into_view_if_needed()
        settle(tab)
        box = table.bounding_box()
        assert box
        tab.mouse.click(box["x"] + 12, box["y"] + 54)
        expect(table).to_have_count(0)
        settle(tab)
        assert read_query(tab)["node"] == [following]
    assert (complaints.console, complaints.requests) == ([], [])
