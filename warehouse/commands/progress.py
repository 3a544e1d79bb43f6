"""Progress of long work on standard error: a bar on a terminal, lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import TaskID as TaskId

from warehouse.wording import say

if TYPE_CHECKING:
    from warehouse.build import Stage


@dataclass
class StageClock:
    """Seconds that each stage took, in the order of first appearance."""

    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str | None = None
    _since: float = 0.0

    def enter(self, stage: str | None) -> bool:
        """Note that `stage` is at work; tell whether it is a new one."""
        if stage == self._stage:
            return False
        now = time.monotonic()
        if self._stage is not None:
            earlier = self.seconds.get(self._stage, 0.0)
            self.seconds[self._stage] = round(earlier + now - self._since, 2)
        self._stage, self._since = stage, now
        return True


class BuildProgress:
    """Shows what a build reports and keeps its clock."""

    def __init__(self, console: Console, bars: Progress | None) -> None:
        self.clock = StageClock()
        self._console = console
        self._bars = bars
        self._bar: TaskId | None = None

    def __call__(self, stage: "Stage", done: int, total: int, name: str) -> None:
        """Take one report of the build."""
        is_new = self.clock.enter(stage)
        words = say(f"stage.{stage}")
        if self._bars is None:
            if is_new:
                self._console.print(words, markup=False)
            return
        if is_new or self._bar is None:
            self._bar = self._bars.add_task(words, total=total or None, step="")
        self._bars.update(self._bar, completed=done, total=total or None, step=name)


@contextmanager
def show_progress(*, is_quiet: bool) -> Iterator[BuildProgress]:
    """A listener for a build that speaks to people, or to nobody."""
    console = Console(stderr=True, quiet=is_quiet, highlight=False)
    if is_quiet or not console.is_terminal:
        progress = BuildProgress(console, None)
        yield progress
    else:
        with _make_bars(console) as bars:
            progress = BuildProgress(console, bars)
            yield progress
    progress.clock.enter(None)


def _make_bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[step]}", style="dim", markup=False),
        console=console,
    )
