"""An empty block for a new indicator, with what belongs into each field beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from warehouse.durability import create_text
from warehouse.settings import Settings
from warehouse.wording import say, say_code

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,18}[A-Za-z0-9])?")
"""Letters, digits, dots and hyphens, twenty at most: what frameworks have for codes."""

_TEMPLATE = Path(__file__).with_name("indicator_block.yml")
_KEY = re.compile(r"( *)(?:- )?([a-z_]+):")
_BLOCK_DEPTH = 4
"""Columns before the keys of a block; those of the file stand further left."""

_OPTIONAL = re.compile(r"( *)# ([a-z_]+)")


class TakenFileError(ValueError):
    """A file is there already; the text is its path."""


def make_name(code: str) -> str:
    """A metric's name for somebody who has not thought of one."""
    return "indicator_" + re.sub(r"[^a-z0-9]+", "_", code.lower())


def write_skeleton(code: str, name: str, settings: Settings) -> Path:
    """Write the block into a file of its own among the programme's metrics.

    The comments are in the language in use. Nothing is ever overwritten.

    Raises:
        TakenFileError: there is a file of this name.
        OSError: the folder cannot be written to.
    """
    folder = settings.programme_dir / "metrics"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yml"
    text = _TEMPLATE.read_text("utf-8").format(code=code, name=name)
    head = say("indicator.file_head", code=code)
    try:
        create_text(path, "\n".join([f"# {head}", *_comment(text), ""]))
    except FileExistsError as error:
        raise TakenFileError(str(path)) from error
    return path


def describe_field(path: str) -> str | None:
    """What belongs into a field, by its dotted path in a block; None if it is plain."""
    words = say_code("indicator_field", path)
    return None if words == path else words


def list_fields(text: str) -> Iterator[tuple[int, str]]:
    """Fields that want filling in, each with its line (from 1) and its dotted path."""
    for number, line, path in _walk(text):
        if describe_field(path) and line.endswith(":"):
            yield number, path


def _comment(text: str) -> Iterator[str]:
    for _, line, path in _walk(text):
        if optional := _OPTIONAL.fullmatch(line):
            yield f"{optional[1]}# {say_code('indicator_option', optional[2])}"
            continue
        if line.endswith(":") and (words := describe_field(path)):
            yield f"{line[: len(line) - len(line.lstrip())]}# {words}"
        yield line


def _walk(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line with its number and the dotted path of its key within the block."""
    keys: dict[int, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        found = _KEY.match(line)
        if found is None:
            yield number, line, ""
            continue
        depth = len(found[1])
        keys = {at: key for at, key in keys.items() if at < depth} | {depth: found[2]}
        inside = [key for at, key in sorted(keys.items()) if at >= _BLOCK_DEPTH]
        yield number, line, ".".join(inside)
