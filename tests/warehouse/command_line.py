"""The command line in the tests' own process: what a person gets, without the wait."""

import json
from dataclasses import dataclass

from warehouse.cli import main
from warehouse.wording import use_language


@dataclass(frozen=True)
class Told:
    """What a command said, and how it ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def text(self):
        return self.stdout + self.stderr

    @property
    def data(self):
        return json.loads(self.stdout)


def make_runner(settings, monkeypatch, capfd):
    """A function that runs a command on the warehouse of `settings`."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(settings.dir))
    monkeypatch.setenv("WAREHOUSE_PROJECT_DIR", str(settings.project_dir))
    monkeypatch.setenv("WAREHOUSE_LANG", "en")

    def run(*arguments, **environment):
        capfd.readouterr()
        with monkeypatch.context() as own:
            for name, value in environment.items():
                own.setenv(name, value)
            try:
                main([str(argument) for argument in arguments])
            except SystemExit as end:
                code = end.code
        use_language("en")
        out, err = capfd.readouterr()
        return Told(code, out, err)

    return run
