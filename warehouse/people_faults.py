"""What a metric says wrongly of the people that it shares with others.

A name that nobody has ties nothing, and the public edition would not know that two
figures give each other away: whatever `config.meta.people` names has to be there.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from warehouse.metric_blocks import Block
from warehouse.metric_inputs import list_parts, read_list, read_mapping, read_meta
from warehouse.metric_layer import Layer
from warehouse.metric_sheet import BY_HAND, NONE, PEOPLE_CLASSES
from warehouse.metric_sheet_faults import Found

_LINKS = ("same_as", "among", "equals", "at_most", "rests_on")
_MEMBERS = ("where", "unless")
_SHARE = ("numerator", "denominator")

_Link = dict[Any, Any]


def find_people_faults(block: Block, layer: Layer) -> Iterator[Found]:
    """Counts, dimensions and roles under `config.meta.people` that mean nothing."""
    for role, link in _list_links(block):
        path = ("config", "meta", "people", role)
        known = _list_roles(block, link)
        if role not in known:
            words = {"role": role, "known": ", ".join(known) or NONE}
            yield path, "role_unfit", words
        yield from _find_unknown_counts(block, layer, path, link)
        yield from _find_unknown_splits(block, layer, path, link)


def _list_links(block: Block) -> Iterator[tuple[str, _Link]]:
    """What is misshapen is passed over: the sheet's own rules name it."""
    people = read_mapping(read_meta(block.content), "people")
    for role, link in people.items():
        if role in ("value", *_SHARE) and isinstance(link, dict):
            yield role, link


def _list_names(link: _Link) -> dict[str, str]:
    """The counts that a link names, by how it is tied to them."""
    named = {key: link.get(key) for key in _LINKS}
    return {k: name for k, name in named.items() if isinstance(name, str) and name}


def _list_roles(block: Block, link: _Link) -> tuple[str, ...]:
    """The columns in which the metric's rows count people, or an amount of theirs."""
    data_type = read_meta(block.content).get("data_type")
    if data_type == "share":
        return _SHARE
    if data_type == "integer" or link.get("rests_on"):
        return ("value",)
    return ("denominator",) if _name_parts(block) else ()


def _find_unknown_counts(
    block: Block, layer: Layer, path: tuple[str, ...], link: _Link
) -> Iterator[Found]:
    known = {
        count
        for metric in layer.metrics.values()
        if metric.name != block.name
        for count in _list_counts(metric)
    }
    for key, name in _list_names(link).items():
        if name not in known:
            words = {"key": key, "name": name, "known": _join(known)}
            yield (*path, key), "unknown_count", words


def _find_unknown_splits(
    block: Block, layer: Layer, path: tuple[str, ...], link: _Link
) -> Iterator[Found]:
    known = _list_dimensions(block, layer, link)
    for key in _MEMBERS:
        for name in read_mapping(link, key):
            if name not in known:
                words = {"key": key, "name": str(name), "known": _join(known)}
                yield (*path, key), "unknown_split", words


def _list_dimensions(block: Block, layer: Layer, link: _Link) -> set[str]:
    """By what the counts are split that a link names; else the metric's own count."""
    named = set(_list_names(link).values())
    counting = [
        name for name, own in layer.metrics.items() if named & set(_list_counts(own))
    ]
    return {
        str(dimension)
        for name in counting or [block.name]
        for member in layer.list_family(name)
        for dimension in read_list(read_meta(member.content), "dimensions")
    }


def _list_counts(block: Block) -> Iterator[str]:
    """Names of what a metric on people counts itself, and does not share by name."""
    meta = read_meta(block.content)
    if meta.get("suppression_class") not in PEOPLE_CLASSES:
        return
    shared = {role for role, link in _list_links(block) if link.get("same_as")}
    named = dict(zip(_SHARE, _name_parts(block), strict=False))
    if meta.get("data_type") == "integer":
        named = {"value": block.name}
    elif meta.get("data_type") != "share":
        named.pop("numerator", None)
    yield from (name for role, name in named.items() if role not in shared)


def _name_parts(block: Block) -> list[str]:
    """A ratio's two counts; those of a result reported by hand have its own name."""
    if read_meta(block.content).get("dataset") == BY_HAND:
        return [f"{block.name}.{role}" for role in _SHARE]
    return list_parts(block.content)


def _join(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or NONE
