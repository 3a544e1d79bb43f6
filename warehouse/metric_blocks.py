"""The YAML blocks of the semantic layer, each with the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warehouse.settings import Settings


class UnreadableBlockError(ValueError):
    """A properties file is not YAML; `line` counts from 1."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        super().__init__(f"{file}:{line}: {problem}")


@dataclass(frozen=True)
class Block:
    """One entry under `metrics:` or `semantic_models:` of a properties file.

    `content` is what YAML makes of it, `text` its own lines, `line` (from 1) its first.
    """

    content: dict[str, Any]
    file: Path
    line: int
    text: str
    node: yaml.MappingNode

    @property
    def name(self) -> str:
        """The entry's name; empty where it has none."""
        return str(self.content.get("name", ""))

    def find_line(self, *keys: str) -> int:
        """The line of the deepest key of a path that is written, else the block's."""
        line, node = self.line, self.node
        for key in keys:
            found = _find_key(node, key)
            if found is None:
                return line
            line, node = found
        return line


def read_blocks(settings: Settings, kind: str) -> list[Block]:
    """All entries under `kind` in the project's models and the programme's metrics.

    Raises:
        UnreadableBlockError: a file is not YAML.
    """
    folders = (settings.project_dir / "models", settings.programme_dir / "metrics")
    files = [path for folder in folders for path in sorted(folder.rglob("*.y*ml"))]
    return [block for file in files for block in _read_file(file, kind)]


def _read_file(file: Path, kind: str) -> Iterator[Block]:
    text = file.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise UnreadableBlockError(file, line, str(problem)) from error
    found = _find_key(root, kind)
    nodes = found[1].value if found else None
    if not isinstance(nodes, list):
        return
    for node, entry in zip(nodes, content[kind], strict=True):
        if isinstance(entry, dict):
            start, end = node.start_mark.line, node.end_mark.line
            own = "\n".join(text.splitlines()[start:end]).rstrip()
            yield Block(entry, file, start + 1, own, node)


def _find_key(node: Any, name: str) -> tuple[int, Any] | None:
    """A key's line (from 1) and the node of its value."""
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        if key.value == name:
            return key.start_mark.line + 1, value
    return None
