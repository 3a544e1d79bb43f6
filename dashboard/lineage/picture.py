"""A node between its sources and its pages: one box a step, readable on a phone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.lineage.words import name_node, sign_tests
from dashboard.wording import plural, text
from warehouse.lineage import Layers, Lineage, Node
from warehouse.releases import Release

STEPS = 3
"""Steps that have a box of their own, up and down; the rest share one."""
NAMES = 7
"""Names in a box; the rest are counted."""
_SHAPES = {"step": ("[", "]"), "node": ("[", "]"), "end": ("(", ")")}
_HEAD = (
    '%%{init: {"flowchart": {"wrappingWidth": 300, "rankSpacing": 28}}}%%',
    "flowchart TB",
)

Layering = list[list[Node]]


@dataclass(frozen=True)
class _Box:
    title: str
    nodes: Sequence[Node]
    kind: str = "step"


def build_picture(lineage: Lineage, name: str, release: Release) -> str:
    """Mermaid's text: sources, what stands between, the node, what follows, pages."""
    boxes = list(_list_boxes(lineage, name))
    drawn = [f"b{at}{_draw(box, release)}" for at, box in enumerate(boxes)]
    arrows = [f"b{at} --> b{at + 1}" for at in range(len(boxes) - 1)]
    [middle] = [at for at, box in enumerate(boxes) if box.kind == "node"]
    return "\n".join([*_HEAD, *drawn, *arrows, f"style b{middle} stroke-width:3px"])


def _list_boxes(lineage: Lineage, name: str) -> Iterator[_Box]:
    upstream, origins = _part(lineage.list_upstream(name), is_origin)
    downstream, pages = _part(
        lineage.list_downstream(name), lambda node: node.kind == "exposure"
    )
    if origins:
        yield _Box(plural("lineage.origins", len(origins)), origins, "end")
    yield from reversed(list(_list_steps(upstream, "before")))
    yield _Box("", [lineage.find(name)], "node")
    yield from _list_steps(downstream, "behind")
    if pages:
        yield _Box(plural("lineage.pages", len(pages)), pages, "end")


def is_origin(node: Node) -> bool:
    """Whether nothing of the project is before it: a register or a file of facts."""
    return node.kind == "seed" or node.name.startswith("source.registers.")


def _part(
    layers: Layers, is_end: Callable[[Node], bool]
) -> tuple[Layering, list[Node]]:
    """Layers without their ends, and the ends of all of them."""
    between = [[node for node in layer if not is_end(node)] for layer in layers]
    ends = [node for layer in layers for node in layer if is_end(node)]
    return [layer for layer in between if layer], ends


def _list_steps(layers: Layering, way: str) -> Iterator[_Box]:
    for step, layer in enumerate(layers[:STEPS], 1):
        yield _Box(plural(f"lineage.{way}", step), layer)
    further = [node for layer in layers[STEPS:] for node in layer]
    if further:
        yield _Box(text(f"lineage.{way}_further", n=len(further)), ())


def _draw(box: _Box, release: Release) -> str:
    before, after = _SHAPES[box.kind]
    rest = len(box.nodes) - NAMES
    lines = [
        *([f"{box.title}{':' if box.nodes else ''}"] if box.title else []),
        *(_sign(node, release) for node in box.nodes[:NAMES]),
        *([text("lineage.more", n=rest)] if rest > 0 else []),
    ]
    words = "<br/>".join(escape(line).replace("#", "") for line in lines)
    return f'{before}"{words}"{after}'


def _sign(node: Node, release: Release) -> str:
    return f"{sign_tests(node, release)} {name_node(node)}".strip()
