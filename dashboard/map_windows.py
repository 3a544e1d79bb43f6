"""The part of the Earth a map shows, and where in a chart each place of it comes."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import cos, radians, sin, sqrt

from dashboard.map_labels import Box

EDGE = 8


@dataclass(frozen=True)
class MapWindow:
    """What a map shows at any width, in degrees.

    `west` may exceed `east`: west=100, east=-130 runs from 100°E over 180° to 130°W.
    The projection is the conic equal-area one, as Vega's `conicEqualArea` computes it.
    """

    center_longitude: float
    west: float
    east: float
    south: float
    north: float

    @property
    def longitude_span(self) -> float:
        """Degrees from west to east; the whole Earth where the two are the same."""
        return (self.east - self.west) % 360 or 360.0

    @property
    def parallels(self) -> tuple[float, float]:
        """One sixth from the edges, and never symmetric to the equator, where the
        cone would have no apex."""
        sixth = (self.north - self.south) / 6
        lower, upper = self.south + sixth, self.north - sixth
        return lower, upper + 2 * (abs(lower + upper) < 1)

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Position at scale 1, y downwards, (0, 0) where the middle meets the equator.

        Snyder, Map Projections (USGS Professional Paper 1395), equations 14-1 to 14-6.
        """
        sin_lower, sin_upper = (sin(radians(degrees)) for degrees in self.parallels)
        n = (sin_lower + sin_upper) / 2
        c = 1 + sin_lower * sin_upper
        radius = sqrt(c - 2 * n * sin(radians(latitude))) / n
        turned = (longitude - self.center_longitude + 180) % 360 - 180
        angle = n * radians(turned)
        return radius * sin(angle), radius * cos(angle) - sqrt(c) / n

    @cached_property
    def extent(self) -> Box:
        """The smallest rectangle, at scale 1, around the whole window."""
        steps = [step / 24 for step in range(25)]
        positions = [
            self.project(
                self.west + across * self.longitude_span,
                self.south + up * (self.north - self.south),
            )
            for across, up in product(steps, steps)
        ]
        xs, ys = zip(*positions, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def locate(
        self, longitude: float, latitude: float, width: float, height: float
    ) -> tuple[float, float]:
        """Position in a chart of this size, in pixels from its upper left corner."""
        extent = self.extent
        x, y = self.project(longitude, latitude)
        scale = min(
            (width - 2 * EDGE) / extent.width, (height - 2 * EDGE) / extent.height
        )
        return (
            width / 2 + scale * (x - extent.middle[0]),
            height / 2 + scale * (y - extent.middle[1]),
        )

    @property
    def scale_expression(self) -> str:
        """The scale of `locate`, for Vega to follow the width of the chart."""
        return (
            f"min((width - {2 * EDGE}) / {self.extent.width},"
            f" (height - {2 * EDGE}) / {self.extent.height})"
        )

    @property
    def translate_expression(self) -> str:
        """The rest of `locate`, for Vega."""
        across, down = self.extent.middle
        scale = self.scale_expression
        return f"[width / 2 - {across} * {scale}, height / 2 - {down} * {scale}]"
