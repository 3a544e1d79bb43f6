"""The YAML blocks of the semantic layer, each with the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warehouse.settings import Settings

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one written in C, where PyYAML has it: fifty times faster."""


class UnreadableBlockError(ValueError):
    """A properties file cannot be read; `line` counts from 1.

    `code` says what is wrong: `unreadable` (with the parser's words as `problem`),
    `not_utf8`, or `not_entries`.
    """

    def __init__(self, file: Path, line: int, code: str, problem: str = "") -> None:
        self.file = file
        self.line = line
        self.code = code
        self.problem = problem
        super().__init__(f"{file}:{line}: {code} {problem}")


@dataclass(frozen=True)
class Block:
    """One entry under `metrics:`, `semantic_models:` or `models:` of a properties file.

    `content` is what YAML makes of it, `text` its own lines, `line` (from 1) its first.
    """

    content: dict[Any, Any]
    file: Path
    line: int
    text: str
    node: yaml.MappingNode

    @property
    def name(self) -> str:
        """The entry's name; empty where it has none."""
        return str(self.content.get("name") or "")

    def find_line(self, *keys: str) -> int:
        """The line of the deepest key of a path that is written, else the block's."""
        line, node = self.line, self.node
        for key in keys:
            found = _find_key(node, key)
            if found is None:
                return line
            line, node = found
        return line

    def list_repeated_keys(self) -> list[tuple[int, str]]:
        """Keys that stand twice in one mapping, each with the line of the second."""
        return list(_walk_repeated(self.node, set()))


def read_blocks(settings: Settings, *kinds: str) -> tuple[list[Block], ...]:
    """All entries under each kind in the project's models and the programme's metrics.

    Raises:
        UnreadableBlockError: a file is not YAML, or holds no entries under a kind.
    """
    folders = (settings.project_dir / "models", settings.programme_dir / "metrics")
    files = [path for folder in folders for path in sorted(folder.rglob("*.y*ml"))]
    read = [_read_file(file, kinds) for file in files if file.is_file()]
    return tuple([block for own in read for block in own[kind]] for kind in kinds)


def _read_file(file: Path, kinds: tuple[str, ...]) -> dict[str, list[Block]]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableBlockError(file, 1, "not_utf8") from error
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        content = loader.construct_document(root) if root else None
    # A date that no calendar has is a ValueError of the constructor.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _describe(file, text, error) from error
    finally:
        loader.dispose()
    lines = text.splitlines()
    return {
        kind: list(_list_entries(file, lines, root, content, kind)) for kind in kinds
    }


def _describe(file: Path, text: str, error: Exception) -> UnreadableBlockError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or error
    # The parser may stop beyond the last line.
    line = min(mark.line, text.count("\n")) + 1 if mark else 1
    return UnreadableBlockError(file, line, "unreadable", str(problem))


def _list_entries(
    file: Path, lines: list[str], root: Any, content: Any, kind: str
) -> Iterator[Block]:
    found = _find_key(root, kind)
    if found is None or content[kind] is None:
        return
    line, node = found
    if not isinstance(node, yaml.SequenceNode):
        raise UnreadableBlockError(file, line, "not_entries", kind)
    for own, entry in zip(node.value, content[kind], strict=True):
        start, end = own.start_mark.line, own.end_mark.line
        if not isinstance(entry, dict):
            raise UnreadableBlockError(file, start + 1, "not_entries", kind)
        text = "\n".join(lines[start : max(end, start + 1)]).rstrip()
        yield Block(entry, file, start + 1, text, own)


def _find_key(node: Any, name: str) -> tuple[int, Any] | None:
    """A key's line (from 1) and its value; of a repeated key the last, as in YAML."""
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in reversed(node.value):
        if key.value == name:
            return key.start_mark.line + 1, value
    return None


def _walk_repeated(node: yaml.Node, seen: set[int]) -> Iterator[tuple[int, str]]:
    if id(node) in seen or not isinstance(node, yaml.CollectionNode):
        return
    seen.add(id(node))
    names: set[str] = set()
    for part in node.value:
        if isinstance(part, tuple):
            key = part[0]
            if isinstance(key, yaml.ScalarNode) and key.value in names:
                yield key.start_mark.line + 1, key.value
            names.add(str(key.value))
        yield from _walk_repeated(part[1] if isinstance(part, tuple) else part, seen)
