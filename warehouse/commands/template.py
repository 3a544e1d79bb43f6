"""`template`: the empty registers as a workbook to fill in."""

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
from warehouse.commands.places import require_workbook_place
from warehouse.settings import load_settings
from warehouse.wording import current_language, say


def template(
    out: Annotated[
        Path,
        typer.Argument(metavar="OUT.xlsx", help=say("help.argument_workbook")),
    ],
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Write the empty registers."""
    from warehouse.registers import DATASETS
    from warehouse.registers.columns import Language
    from warehouse.template import write_template

    require_workbook_place(out)
    language: Language = "ru" if current_language() == "ru" else "en"
    write_template(out, language, load_settings())
    data = {"file": str(out), "datasets": list(DATASETS)}
    return Answer(data, show_lines(say("template.written", file=out)))
