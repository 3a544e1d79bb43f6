"""What every command returns, and the options that every command takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from warehouse.wording import say

_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Control characters but the line feed, and those that turn the writing direction."""


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
            print_line(console, line)

    return show


def print_line(console: Console, line: str, style: str = "") -> None:
    """Print a line as it is: no markup, no emoji names, no breaking."""
    console.print(make_plain(line), style=style, soft_wrap=True)


def make_plain(text: str) -> Text:
    """Text from outside, literally; what would steer the terminal is spelled out."""
    return Text(_STEERING.sub(lambda match: ascii(match[0])[1:-1], text))
