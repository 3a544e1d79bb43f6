"""The small columns of a card keep a place for a period without a figure."""

from dashboard.theme import current_tokens
from dashboard.trends import TrendPoint, draw_trend

POINTS = (
    TrendPoint("Q1", 3.0, "3"),
    TrendPoint("Q2", None, "Suppressed"),
    TrendPoint("Q3", 5.0, "5"),
)


def test_a_gap_keeps_its_place() -> None:
    spec = draw_trend(POINTS, ("Period", "Value"), current_tokens()).to_dict()
    assert spec["encoding"]["x"]["scale"]["domain"] == [0, 1, 2]
    (rows,) = spec["datasets"].values()
    assert [row["value"] for row in rows] == [3.0, None, 5.0]
