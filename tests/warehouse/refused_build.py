"""A rule that a build broke, with the load to mend."""

from pathlib import Path

from warehouse.culprits import Refusal
from warehouse.register_rows import Remedy

REFUSAL = Refusal(
    rule="unique_thing",
    kind="test",
    description="Things are unique.",
    message="",
    failures=1,
    files=(),
    culprits=(),
    seed_rows=(),
    remedies=(Remedy("attendance-1", "a.csv", Path("loads/attendance-1"), ("id",)),),
)
