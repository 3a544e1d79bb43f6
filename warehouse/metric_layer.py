"""The metrics and semantic models of a project as a whole: what one may rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.metric_blocks import Block
from warehouse.metric_inputs import (
    find_measure,
    list_entries,
    list_parts,
    read_mapping,
    read_meta,
)


@dataclass(frozen=True)
class Layer:
    """Metrics by name; the semantic model of each measure, and its dimensions."""

    metrics: dict[str, Block]
    models: dict[str, Block]

    def list_measures(self, name: str) -> list[str]:
        """Names of the measures behind a metric, through the parts of ratios.

        A measure that no semantic model has is among them.
        """
        found: list[str] = []
        waiting, seen = [name], set()
        while waiting:
            current = waiting.pop(0)
            if current in seen or current not in self.metrics:
                continue
            seen.add(current)
            content = self.metrics[current].content
            measure = find_measure(content)
            found += [str(measure["name"])] if measure else []
            waiting += list_parts(content)
        return found

    def find_models(self, name: str) -> list[Block]:
        """The semantic models behind a metric, each once."""
        known = [self.models[m] for m in self.list_measures(name) if m in self.models]
        return list({model.name: model for model in known}.values())

    def list_family(self, name: str) -> list[Block]:
        """Blocks whose figures are stored under a metric's name, its own among them."""
        return [
            block
            for block in self.metrics.values()
            if read_meta(block.content).get("reports_as", block.name) == name
        ]


def read_layer(metrics: Sequence[Block], semantic_models: Sequence[Block]) -> Layer:
    """Put the blocks of a project in order; of two with one name the first counts."""
    named: dict[str, Block] = {}
    for block in metrics:
        named.setdefault(block.name, block)
    models = {
        str(measure.get("name")): model
        for model in semantic_models
        for measure in list_entries(model.content, "measures")
    }
    return Layer(named, models)


def list_dimensions(model: Block) -> set[str]:
    """Names of the dimensions of a semantic model."""
    return {str(d.get("name")) for d in list_entries(model.content, "dimensions")}


def list_unlisted_granularities(model: Block) -> list[tuple[str, str]]:
    """Custom granularities of a time spine that stand on no column it declares.

    Each with the name of the column. A model that is no time spine has none.
    """
    spine = read_mapping(model.content, "time_spine")
    columns = {c.get("name") for c in list_entries(model.content, "columns")}
    return [
        (str(own.get("name")), str(own.get("column_name") or own.get("name")))
        for own in list_entries(spine, "custom_granularities")
        if (own.get("column_name") or own.get("name")) not in columns
    ]
