"""`doctor`: what is wrong, and what to do about it."""

from typing import TYPE_CHECKING

from rich.console import Console

from warehouse.commands.answer import (
    Answer,
    FormatOption,
    LanguageOption,
    OutputFormat,
    print_line,
)
from warehouse.settings import load_settings
from warehouse.wording import say

if TYPE_CHECKING:
    from warehouse.doctor import Finding

_MARKS = {"sound": "✓", "note": "!", "problem": "✗"}


def doctor(
    output: FormatOption = OutputFormat.TEXT, lang: LanguageOption = None
) -> Answer:
    """Examine environment, folder and releases."""
    from warehouse.doctor import examine

    findings = examine(load_settings())
    has_problem = any(finding.severity == "problem" for finding in findings)
    data = {
        "is_sound": not has_problem,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "values": finding.values,
                "message": say(f"finding.{finding.code}", **finding.values),
                "advice": _advise(finding),
            }
            for finding in findings
        ],
    }
    return Answer(data, lambda console: _show(console, findings), int(has_problem))


def _advise(finding: "Finding") -> str | None:
    if finding.severity == "sound":
        return None
    return say(f"advice.{finding.code}", **finding.values)


def _show(console: Console, findings: "list[Finding]") -> None:
    for finding in findings:
        words = say(f"finding.{finding.code}", **finding.values)
        mark = _MARKS[finding.severity]
        print_line(console, f"{mark} {words}")
        advice = _advise(finding)
        if advice:
            print_line(console, f"  → {advice}")
    is_bad = any(finding.severity == "problem" for finding in findings)
    console.print(say("doctor.problems" if is_bad else "doctor.sound"))
