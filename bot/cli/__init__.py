"""The command line: `pilar COMMAND`, one module a noun. Slow imports wait until a command needs them."""

from __future__ import annotations

import sys

import typer

from bot.cli import demo, form, invite, round_, run, status

app = typer.Typer(
    help="Pilar: any XLSForm becomes a Telegram conversation that a whole agency answers before a deadline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("demo")(demo.demo)
app.add_typer(form.app, name="form")
app.add_typer(round_.app, name="round")
app.add_typer(invite.app, name="invite")
app.command("status")(status.status)


def main() -> None:
    """The console script. A refusal is one sentence on stderr and exit code 1."""
    from bot.cli.refusal import Refused

    try:
        app()
    except Refused as refused:
        print(f"pilar: {refused}", file=sys.stderr)  # noqa: T201 - the command line speaks here
        sys.exit(1)
