"""Every command of the operator guide works, or says why no test runs it."""

import re
import shutil

import pytest

from tests.conftest import REPOSITORY
from tests.warehouse.operating import GUIDE, read_blocks, run_block
from tests.warehouse.planted_person import FILES, KEYED, NAME
from warehouse.releases import find_served, list_releases
from warehouse.settings import Settings
from warehouse.withdrawals import list_withdrawals

COMMANDS = ("python", "warehouse", "systemctl", "journalctl", "git", "make", "docker")
READING = {
    "journalctl -u warehouse-build": "reads the log of systemd",
    "journalctl -k": "reads the log of the kernel",
    "systemctl list-timers": "reads the timers of systemd",
}
"""Commands named in a line of text, which no block has, and why no test runs them."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with a small project and the guide's files, and an empty warehouse."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(REPOSITORY / "tests/warehouse/small_project", folder / "project")
    (folder / "project/seeds").symlink_to(REPOSITORY / "dbt_project/seeds")
    for name in ("training_events.csv", "attendance.csv"):
        (folder / name).write_text("\n".join(FILES[name]) + "\n", "utf-8")
    (folder / "request.txt").write_text(f"{NAME}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def carried_out(desk):
    """The blocks that are run, each with what came of it."""
    environment = {
        "WAREHOUSE_DIR": str(desk / "data"),
        "WAREHOUSE_PROJECT_DIR": str(desk / "project"),
        "WAREHOUSE_EDITION": "live",
        **KEYED,
    }
    ahead = "python -m warehouse ingest training_events.csv"
    outcomes = []
    for block in read_blocks():
        if block.is_run:
            known = list_releases(Settings(dir=desk / "data"))
            text = re.sub(r"\bID\b", known[0].id if known else "", block.text)
            first = f"{ahead}\n" if not known else ""
            run = type(block)(block.kind, first + text, block.why)
            outcomes.append((block, run_block(run, desk, **environment)))
    return outcomes


@pytest.mark.long
def test_every_command_works(carried_out):
    assert len(carried_out) > 5
    for block, done in carried_out:
        assert done.returncode == 0, block.text + done.stdout + done.stderr


@pytest.mark.long
def test_what_was_restored_serves_what_was_served(carried_out, desk):
    served, restored = (
        find_served(Settings(dir=desk / name)) for name in ("data", "restored")
    )
    assert served.release.id == restored.release.id
    assert not restored.is_fallback
    withdrawn = [list_withdrawals(Settings(dir=desk / n)) for n in ("data", "restored")]
    assert withdrawn[0] == withdrawn[1] != []


def test_every_command_that_is_left_out_says_why():
    for block in read_blocks():
        assert block.kind in ("sh", "ini"), f"what is this: {block.text}"
        if block.kind == "sh" and not block.is_run:
            assert re.search(r"needs|not built", block.why), block.text
            assert not re.match(r"python -m warehouse", block.text), "that can be run"


def test_no_command_hides_in_the_text():
    """One named in a sentence stands in a block too, or only reads."""
    text = GUIDE.read_text("utf-8")
    blocks = "\n".join(block.text for block in read_blocks())
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for span in re.findall(r"`([^`\n]+)`", prose):
        words = span.split()
        if words[0] in COMMANDS and len(words) > 1 and span not in READING:
            command = span.removeprefix("python -m ").split()
            named = f"python -m {' '.join(command[:2])}"
            assert span in blocks or named in blocks, span
