"""`ingest` and `synthesize`: register files in, and made."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    print_line,
    show_lines,
)
from warehouse.settings import load_settings
from warehouse.wording import say, say_code, say_count
from warehouse.workspace import hold_lock

_ENDINGS = (".csv", ".parquet")
_MOST_ATTENDANCES = 100_000_000
"""Five times what the synthesiser was measured with; beyond it memory ends (2026)."""


class NoRegisterFilesError(LookupError):
    """A folder holds no file that could be a register; the text is its path."""


class NoSuchDatasetError(LookupError):
    """`--as` names no register; the text lists those that there are."""


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", exists=True, help=say("help.argument_paths")),
    ],
    dataset: Annotated[
        str | None,
        typer.Option("--as", metavar="DATASET", help=say("help.option_as")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("help.option_dry_run"))
    ] = False,
    illustrative: Annotated[
        bool, typer.Option("--illustrative", help=say("help.option_illustrative"))
    ] = False,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Validate register files and land them."""
    from warehouse.intake import ingest as load_files

    settings = load_settings()
    _refuse_unknown(dataset)
    with hold_lock(settings):
        reports = load_files(
            _list_files(paths),
            settings=settings,
            dataset=dataset,
            provenance="illustrative" if illustrative else "imported",
            dry_run=dry_run,
        )
    files = [_tabulate(report) for report in reports]
    return Answer({"files": files}, lambda console: _show(console, files))


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


def _refuse_unknown(dataset: str | None) -> None:
    from warehouse.registers import DATASETS

    if dataset is not None and dataset not in DATASETS:
        raise NoSuchDatasetError(", ".join(DATASETS))


def _list_files(paths: list[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order of their names."""
    found = []
    for path in paths:
        found += _search(path) if path.is_dir() else [path]
    return found


def _search(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    found = sorted(path for path in files if path.suffix.lower() in _ENDINGS)
    if not found:
        raise NoRegisterFilesError(folder)
    return found


def _tabulate(report: Any) -> dict[str, Any]:
    names = (
        *("file", "sha256", "dataset", "sheet", "rows_in", "rows_accepted"),
        *("rows_quarantined", "reasons", "load_id", "is_repeat", "ignored_columns"),
    )
    return {name: getattr(report, name) for name in names}


def _show(console: Console, files: list[dict[str, Any]]) -> None:
    from warehouse.intake.problems import list_names

    for file in files:
        words = say_count(
            "registers.read",
            file["rows_in"],
            file=Path(file["file"]).name,
            dataset=file["dataset"],
            accepted=file["rows_accepted"],
            quarantined=file["rows_quarantined"],
        )
        print_line(console, words)
        if file["is_repeat"]:
            print_line(console, "  " + say("registers.repeat"))
        if file["ignored_columns"]:
            names = list_names(file["ignored_columns"])
            print_line(console, "  " + say("registers.ignored", columns=names))
        for rule, count in file["reasons"].items():
            print_line(console, f"  {say_code('rule', rule)}: {count}")
