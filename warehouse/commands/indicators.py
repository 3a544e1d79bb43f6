"""`indicator`: an empty block for a new indicator, or what a known one still lacks."""

from typing import TYPE_CHECKING, Annotated

import typer

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    show_lines,
)
from warehouse.settings import Settings, load_settings
from warehouse.wording import say, say_count

_EMPTY = ("key_empty", "key_missing", "field_empty", "text_incomplete", "word_missing")

if TYPE_CHECKING:
    from warehouse.metric_blocks import Block
    from warehouse.metric_faults import MetricFault


def indicator(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=say("help.argument_code"))
    ],
    metric: Annotated[
        str | None,
        typer.Option("--metric", metavar="NAME", help=say("help.option_metric")),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
    lang: LanguageOption = None,
) -> Answer:
    """Write an empty block for a new code, or name what a known one lacks."""
    from warehouse.indicator_skeleton import CODE, make_name
    from warehouse.metric_definitions import check_blocks
    from warehouse.metric_faults import NAME

    if not CODE.fullmatch(code):
        raise typer.TyperException(say("indicator.wrong_code", code=code))
    if metric is not None and not NAME.fullmatch(metric):
        raise typer.TyperException(say("indicator.wrong_name", name=metric))
    settings = load_settings()
    blocks, faults = check_blocks(settings)
    own = _find_blocks(code, metric, blocks)
    if own:
        return _report(code, own, [f for f in faults if f.metric in _name(own, blocks)])
    name = metric or make_name(code)
    if any(block.name == name for block in blocks):
        raise typer.TyperException(say("indicator.name_taken", name=name))
    return _write(code, name, settings)


def _find_blocks(code: str, metric: str | None, blocks: "list[Block]") -> "list[Block]":
    from warehouse.metric_inputs import read_meta

    return [
        block
        for block in blocks
        if str(read_meta(block.content).get("code")) == code
        and metric in (None, block.name)
    ]


def _name(own: "list[Block]", blocks: "list[Block]") -> set[str]:
    """Names of the indicator's metrics, of the parts of ratios and of other grains."""
    from warehouse.metric_inputs import list_parts, read_meta

    names = {block.name for block in own}
    named = [b for b in blocks if read_meta(b.content).get("reports_as") in names]
    family = [*own, *named]
    return {
        part for block in family for part in [block.name, *list_parts(block.content)]
    }


def _report(code: str, own: "list[Block]", faults: "list[MetricFault]") -> Answer:
    from warehouse.commands.failures import REFUSED

    faults = sorted(faults, key=lambda fault: (fault.file, fault.line))
    lines = [_word(fault) for fault in faults]
    summary = (
        say_count("indicator.faulty", len(faults), code=code)
        if faults
        else say("indicator.complete", code=code)
    )
    data = {
        "code": code,
        "is_new": False,
        "is_complete": not faults,
        "metrics": [
            {"metric": block.name, "file": str(block.file), "line": block.line}
            for block in own
        ],
        "faults": [
            {"metric": f.metric, "file": str(f.file), "line": f.line, "message": line}
            for f, line in zip(faults, lines, strict=True)
        ],
    }
    places = [f"{block.file}:{block.line}: {block.name}" for block in own]
    shown = show_lines(*places, summary, *lines)
    return Answer(data, shown, REFUSED if faults else 0)


def _word(fault: "MetricFault") -> str:
    """The fault, and where a field is empty what belongs there."""
    from warehouse.commands.failures import word_fault
    from warehouse.indicator_skeleton import describe_field

    key = fault.parameters.get("key", "")
    path = key if fault.code == "word_missing" else f"config.meta.{key}"
    hint = describe_field(path) if fault.code in _EMPTY else None
    return f"{word_fault(fault)} – {hint}" if hint else word_fault(fault)


def _write(code: str, name: str, settings: Settings) -> Answer:
    from warehouse.indicator_skeleton import describe_field, list_fields, write_skeleton

    path = write_skeleton(code, name, settings)
    text = path.read_text("utf-8")
    start = text.splitlines().index(f"  - name: {name}") + 1
    fields = [
        {"line": line, "field": field, "text": describe_field(field)}
        for line, field in list_fields(text)
    ]
    data = {
        "code": code,
        "is_new": True,
        "is_complete": False,
        "metrics": [{"metric": name, "file": str(path), "line": start}],
        "fields": fields,
    }
    lines = [f"{path}:{f['line']}: {f['field']}: {f['text']}" for f in fields]
    written = say("indicator.written", file=path)
    return Answer(data, show_lines(written, *lines, say("indicator.next", code=code)))
