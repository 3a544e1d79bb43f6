"""`synthesize`: illustrative registers of any size."""

from pathlib import Path
from typing import Annotated

import typer

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    show_lines,
)
from warehouse.settings import load_settings
from warehouse.wording import say, say_count

_MOST_ATTENDANCES = 100_000_000
"""Five times what the synthesiser was measured with; beyond it memory ends (2026)."""


def synthesize(
    attendances: Annotated[
        int,
        typer.Option(min=1, max=_MOST_ATTENDANCES, help=say("help.option_attendances")),
    ],
    out: Annotated[Path, typer.Option(file_okay=False, help=say("help.option_out"))],
    seed: Annotated[int, typer.Option(min=0, help=say("help.option_seed"))] = 1,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Write illustrative registers."""
    from warehouse.synthesis import synthesize as write_files

    out.mkdir(parents=True, exist_ok=True)
    paths = write_files(attendances, seed, out, settings=load_settings())
    files = [str(path) for path in paths]
    words = say_count("registers.written", len(files), folder=out)
    return Answer({"files": files}, show_lines(words))
