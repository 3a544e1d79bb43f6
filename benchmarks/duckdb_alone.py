"""Runs a recorded build's statements with DuckDB and nothing else.

`python -m benchmarks.duckdb_alone PLAN.json RECORDED.duckdb NEW_FOLDER`
"""

import json
import sys
from pathlib import Path

import duckdb


def run_plan(plan: Path, recorded: Path, folder: Path) -> None:
    """Run every statement, in order, into a new `folder/internal.duckdb`."""
    settings = json.loads(plan.read_text("utf-8"))
    with duckdb.connect(
        str(folder / "internal.duckdb"), config=settings["config"]
    ) as connection:
        connection.execute(f"attach '{recorded}' as recorded (read_only)")
        for statement in settings["statements"]:
            answer = connection.execute(statement["sql"], statement["parameters"])
            if statement["sql"].startswith("select"):
                answer.fetchall()


if __name__ == "__main__":
    run_plan(*map(Path, sys.argv[1:]))
