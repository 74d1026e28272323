"""`pilar round set`: a round's deadline, when its people are reminded, and when its digest goes out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Connection

from bot.cli.refusal import Refused
from bot.cli.round_ import KPPN
from bot.cli.work import in_database, settings
from bot.clock import clock_from
from bot.flows.problems import Problem
from bot.screens.schedules import FIRST_HOUR, LAST_HOUR

if TYPE_CHECKING:
    from bot.services.cockpit import Cockpit


def set_terms(
    number: Annotated[int, typer.Argument(help="As pilar round list shows it.")],
    deadline: Annotated[
        str, typer.Option(help="Local time in the round's zone: 2024-06-21T16:00. Those concerned are told.")
    ] = "",
    reminders: Annotated[
        str, typer.Option(help="'opened 7d 3d 1d day 3h overdue:5', 'none', or 'usual'.")
    ] = "",
    digest_hour: Annotated[
        int | None, typer.Option(help=f"{FIRST_HOUR} to {LAST_HOUR}, by the round's clock.")
    ] = None,
    kppn: Annotated[bool | None, typer.Option("--kppn/--no-kppn", help=KPPN)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Change a round's terms; what is not named stays as it is."""
    if not deadline and not reminders and digest_hour is None and kppn is None:
        raise Refused("nothing to change: name --deadline, --reminders, --digest-hour or --kppn")
    now = clock_from(settings().clock_file)()
    schedule = _schedule(reminders)
    if digest_hour is not None and not FIRST_HOUR <= digest_hour <= LAST_HOUR:
        raise Refused(f"--digest-hour {digest_hour} is out of reach; use {FIRST_HOUR} to {LAST_HOUR}")

    def work(conn: Connection) -> dict[str, object]:
        from bot.services.deadlines import move
        from bot.services.scheduling import keep
        from storage import regions, rounds

        cockpit = _cockpit(conn, number, now)
        told = 0
        if kppn is not None:
            regions.set_kppn(conn, cockpit.round.region_id, is_kppn=kppn)
        if deadline:
            new = _moment(deadline, ZoneInfo(cockpit.round.timezone))
            if new <= now:
                raise Refused(f"--deadline {deadline} is in the past")
            if cockpit.round.closed_at is not None:
                raise Refused(f"round {number} is closed")
            if new != cockpit.round.deadline:
                told = move(conn, cockpit, new)
                cockpit = replace(cockpit, round=replace(cockpit.round, deadline=new))
        kept = cockpit.round.reminders if schedule is None else schedule
        hour = cockpit.round.digest_hour if digest_hour is None else digest_hour
        keep(conn, cockpit, kept, hour)
        found = rounds.get(conn, number)
        assert found is not None
        return {
            "round": number,
            "deadline": found.deadline.astimezone(ZoneInfo(found.timezone)).isoformat(),
            "reminders": found.reminders or "usual",
            "digest_hour": found.digest_hour,
            "kppn": found.is_kppn,
            "told": told,
        }

    result = in_database(work)
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
        return
    typer.echo(
        f"Round {number}: until {result['deadline']}, reminders {result['reminders']}, digest at "
        f"{result['digest_hour']}.00; {result['told']} people will be told."
        + (" Its region is weighted as a priority area." if result["kppn"] else "")
    )


def _schedule(reminders: str) -> str | None:
    """As it is stored: '' is the usual way; None where nothing was said."""
    from bot.reminders.offsets import read_offsets
    from bot.screens.phrases import phrases

    if not reminders:
        return None
    if reminders.strip().lower() == "usual":
        return ""
    found = read_offsets(reminders)
    if isinstance(found, Problem):
        raise Refused(f"--reminders: {phrases('en').plain(found.key, **found.params)}")
    return str(found)


def _cockpit(conn: Connection, number: int, now: datetime) -> Cockpit:
    """Whoever sits at the command line is nobody in the chat, and has every right."""
    from bot.services.cockpit import Cockpit
    from bot.services.library import Library
    from bot.services.overseeing import nobody
    from bot.services.setting import Setting
    from storage import rounds

    round_ = rounds.get(conn, number)
    if round_ is None:
        raise Refused(f"there is no round {number}; see pilar round list")
    return Cockpit(Setting(Library(), "", 0), nobody("id"), round_, (round_,), now)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"--deadline {text!r} is no moment; write it as 2024-06-21T16:00") from None
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(UTC)
