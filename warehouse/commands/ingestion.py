"""`ingest`: register files in."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    make_plain,
    print_line,
)
from warehouse.settings import load_settings
from warehouse.wording import say, say_code, say_count
from warehouse.workspace import hold_lock

if TYPE_CHECKING:
    from warehouse.intake import FileReport


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
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE.yml",
            exists=True,
            dir_okay=False,
            help=say("help.option_map"),
        ),
    ] = None,
    replaces: Annotated[
        str | None,
        typer.Option("--replaces", metavar="LOAD", help=say("help.option_replaces")),
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
    from warehouse.intake import read_mapping

    settings = load_settings()
    _refuse_unknown(dataset)
    with hold_lock(settings):
        reports = load_files(
            _list_files(paths),
            settings=settings,
            dataset=dataset,
            mapping=read_mapping(mapping) if mapping else None,
            replaces=replaces,
            provenance="illustrative" if illustrative else "imported",
            dry_run=dry_run,
            progress=_choose_progress(output),
        )
    files = [_tabulate(report) for report in reports]
    is_refused = any(r.rows_accepted + r.rows_erased == 0 for r in reports)
    return Answer(
        {"files": files, "is_dry_run": dry_run},
        lambda console: _show(console, files, is_dry_run=dry_run),
        exit_code=1 if is_refused else 0,
    )


def _choose_progress(output: OutputFormat) -> Callable[[str, int], None]:
    """For programs one JSON object a line on standard error; on a terminal a count."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)

    def tell(file: str, rows: int) -> None:
        if output is OutputFormat.JSON:
            told = json.dumps({"file": file, "rows": rows}, ensure_ascii=False)
            console.print(told, markup=False)
        elif console.is_terminal:
            words = say("registers.progress", file=file, rows=rows)
            console.print(make_plain(words), end="\r")

    return tell


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
    from warehouse.intake.files import ENDINGS

    files = (path for path in folder.rglob("*") if path.is_file())
    found = sorted(path for path in files if path.suffix.lower() in ENDINGS)
    if not found:
        raise NoRegisterFilesError(folder)
    return found


def _tabulate(report: "FileReport") -> dict[str, Any]:
    from warehouse.intake.words import say_finding

    findings = [
        asdict(finding)
        | {
            "message": say_finding(
                report.dataset,
                finding.column,
                finding.rule,
                finding.value,
                finding.parameters,
            )
        }
        for finding in report.findings
    ]
    return asdict(report) | {"findings": findings}


def _show(console: Console, files: list[dict[str, Any]], *, is_dry_run: bool) -> None:
    for file in files:
        _show_file(console, file)
    if is_dry_run:
        print_line(console, say("registers.dry_run"))


def _show_file(console: Console, file: dict[str, Any]) -> None:
    words = say_count(
        "registers.read",
        file["rows_in"],
        file=_name(file),
        dataset=file["dataset"],
        accepted=file["rows_accepted"],
        quarantined=file["rows_quarantined"],
    )
    print_line(console, words)
    for line in (*_list_notes(file), *_list_findings(file)):
        print_line(console, f"  {line}")


def _name(file: dict[str, Any]) -> str:
    name = Path(file["file"]).name
    return f"{name} [{file['sheet']}]" if file["sheet"] else name


def _list_notes(file: dict[str, Any]) -> list[str]:
    from warehouse.intake.problems import list_names

    notes = [say("registers.load", load=file["load_id"])]
    if file["rows_erased"]:
        notes.append(say_count("registers.erased", file["rows_erased"]))
    if file["is_repeat"]:
        notes.append(say("registers.repeat"))
    if file["replaces"] and not file["is_repeat"]:
        notes.append(say("registers.replaces", load=file["replaces"]))
    if file["is_mapping_kept"]:
        notes.append(say("registers.mapping_kept"))
    for key in ("identifiers", "ignored_columns", "skipped_sheets"):
        if file[key]:
            notes.append(say(f"registers.{key}", names=list_names(tuple(file[key]))))
    notes += [say("registers.namesake", load=name) for name in file["namesakes"]]
    notes += [say("registers.through", load=name) for name in file["mended_through"]]
    notes += [
        say("registers.format", column=column, format=form)
        for column, form in file["formats"].items()
    ]
    if file["changes"] and not file["is_repeat"]:
        counts = (say(f"change.{kind}", n=n) for kind, n in file["changes"].items())
        notes.append(say("registers.changes", counts=", ".join(counts)))
    return notes


def _list_findings(file: dict[str, Any]) -> list[str]:
    """Counts by rule, each with the first row that shows it."""
    counts = {**file["reasons"], **file["remarks"]}
    first = {f["rule"]: f for f in reversed(file["findings"])}
    lines = []
    for rule, count in counts.items():
        lines.append(f"{say_code('rule', rule)}: {count}")
        if found := first.get(rule):
            row = say("registers.row", row=found["row"])
            lines.append(f"    {row}: {found['message']}")
    return lines
