"""What every command returns, and the options that every command takes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console

from warehouse.wording import say


@dataclass(frozen=True)
class Answer:
    """A command's result: `data` for `--format json`, `show` for people."""

    data: dict[str, Any]
    show: Callable[[Console], None]
    exit_code: int = 0


class OutputFormat(StrEnum):
    """How the answer is printed."""

    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """The language of the texts."""

    EN = "en"
    RU = "ru"


FormatOption = Annotated[
    OutputFormat, typer.Option("--format", help=say("help.option_format"))
]
LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help=say("help.option_lang"))
]


def show_lines(*lines: str) -> Callable[[Console], None]:
    """A view of plain lines."""

    def show(console: Console) -> None:
        for line in lines:
            console.print(line, markup=False, soft_wrap=True)

    return show
