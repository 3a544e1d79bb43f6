"""A warehouse with one person in everything that holds rows, under several codes."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from tests.warehouse.command_line import Told
from tests.warehouse.killed import SMALL
from warehouse.cli import main
from warehouse.intake.identity import make_code
from warehouse.parcels import receive
from warehouse.settings import Settings
from warehouse.wording import use_language

KEY = "0123456789abcdef" * 4
KEYED = {"WAREHOUSE_IDENTITY_KEY": KEY}
NAME = "Кудеярова Евпраксия Пантелеймоновна"
EMAIL = "kudeyarova@mail.example"
OWN_CODE = "person-7"
WORDS = (NAME, EMAIL, OWN_CODE)
CODES = (
    make_code("name:евпраксия кудеярова пантелеймоновна", KEY),
    make_code(f"email:{EMAIL}", KEY),
)
SECRETS = (*NAME.split(), EMAIL, OWN_CODE, *CODES)

FILES = {
    "training_events.csv": (
        "event_id,start_date,scope",
        "e1,2008-03-01,institution",
        "e2,2008-04-01,institution",
    ),
    "attendance.csv": (
        "event_id,ФИО,sex,scope",
        f"e1,{NAME},female,institution",
        "e2,евпраксия Кудеярова пантелеймоновна,female,institution",
        "e1,Quackenbush Zebulon,male,institution",
        f"nowhere,{NAME},female,institution",
        "nowhere,Quackenbush Zebulon,male,institution",
    ),
    "learning_tests.csv": (
        "event_id,E-mail,pre_score,post_score,scope",
        f"e1,{EMAIL},50,70,institution",
        "e1,zebulon@mail.example,60,80,institution",
    ),
    "follow_ups.csv": (
        "event_id,participant_id,due_date,scope",
        f"e1,{OWN_CODE},2008-09-01,institution",
        f"nowhere,{OWN_CODE},2008-09-01,institution",
        "e1,person-8,2008-09-01,institution",
    ),
}
CORRECTED = (
    "event_id,participant_id,due_date,scope",
    f"e1,{OWN_CODE},2008-09-05,institution",
    "e1,person-8,2008-09-05,institution",
)


def ask(folder, *arguments, typed="", **environment):
    """A command with the key, in this process: what came out of it.

    The small project has not what registers are read by.
    """
    small = {} if arguments[0] in ("ingest", "quarantine") else SMALL
    own = {"WAREHOUSE_DIR": str(folder), "WAREHOUSE_LANG": "en", **small, **KEYED}
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as process,
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as end,
    ):
        for name, value in {**own, **environment}.items():
            process.setenv(name, value)
        process.setattr(sys, "stdin", io.StringIO(typed))
        main(list(map(str, arguments)))
    use_language("en")
    return Told(end.value.code, out.getvalue(), err.getvalue())


def get(folder, *arguments, **environment):
    """The answer of a command that succeeds."""
    done = ask(folder, *arguments, "--format", "json", **environment)
    assert done.code == 0, done.text
    return done.data


def plant(folder):
    """Load, correct, build twice, export, hand over: the files that were loaded."""
    files = folder.with_name("registers")
    files.mkdir()
    paths = [_write(files / name, lines) for name, lines in FILES.items()]
    get(folder, "ingest", *paths)
    get(folder, "ingest", _write(files / "follow_ups_2.csv", CORRECTED))
    for _ in range(2):
        get(folder, "build", "--edition", "live", "--as-of", "2009-02-13")
    get(folder, "quarantine", "--export", str(folder / "mend.xlsx"))
    with (files / "attendance.csv").open("rb") as stream:
        receive([("attendance.csv", stream)], Settings(dir=folder))
    draft = folder / "work" / "drafts" / "draft-1"
    draft.mkdir(parents=True)
    (draft / "rows.csv").write_text(NAME, "utf-8")
    return [*paths, str(files / "follow_ups_2.csv")]


def _write(path, lines):
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)
