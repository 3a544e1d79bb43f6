"""Layers of a chart, laid upon each other at the size the page gives them."""

from collections.abc import Sequence
from typing import Any

import altair as alt

# Altair declares the results of its chained calls as Any.
Layer = Any


def stack_layers(
    layers: Sequence[Layer], height: int, *, is_beside: bool = False
) -> alt.LayerChart:
    """The layers as one chart, as wide as its place, the first at the bottom.

    Args:
        height: of the plot alone in pixels; axes and legends come on top of it.
        is_beside: every layer keeps its own words at its side.
    """
    chart: Layer = alt.layer(*layers)
    if is_beside:
        chart = chart.resolve_axis(y="independent")
    # Without it the page's default squeezes the plot to make room for its axes.
    autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    sized: alt.LayerChart = chart.properties(
        width="container", height=height, autosize=autosize
    )
    return sized
