"""The commands of `python -m warehouse`, one module per concept."""

import typer

from warehouse.commands.answer import Answer
from warehouse.commands.building import build
from warehouse.commands.comparing import diff
from warehouse.commands.drafting import draft
from warehouse.commands.forgetting import forget
from warehouse.commands.health import doctor
from warehouse.commands.held import loads, quarantine
from warehouse.commands.indicators import indicator
from warehouse.commands.ingestion import ingest
from warehouse.commands.keeping import backup, restore
from warehouse.commands.publication import publish, releases, rollback
from warehouse.commands.synthesis import synthesize
from warehouse.commands.template import template
from warehouse.wording import say

app = typer.Typer(
    help=say("help.warehouse"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    build,
    ingest,
    template,
    loads,
    quarantine,
    draft,
    releases,
    publish,
    rollback,
    diff,
    forget,
    backup,
    restore,
    synthesize,
    indicator,
    doctor,
):
    app.command(help=say(f"help.{command.__name__}"))(command)

__all__ = ["Answer", "app"]
