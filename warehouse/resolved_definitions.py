"""What each metric of a release means, drawn from the manifests in its folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from warehouse.code_fingerprints import fingerprint_code
from warehouse.formulas import Formula, FormulaBook
from warehouse.metric_sheet import GRAINS, LANGUAGES
from warehouse.metric_tables import describe_deviation

Text = tuple[str | None, str | None]
"""The words in English and in Russian; codes and SQL are the same in both."""

_TEXTS = ("definition", "counting_rule", "unit")
_CODES = (
    "data_type",
    "type",
    "direction",
    "percent_met",
    "target_key",
    "suppression_class",
    "dataset",
    "is_count",
)
_ROLLUPS = ("time", "place", "disaggregates")


@dataclass(frozen=True)
class ResolvedDefinition:
    """One metric with everything that decides what its figures mean.

    `texts` has the words of each field. `lists` has what a field offers, each with its
    meaning; `code` the models, macros and rules behind the figures, each with a hash.
    """

    names: Text
    scopes: frozenset[str]
    texts: dict[str, Text]
    lists: dict[str, dict[str, str]]
    code: dict[str, str]


def resolve_manifests(
    manifest: Mapping[str, Any], semantic_manifest: Mapping[str, Any], rules: set[str]
) -> dict[str, ResolvedDefinition]:
    """Every metric that declares grains, from the two files dbt writes.

    `rules` are ids of the seeds that count as code.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: no manifest that we know.
    """
    return resolve_definitions(semantic_manifest, fingerprint_code(manifest, rules))


def resolve_definitions(
    semantic_manifest: Mapping[str, Any], code: Mapping[str, Mapping[str, str]]
) -> dict[str, ResolvedDefinition]:
    """Every metric that declares grains, by the name its values are stored under.

    `semantic_manifest` is the content of the file dbt writes; `code` has the hashes of
    what stands behind each metric of it.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: no manifest that we know.
    """
    book = FormulaBook(semantic_manifest)
    families: dict[str, list[str]] = {}
    for name in book.metrics:
        meta = _read_meta(book, name)
        if meta.get("grains"):
            families.setdefault(meta.get("reports_as", name), []).append(name)
    return {
        main: _resolve(book, sorted(names, key=lambda name: name != main), code)
        for main, names in families.items()
        if main in names
    }


def _read_meta(book: FormulaBook, name: str) -> dict[str, Any]:
    return dict((book.metrics[name].get("config") or {}).get("meta") or {})


def _resolve(
    book: FormulaBook, names: Sequence[str], code: Mapping[str, Mapping[str, str]]
) -> ResolvedDefinition:
    meta = _read_meta(book, names[0])
    grains = {name: _read_meta(book, name)["grains"] for name in names}
    formulas = {name: book.read_formula(name) for name in names}
    computed = {
        field.name: _write_by_grain(
            {name: getattr(formula, field.name) for name, formula in formulas.items()},
            grains,
        )
        for field in fields(Formula)
    }
    return ResolvedDefinition(
        names=_read_words(meta, "names"),
        scopes=frozenset(meta["scopes"]),
        texts={
            **_read_sheet(meta),
            **{name: (text, text) for name, text in computed.items()},
        },
        lists={
            "grains": {grain: grain for own in grains.values() for grain in own},
            "dimensions": _list_dimensions(book, names),
        },
        code={part: mark for name in names for part, mark in code[name].items()},
    )


def _write_by_grain(
    texts: Mapping[str, str | None], grains: Mapping[str, Sequence[str]]
) -> str | None:
    """One text where all blocks of a metric agree, else each with its grains."""
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    return "; ".join(
        f"{', '.join(sorted(grains[name], key=GRAINS.index))}: {text or '–'}"
        for name, text in texts.items()
    )


def _read_sheet(meta: Mapping[str, Any]) -> dict[str, Text]:
    codes = {name: _write(meta[name]) for name in _CODES if name in meta}
    codes |= {f"rollup_{way}": _write(meta["rollup"][way]) for way in _ROLLUPS}
    codes["needs_identity"] = _write(meta.get("needs_identity", False))
    codes["deviation"] = _write_deviation(meta)
    words = {name: _read_words(meta, name) for name in _TEXTS}
    return words | {name: (text, text) for name, text in codes.items()}


def _read_words(meta: Mapping[str, Any], key: str) -> Text:
    english, russian = (_write(meta[key][language]) for language in LANGUAGES)
    return english, russian


def _write(value: object) -> str:
    """As text of one line; what YAML reads as true or false in YAML's own words."""
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split())


def _write_deviation(meta: Mapping[str, Any]) -> str:
    rule = describe_deviation(dict(meta))
    unit = "points" if rule["deviation_is_points"] else "%"
    return f"{rule['deviation_threshold']:g} {unit}"


def _list_dimensions(book: FormulaBook, names: Sequence[str]) -> dict[str, str]:
    return {
        str(dimension): book.find_column(name, str(dimension))
        for name in names
        for dimension in _read_meta(book, name).get("dimensions") or []
    }
