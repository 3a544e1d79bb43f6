"""What would move if a release or a draft took the place of another."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Console

from warehouse.commands.answer import print_line
from warehouse.commands.comparing import show_comparison, tabulate
from warehouse.releases import NoReleaseError, Release, find_served
from warehouse.settings import Settings
from warehouse.wording import say

if TYPE_CHECKING:
    from warehouse.comparison import Comparison


@dataclass(frozen=True)
class Impact:
    """The comparison, or why there is none: a code and its detail."""

    comparison: "Comparison | None"
    obstacle: str = ""
    detail: str = ""

    def tabulate(self) -> dict[str, Any]:
        """For `--format json`."""
        found = tabulate(self.comparison) if self.comparison else None
        return {"comparison": found, "not_compared": self.obstacle or None}

    def show(self, console: Console) -> None:
        """For people."""
        if self.comparison:
            show_comparison(console, self.comparison)
        else:
            print_line(console, say(f"impact.{self.obstacle}", detail=self.detail))


def find_shown(settings: Settings) -> Release | None:
    """What readers see now; None without a sound release."""
    try:
        return find_served(settings).release
    except NoReleaseError:
        return None


def find_impact(before: Release | None, after: Release, settings: Settings) -> Impact:
    """Compare; a release that cannot be compared is no reason to serve it for ever."""
    import duckdb

    from warehouse.comparison import compare
    from warehouse.reading import ReadingError

    if before is None:
        return Impact(None, "nothing_served")
    if before.info.programme != after.info.programme:
        return Impact(None, "other_programme", before.info.programme)
    if before.info.edition != after.info.edition:
        return Impact(None, "other_edition", say(f"edition.{before.info.edition}"))
    try:
        return Impact(compare(before, after, settings))
    except (ReadingError, duckdb.Error) as error:
        return Impact(None, "unreadable", str(error))
