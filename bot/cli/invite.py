"""`pilar invite coordinator`, `representative` and `assessor`: a link, last on stdout."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy import Connection

from bot.cli.refusal import Refused
from bot.cli.work import in_database, settings

if TYPE_CHECKING:
    from bot.services.inviting import Invitation

app = typer.Typer(help="Invitations: links that let people in.", no_args_is_help=True)

Region = Annotated[str, typer.Option(help="Needed only when there are several regions.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.callback()
def invite() -> None:
    """Invitations: links that let people in."""


@app.command()
def coordinator(
    name: Annotated[str, typer.Option(help="Who it is for, as the bot will address them.")],
    region: Region = "",
    as_json: AsJson = False,
) -> None:
    """A link for a coordinator of a region. It works once."""
    _print("coordinator", region, "", name, as_json)


@app.command()
def representative(
    agency: Annotated[str, typer.Option(help="The agency's code: dinkes.")],
    region: Region = "",
    as_json: AsJson = False,
) -> None:
    """A link for the representatives of an agency. It works ten times, so that an office can share it."""
    _print("representative", region, agency, "", as_json)


@app.command()
def assessor(
    name: Annotated[str, typer.Option(help="Who it is for, as the bot will address them.")],
    pillars: Annotated[
        str, typer.Option(help="The pillars that they review, as the form names them: 'living society'.")
    ] = "",
    region: Region = "",
    as_json: AsJson = False,
) -> None:
    """A link for an assessor, who reads what was sent, of these pillars or of all. It works once."""
    _print("assessor", region, "", name, as_json, pillars)


def _print(role: str, region: str, agency: str, name: str, as_json: bool, pillars: str = "") -> None:
    given = settings()
    username = given.bot_username or _ask_username()
    days = given.invitation_days
    made = in_database(lambda conn: _invite(conn, role, region, agency, name, days, pillars))
    link = made.link(username)
    if as_json:
        facts = {"role": role, "link": link, "code": made.code, "expires": made.expires_at.isoformat()}
        typer.echo(json.dumps(facts))
        return
    typer.echo(f"Code, if the link opens an old chat: {made.code}")
    typer.echo(link)


def _invite(
    conn: Connection, role: str, region: str, agency: str, name: str, days: int, pillars: str
) -> Invitation:
    from bot.services.inviting import invite as make
    from storage import agencies, regions

    known = regions.all_(conn)
    if not known:
        raise Refused("there is no region yet; open a round first: pilar round open --help")
    meant = [r for r in known if not region or r.name.casefold() == region.casefold()]
    if not meant:
        raise Refused(f"no region {region!r}; there are: {', '.join(r.name for r in known)}")
    wanted = [r for r in meant if not agency or agencies.by_code(conn, r.id, agency.lower())]
    if not wanted:
        codes = dict.fromkeys(one.code for r in meant for one in agencies.in_region(conn, r.id))
        raise Refused(f"no agency {agency!r}; there are: {', '.join(codes)}")
    if len(wanted) > 1:
        raise Refused(f"say which region with --region: {', '.join(r.name for r in wanted)}")
    found = agencies.by_code(conn, wanted[0].id, agency.lower()) if agency else None
    chosen = pillars.replace(",", " ").lower().split()
    _check_pillars(conn, wanted[0].id, chosen)
    return make(
        conn,
        role=role,
        region_id=wanted[0].id,
        agency_id=found.id if found else None,
        name=" ".join(name.split())[:200],
        created_by=None,
        now=datetime.now(UTC),
        days=days,
        pillars=" ".join(dict.fromkeys(chosen)),
    )


def _check_pillars(conn: Connection, region_id: int, chosen: list[str]) -> None:
    """Whether the forms that are being answered know these pillars; anything goes while no round is open."""
    from bot.services.assessing import all_pillars
    from bot.services.library import Library
    from storage import rounds

    library = Library()
    forms = [library.logic(conn, one.form_id).form for one in rounds.open_in(conn, region_id)]
    known = dict.fromkeys(pillar for form in forms for pillar in all_pillars(form))
    strange = [one for one in chosen if one not in known]
    if forms and strange:
        there = ", ".join(known) or "none"
        raise Refused(f"no pillar {', '.join(strange)} in the form; there are: {there}")


def _ask_username() -> str:
    """The bot's name, from Telegram: a link needs it."""
    import asyncio

    from telegram import Bot
    from telegram.error import TelegramError

    from bot.transport import AiohttpRequest

    given = settings()
    server = given.telegram_api_url.rstrip("/")

    async def ask() -> str:
        request = AiohttpRequest(read_timeout=10)
        bot = Bot(given.bot_token.get_secret_value(), base_url=f"{server}/bot", request=request)
        async with bot:
            return bot.username

    try:
        return asyncio.run(ask())
    except TelegramError as error:
        raise Refused(
            f"Telegram does not tell the bot's name ({error}); set BOT_TOKEN, or BOT_USERNAME in .env"
        ) from None
