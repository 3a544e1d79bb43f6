"""What the project's metrics are called and declare, sound or not: to refer to them."""

from dataclasses import dataclass

from warehouse.metric_blocks import Block
from warehouse.metric_definitions import check_blocks
from warehouse.metric_inputs import read_meta
from warehouse.settings import Settings


@dataclass(frozen=True)
class DeclaredMetric:
    """A metric that declares grains; `labels` are its code and its names."""

    name: str
    labels: tuple[str, ...]
    grains: frozenset[str]
    dimensions: frozenset[str]


def list_declared_metrics(settings: Settings) -> list[DeclaredMetric]:
    """Every metric with grains, once: what a companion declares is its main metric's.

    Raises:
        FaultyMetricsError: a properties file cannot be read.
    """
    found, _ = check_blocks(settings)
    blocks = [block for block in found if _list(block, "grains")]
    names = dict.fromkeys(_main_of(block) for block in blocks)
    return [_unite(name, [b for b in blocks if _main_of(b) == name]) for name in names]


def _unite(name: str, blocks: list[Block]) -> DeclaredMetric:
    return DeclaredMetric(
        name,
        tuple(label for block in blocks for label in _label(block)),
        frozenset(grain for block in blocks for grain in _list(block, "grains")),
        frozenset(split for block in blocks for split in _list(block, "dimensions")),
    )


def _main_of(block: Block) -> str:
    return str(read_meta(block.content).get("reports_as", block.name))


def _label(block: Block) -> list[str]:
    """The code of a result's own indicator, the key of its targets, and the names."""
    meta = read_meta(block.content)
    if "reports_as" in meta:
        return []
    codes = [meta.get("code")] if meta.get("result") else []
    key = [] if meta.get("target_key") == "none" else [meta.get("target_key")]
    names = list((meta.get("names") or {}).values())
    return [str(label) for label in (*codes, *key, *names) if label]


def _list(block: Block, key: str) -> list[str]:
    found = read_meta(block.content).get(key)
    return [str(item) for item in found] if isinstance(found, list) else []
