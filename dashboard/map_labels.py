"""Puts names beside the marks of a map, so that nothing covers anything else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

FONT_SIZE = 12
LINE_HEIGHT = 15
# Shares of the font size, those of a wide bold font: any other one fits then too.
LETTER_WIDTH = 0.58
NARROW_LETTERS = dict.fromkeys(" .,-'()/Iijlrtfг", 0.36)
WIDE_LETTERS = dict.fromkeys("MWmwАДЖМФШЩЫЮждмфшщыю", 0.82)
CAPITAL_WIDTH = 0.7
GAP = 4
CLEARANCE = 3
ALIGNMENTS = {-1: "right", 0: "center", 1: "left"}
# Where a name is looked for, around its mark: beside it first, across and down.
DIRECTIONS = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)]
DIAGONAL = 0.7
DISTANCES = [0, 6]


@dataclass(frozen=True)
class Box:
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The middle's x and y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (max(self.left, other.left) < min(self.right, other.right)) and max(
            self.top, other.top
        ) < min(self.bottom, other.bottom)

    def lies_within(self, other: "Box") -> bool:
        """Whether no part of it is outside of the other."""
        return (self.left >= other.left and self.right <= other.right) and (
            self.top >= other.top and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Anchor:
    """What a name stands for, in pixels: a mark, or with radius 0 an area without one.

    A mark whose name is empty is not named but not covered either.
    """

    name: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The square around the mark that other names keep out of."""
        reach = self.radius + CLEARANCE * bool(self.name and self.radius)
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)


@dataclass(frozen=True)
class Label:
    """A name in one line or two, and the offset of its first line, in pixels.

    The offset is from the anchor to the line's middle on the side that `align` names.
    """

    text: str
    dx: float
    dy: float
    align: str
    box: Box


def place_labels(anchors: Sequence[Anchor], frame: Box) -> list[Label | None]:
    """One label for each anchor, the first ones choosing first.

    A label is None where each position near the anchor would cover a mark, another
    label or the edge of the frame.
    """
    labels: list[Label | None] = []
    for anchor in anchors:
        taken = [other.box for other in anchors if other is not anchor]
        taken += [label.box for label in labels if label]
        labels.append(_find_free_label(anchor, taken, frame))
    return labels


def estimate_width(text: str) -> float:
    """At most as many pixels as a line needs."""
    known = NARROW_LETTERS | WIDE_LETTERS
    return FONT_SIZE * sum(
        known.get(letter, CAPITAL_WIDTH if letter.isupper() else LETTER_WIDTH)
        for letter in text
    )


def break_in_two(name: str) -> str:
    """The name with a line break at the space or hyphen nearest to its middle."""
    ends = [match.end() for match in re.finditer("[ -]", name)]
    ends = [end for end in ends if 3 <= end <= len(name) - 3]
    if not ends:
        return name
    end = min(ends, key=lambda end: abs(end - len(name) / 2))
    return f"{name[:end].rstrip()}\n{name[end:]}"


def _find_free_label(anchor: Anchor, taken: list[Box], frame: Box) -> Label | None:
    for label in _propose_labels(anchor):
        box = label.box
        if box.lies_within(frame) and not any(map(box.overlaps, taken)):
            return label
    return None


def _propose_labels(anchor: Anchor) -> Iterator[Label]:
    if not anchor.name:
        return
    if not anchor.radius:
        yield _build_label(anchor, anchor.name, 0, 0, 0)
    texts = [anchor.name, break_in_two(anchor.name)]
    for distance, text, (across, down) in product(DISTANCES, texts, DIRECTIONS):
        yield _build_label(anchor, text, across, down, distance)


def _build_label(
    anchor: Anchor, text: str, across: int, down: int, distance: float
) -> Label:
    lines = text.split("\n")
    width, height = max(map(estimate_width, lines)), len(lines) * LINE_HEIGHT
    reach = anchor.radius + GAP + distance
    if across and down:
        reach *= DIAGONAL
    dx, middle = across * reach, down * (reach + height / 2)
    left = anchor.x + dx - width * (1 - across) / 2
    top = anchor.y + middle - height / 2
    box = Box(left, top, left + width, top + height)
    first_line = middle - (height - LINE_HEIGHT) / 2
    return Label(text, dx, first_line, ALIGNMENTS[across], box)
