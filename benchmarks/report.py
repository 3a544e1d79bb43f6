"""Results as a table on the screen, as JSON, and as Markdown."""

import json
import os
import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Comparison, find_quartiles

FOLDER = Path(__file__).parent
JSON_FILE = FOLDER / "results" / "latest.json"
MARKDOWN_FILE = FOLDER / "RESULTS.md"
PACKAGES = ("streamlit", "duckdb", "polars", "dbt-core", "dbt-duckdb", "altair")
HEADS = ("benchmark", "product", "floor", "ratio", "quartiles", "target", "n")


def write_results(groups: dict[str, list[Comparison]]) -> None:
    """Write both files; groups that were not run keep their last figures."""
    known = _read_known()
    for name, comparisons in groups.items():
        known[name] = {
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": describe_machine(),
            "comparisons": [summarise(comparison) for comparison in comparisons],
        }
    JSON_FILE.parent.mkdir(exist_ok=True)
    text = json.dumps(known, indent=2, ensure_ascii=False) + "\n"
    JSON_FILE.write_text(text, encoding="utf-8")
    MARKDOWN_FILE.write_text(write_markdown(known), encoding="utf-8")


def print_comparisons(comparisons: Sequence[Comparison]) -> None:
    """Print one group as a table."""
    table = Table(*HEADS)
    for comparison in comparisons:
        table.add_row(*_write_cells(summarise(comparison)))
    Console(width=140).print(table)


def summarise(comparison: Comparison) -> dict[str, Any]:
    """A comparison as plain values: medians, quartiles, ratio, verdict, samples."""
    return {
        "name": comparison.name,
        "note": comparison.note,
        "unit": comparison.unit,
        "product": _summarise_samples(comparison.subject),
        "floor": _summarise_samples(comparison.floor),
        "ratio": round(comparison.ratio, 3),
        "ratio_quartiles": [round(x, 3) for x in comparison.ratio_range],
        "target": comparison.target,
        "verdict": comparison.verdict,
    }


def describe_machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def write_markdown(known: dict[str, Any]) -> str:
    """All groups as one Markdown page."""
    lines = [
        "# Measured",
        "",
        "Written by `make bench`. Every figure is a median of runs taken by turns with",
        "its floor on the same machine; quartiles are those of the paired ratios.",
    ]
    for name, group in known.items():
        lines += ["", f"## {name}", "", _describe_run(group), ""]
        lines += [_write_row(HEADS), _write_row(["---"] * len(HEADS))]
        lines += [_write_row(_write_cells(x)) for x in group["comparisons"]]
        notes = [x for x in group["comparisons"] if x["note"]]
        lines += ["", *(f"- {x['name']}: {x['note']}" for x in notes)]
    return "\n".join(lines) + "\n"


def _describe_run(group: dict[str, Any]) -> str:
    machine = group["machine"]
    versions = ", ".join(f"{name} {machine[name]}" for name in PACKAGES)
    return (
        f"{group['measured_at']} · {machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, Python {machine['python']}, {versions}"
    )


def _write_cells(result: dict[str, Any]) -> list[str]:
    low, high = result["ratio_quartiles"]
    target = f"≤ {result['target']:g}: {result['verdict']}" if result["target"] else "–"
    return [
        result["name"],
        f"{result['product']['median']:,.4g} {result['unit']}",
        f"{result['floor']['median']:,.4g} {result['unit']}",
        f"{result['ratio']:.2f}",
        f"{low:.2f}–{high:.2f}",
        target,
        str(len(result["product"]["samples"])),
    ]


def _write_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _summarise_samples(samples: Sequence[float]) -> dict[str, Any]:
    low, high = find_quartiles(list(samples))
    return {
        "median": round(statistics.median(samples), 4),
        "quartiles": [round(low, 4), round(high, 4)],
        "samples": [round(sample, 4) for sample in samples],
    }


def _read_known() -> dict[str, Any]:
    if not JSON_FILE.is_file():
        return {}
    known: dict[str, Any] = json.loads(JSON_FILE.read_text(encoding="utf-8"))
    return known
