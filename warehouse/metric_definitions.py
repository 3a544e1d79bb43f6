"""Metrics as the dbt project declares them: which to compute, and how they read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.metric_blocks import Block, UnreadableBlockError, read_blocks
from warehouse.metric_faults import MetricFault, find_faults
from warehouse.metric_inputs import list_parts, read_meta
from warehouse.metric_sheet import BY_HAND
from warehouse.settings import Settings

_OF_ITS_OWN = (
    "grains",
    "dimensions",
    "pairs",
    "n_metric",
    "provenance_metric",
    "reports_as",
)


@dataclass(frozen=True)
class MetricDefinition:
    """One metric that declares grains.

    `name` is MetricFlow's; `reports_as` is the name its values are stored under (two
    metrics may share one, each for grains of its own; the second takes the rest of its
    sheet from the first). `parts` are the numerator and denominator of a ratio, or
    empty.
    """

    name: str
    reports_as: str
    meta: dict[str, Any]
    parts: tuple[str, ...]
    file: Path
    line: int
    block: str

    @property
    def grains(self) -> tuple[str, ...]:
        """Grains the metric is computed for."""
        return tuple(self.meta["grains"])

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions the metric is split by."""
        return tuple(self.meta.get("dimensions", []))

    @property
    def splits(self) -> tuple[tuple[str, ...], ...]:
        """No dimension, each declared dimension, each declared pair."""
        singles = [(dimension,) for dimension in self.dimensions]
        pairs = [tuple(pair) for pair in self.meta.get("pairs", [])]
        return ((), *singles, *pairs)

    @property
    def n_metrics(self) -> tuple[str, ...]:
        """Metrics that add up to the people behind a value; none for things."""
        named = self.meta.get("n_metric") or []
        return (named,) if isinstance(named, str) else tuple(named)

    @property
    def is_reported_by_hand(self) -> bool:
        """Whether its values come from a register of results, not from a formula."""
        return bool(self.meta["dataset"] == BY_HAND)


class FaultyMetricsError(ValueError):
    """The semantic layer holds blocks that would compute wrong numbers."""

    def __init__(self, faults: list[MetricFault]) -> None:
        self.faults = faults
        lines = [
            f"{f.file}:{f.line}: {f.metric}: {f.code} {f.parameters}" for f in faults
        ]
        super().__init__("\n".join(lines))


def check_blocks(settings: Settings) -> tuple[list[Block], list[MetricFault]]:
    """Every metric's block, and every fault of the semantic layer.

    Raises:
        FaultyMetricsError: a file is not even YAML, so that nothing else can be said.
    """
    try:
        blocks, *models = read_blocks(settings, "metrics", "semantic_models", "models")
    except UnreadableBlockError as error:
        words = {"problem": error.problem}
        fault = MetricFault("YAML", error.file, error.line, error.code, words)
        raise FaultyMetricsError([fault]) from error
    return blocks, find_faults(blocks, *models)


def read_definitions(settings: Settings) -> list[MetricDefinition]:
    """Read the metrics that declare grains from the project's YAML, by sort order.

    Raises:
        FaultyMetricsError: naming each faulty block by file and line.
    """
    blocks, faults = check_blocks(settings)
    if faults:
        raise FaultyMetricsError(faults)
    named = {block.name: block for block in blocks}
    declared = [
        _read_definition(block, named) for block in blocks if read_meta(block.content)
    ]
    return sorted(declared, key=lambda d: (d.meta["sort_order"], d.name))


def _read_definition(block: Block, named: dict[str, Block]) -> MetricDefinition:
    own = read_meta(block.content)
    main = own.get("reports_as", block.name)
    if main != block.name:
        sheet = read_meta(named[main].content)
        shared = {key: value for key, value in sheet.items() if key not in _OF_ITS_OWN}
        own = {**shared, **{key: own[key] for key in _OF_ITS_OWN if key in own}}
    return MetricDefinition(
        name=block.name,
        reports_as=main,
        meta=own,
        parts=tuple(list_parts(block.content)),
        file=block.file,
        line=block.line,
        block=block.text,
    )
