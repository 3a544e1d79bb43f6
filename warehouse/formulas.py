"""How a metric is computed, in words that two releases can be compared by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

Content = Mapping[str, Any]

_DIMENSION = re.compile(r"\{\{\s*Dimension\(\s*['\"](\w+?)__(\w+)['\"]\s*\)\s*\}\}")


@dataclass(frozen=True)
class Formula:
    """What is added up, from which model, of which rows, and by which date.

    Names of measures, semantic models and entities are left out: calling a thing
    otherwise changes no figure. Of a ratio each text has both parts.
    """

    formula: str
    model: str | None
    filter: str | None
    period_date: str | None
    gaps: str | None
    window: str | None


class FormulaBook:
    """The metrics of one semantic manifest (its JSON), each with its formula."""

    def __init__(self, manifest: Content) -> None:
        self.metrics = {str(m["name"]): m for m in manifest["metrics"]}
        self._models = {
            str(measure["name"]): (model, measure)
            for model in manifest["semantic_models"]
            for measure in model["measures"]
        }

    def read_formula(self, name: str) -> Formula:
        """The formula behind a metric.

        Raises:
            KeyError: the manifest has no such metric, or none of its measures.
        """
        measures = self._walk_measures({"name": name}, None)
        return _join([self._read_measure(*measure) for measure in measures])

    def find_column(self, name: str, dimension: str) -> str:
        """What a dimension of a metric is made of; its name where nobody says more."""
        measure = next(self._walk_measures({"name": name}, None))[0]
        model, _ = self._models[str(measure["name"])]
        return _name_columns(model).get(dimension, dimension)

    def _walk_measures(
        self, asked: Content, outer: str | None
    ) -> Iterator[tuple[Content, Content, str | None]]:
        """Each measure as asked for, with the parameters and the filter around it.

        `asked` is how another metric asks for this one.
        """
        metric = self.metrics[str(asked["name"])]
        written = (asked.get("filter"), metric.get("filter"))
        where = _combine(outer, *map(_read_filter, written))
        parameters = metric["type_params"]
        if measure := parameters.get("measure"):
            yield measure, parameters, where
        parts = [parameters.get("numerator"), parameters.get("denominator")]
        for part in [*parts, *(parameters.get("metrics") or [])]:
            if part:
                yield from self._walk_measures(part, where)

    def _read_measure(
        self, asked: Content, parameters: Content, outer: str | None
    ) -> Formula:
        model, measure = self._models[str(asked["name"])]
        where = _combine(outer, _read_filter(asked.get("filter")))
        date = measure.get("agg_time_dimension") or _read_default_date(model)
        names = _name_columns(model)
        return Formula(
            formula=_read_aggregation(measure),
            model=str(model["node_relation"]["alias"]),
            filter=where and _DIMENSION.sub(lambda m: names.get(m[2], m[2]), where),
            period_date=names.get(date, date),
            gaps=_read_gaps(asked),
            window=_read_window(parameters, measure),
        )


def _join(leaves: list[Formula]) -> Formula:
    """One formula of those of a ratio's parts: what all share is said once."""
    texts: dict[str, Any] = {
        field.name: _join_texts([getattr(leaf, field.name) for leaf in leaves])
        for field in fields(Formula)
    }
    texts["formula"] = " / ".join(leaf.formula for leaf in leaves)
    return Formula(**texts)


def _join_texts(texts: list[str | None]) -> str | None:
    if len(set(texts)) < 2:
        return texts[0] if texts else None
    return " / ".join(text or "–" for text in texts)


def _read_aggregation(measure: Content) -> str:
    expression = _tidy(measure.get("expr") or measure["name"])
    text = f"{measure['agg']}({expression})"
    said = (measure.get("agg_params") or {}).items()
    rules = [f"{key} {value}" for key, value in sorted(said) if value not in (None, "")]
    return ", ".join([text, *rules])


def _read_filter(written: Content | None) -> str | None:
    if not written:
        return None
    texts = [_tidy(part["where_sql_template"]) for part in written["where_filters"]]
    return _combine(*texts)


def _combine(*filters: str | None) -> str | None:
    return " and ".join(text for text in filters if text) or None


def _read_default_date(model: Content) -> str:
    return str((model.get("defaults") or {}).get("agg_time_dimension") or "")


def _name_columns(model: Content) -> dict[str, str]:
    return {
        str(dimension["name"]): _tidy(dimension.get("expr") or dimension["name"])
        for dimension in model["dimensions"]
    }


def _read_gaps(asked: Content) -> str | None:
    fill = asked.get("fill_nulls_with")
    return None if fill is None else str(fill)


def _read_window(parameters: Content, measure: Content) -> str | None:
    """Over what a cumulative metric or a stock adds up, and which value it takes."""
    cumulative = parameters.get("cumulative_type_params") or {}
    stock = measure.get("non_additive_dimension") or {}
    said = {
        "window": _read_span(cumulative.get("window") or parameters.get("window")),
        "grain_to_date": cumulative.get("grain_to_date")
        or parameters.get("grain_to_date"),
        "period_agg": cumulative.get("period_agg"),
        "non_additive": stock.get("name"),
        "choice": stock.get("window_choice"),
        "groups": ", ".join(stock.get("window_groupings") or []),
    }
    return "; ".join(f"{key} {value}" for key, value in said.items() if value) or None


def _read_span(window: Content | None) -> str | None:
    return f"{window['count']} {window['granularity']}" if window else None


def _tidy(text: object) -> str:
    return " ".join(str(text).split())
