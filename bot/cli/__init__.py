"""The command line: `pilar COMMAND`, one module a noun. Slow imports wait until a command needs them."""

from __future__ import annotations

import sys

import typer

from bot.cli.demo import demo as run_demo
from bot.cli.export import export as write_export
from bot.cli.form import app as forms
from bot.cli.history import app as histories
from bot.cli.invite import app as invitations
from bot.cli.round_ import app as rounds
from bot.cli.round_terms import set_terms
from bot.cli.round_update import update as update_round
from bot.cli.run import run as run_bot
from bot.cli.status import status as print_status
from bot.cli.verify import verify as check_receipt

app = typer.Typer(
    help="Pilar: any XLSForm becomes a Telegram conversation that a whole agency answers before a deadline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run_bot)
app.command("demo")(run_demo)
app.add_typer(forms, name="form")
rounds.command("set")(set_terms)
rounds.command("update")(update_round)
app.add_typer(rounds, name="round")
app.add_typer(invitations, name="invite")
app.add_typer(histories, name="history")
app.command("status")(print_status)
app.command("export")(write_export)
app.command("verify")(check_receipt)


def main() -> None:
    """The console script. A refusal is one sentence on stderr and exit code 1."""
    from bot.cli.refusal import Refused

    try:
        app()
    except Refused as refused:
        print(f"pilar: {refused}", file=sys.stderr)  # noqa: T201 - the command line speaks here
        sys.exit(1)
