"""`pilar history`: whether what happened in a round still stands in the database as it was chained."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from bot.cli.refusal import Refused
from bot.cli.work import in_database

app = typer.Typer(help="What happened, chained so that a later change shows.", no_args_is_help=True)


@app.callback()
def history() -> None:
    """What happened, chained so that a later change shows."""


@app.command()
def verify(
    round_id: Annotated[int, typer.Option("--round", help="Only this round, by its number.")] = 0,
    known: Annotated[
        str, typer.Option(help="A number and its hash that were written down: '1204:ab12…'. Needs --round.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of rounds.")] = False,
) -> None:
    """Recompute the chain and hold every row against it. Exit code 1 when something was changed, removed or added."""
    wanted = _known(known, round_id)
    found = in_database(lambda conn: _audits(conn, round_id, wanted), reads=True)
    if round_id and not found:
        raise Refused(f"there is no round {round_id} with a history; a trial has none")
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        for one in found:
            _print(one)
    if any(one["findings"] for one in found):
        raise typer.Exit(1)


def _known(text: str, round_id: int) -> tuple[int, str] | None:
    number, _, digits = text.partition(":")
    if not text:
        return None
    if not number.isdecimal() or len(digits) != 64 or not round_id:
        raise Refused("--known is NUMBER:HASH with 64 digits, of one round that --round names")
    return int(number), digits.lower()


def _audits(conn: Connection, round_id: int, known: tuple[int, str] | None) -> list[dict[str, Any]]:
    from bot.services.auditing import audit
    from storage import rounds

    found = []
    for round_ in rounds.all_(conn):
        if round_.trial or round_id not in (0, round_.id):
            continue
        one = audit(conn, round_.id, known)
        facts = {"round": round_.id, "region": round_.region_name, "name": round_.name}
        found.append(facts | asdict(one))
    return found


def _print(one: dict[str, Any]) -> None:
    typer.echo(f"{one['region']} · {one['name']} (round {one['round']})")
    waiting = f", {one['waiting']} not chained yet" if one["waiting"] else ""
    if not one["findings"]:
        last = f"; the last is {one['links']}:{one['head']}" if one["links"] else ""
        typer.echo(f"  sound: {_many(one['links'], 'entry', 'entries')}{waiting}{last}")
        return
    found = len(one["findings"])
    typer.echo(
        f"  NOT SOUND: {_many(found, 'finding')} in {_many(one['links'], 'entry', 'entries')}{waiting}"
    )
    for finding in one["findings"]:
        typer.echo(f"  {said(finding)}")


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def said(finding: dict[str, Any]) -> str:
    """One finding as a sentence."""
    number = f"entry {finding['number']}" if finding["number"] is not None else "no entry"
    row = " ".join(
        filter(
            None,
            (f"{finding['kind']} {finding['row'] or ''}".strip(), finding["agency"], finding["question"]),
        )
    )
    match finding["what"]:
        case "missing":
            return f"{number}: taken out of the chain"
        case "twice":
            return f"{number}: put into the chain"
        case "chain-changed":
            return f"{number}: it or its hash was changed in the chain"
        case "unknown":
            return f"{number}: was {finding['told']}, is {finding['found'] or 'not there'}"
        case "removed":
            return f"{number}: {row} was removed"
        case "added":
            return f"{number}: {row} was added behind the bot's back"
        case "present-removed":
            return f"{number}: the present answer was removed ({row}); it was '{finding['told']}'"
        case "present-changed":
            change = f"{finding['column']} '{finding['told']}' -> '{finding['found']}'"
            return f"{number}: the present answer was changed ({row}): {change}"
        case _:
            return f"{number}: {row} was changed: {finding['column']} '{finding['told']}' -> '{finding['found']}'"
