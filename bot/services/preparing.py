"""The steps of putting a round together in the chat: form, name, deadline, agencies; each typed, sent or tapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.deadlines import read_deadline
from bot.flows.inputs import Medium, Sent, Typed
from bot.flows.loading.agencies import AgencyEntry
from bot.flows.loading.sheets import SUFFIXES
from bot.flows.problems import Problem
from bot.screens import setups as screens
from bot.screens.notices import Toast, toast
from bot.screens.press import read36
from bot.services import opening, trying_out
from bot.services.cockpit import end_errand, not_allowed, refused
from bot.services.enrolling import Who, role_of
from bot.services.inviting_all import INVITATIONS
from bot.services.preparation import (
    ERRAND as ERRAND,
)
from bot.services.preparation import (
    ZONES,
    Preparation,
    again,
    as_params,
    ask,
    await_step,
    go_on,
    last_agencies,
    prepare,
    show,
    usual_deadline,
    zone_of,
)
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.sheets import SHEET
from storage import outbox, rounds, setups
from storage.chats import ChatRow

MOST_BYTES = 20 * 1024 * 1024  # that the Bot API gives out


def command(conn: Connection, setting: Setting, chat: ChatRow, now: datetime) -> Reply:
    """/siapkan: where she is, and what comes next."""
    preparation = prepare(conn, setting, chat, now)
    if preparation is None:
        return not_allowed(chat)
    if preparation.setup.form_id is None and len(preparation.regions) > 1:
        return _choose_region(preparation)
    return go_on(conn, preparation)


def press(
    conn: Connection, setting: Setting, who: Who, chat: ChatRow, argument: str, tapped: int, now: datetime
) -> Reply:
    """A button of the card. Old ones show where she is now."""
    preparation = prepare(conn, setting, chat, now, tapped) if who.private else None
    if preparation is None:
        return refused(chat)
    end_errand(conn, chat)
    reply = _press(conn, preparation, argument)
    found = setups.get(conn, chat.person_id)
    was_trying = preparation.setup.trial_id is not None
    if was_trying and (found is None or found.trial_id is None):  # she represents nobody any more
        return replace(reply, menu=f"{role_of(conn, chat.person_id)}.{chat.language}")
    return reply


def _press(conn: Connection, preparation: Preparation, argument: str) -> Reply:
    step, rest = argument[:1], argument[1:]
    match step:
        case "n" | "d" | "a":
            return ask(conn, preparation, {"n": "name", "d": "deadline", "a": "agencies"}[step])
        case "z":
            return _zone(conn, preparation, rest)
        case "r":
            return _region(conn, preparation, rest)
        case "l":
            return _take_last(conn, preparation)
        case "m":
            return _template(conn, preparation)
        case "t" if preparation.setup.form_id is not None:
            return trying_out.begin(conn, preparation)
        case "e":
            return go_on(conn, trying_out.end(conn, preparation))
        case "o":
            return opening.open_round_of(conn, preparation, sure=rest == "y")
        case "x":
            return _give_up(conn, preparation, sure=rest == "y")
        case _:
            return go_on(conn, preparation)


def words(
    conn: Connection,
    setting: Setting,
    chat: ChatRow,
    errand: Mapping[str, object],
    raw: Typed | Sent,
    message_id: int,
    now: datetime,
) -> Reply | None:
    """What she typed or sent for a step. None where it is for something else: she walks her own trial."""
    preparation = prepare(conn, setting, chat, now)
    if preparation is None:
        end_errand(conn, chat)
        return None
    step = errand.get("step")
    if isinstance(raw, Sent):
        what = "agencies" if step == "agencies" else "form"
        return receive(conn, preparation, raw, what, message_id)
    if step == "name":
        return _name(conn, preparation, raw.text)
    if step == "deadline":
        return _deadline(conn, preparation, raw.text)
    if chat.question:
        return None
    what = "agencies" if step == "agencies" else "form"
    return Reply(screens.asked(what, chat.language, Problem("problem-setup-file")), Where.ASIDE)


def looks_like_form(raw: Sent) -> bool:
    """Whether a file that somebody sent unasked may be a questionnaire."""
    return raw.medium is Medium.DOCUMENT and raw.name.lower().endswith(SUFFIXES)


def receive_unasked(
    conn: Connection, setting: Setting, chat: ChatRow, raw: Sent, message_id: int, now: datetime
) -> Reply:
    """A questionnaire from a coordinator who had not asked for anything: she wants to set one up."""
    preparation = prepare(conn, setting, chat, now)
    return (
        receive(conn, preparation, raw, "form", message_id) if preparation is not None else not_allowed(chat)
    )


def receive(conn: Connection, preparation: Preparation, raw: Sent, what: str, message_id: int) -> Reply:
    """A file for the form or the list of agencies: it is fetched and looked into off everybody's way."""
    chat = preparation.chat
    if raw.medium is not Medium.DOCUMENT:
        return Reply(screens.asked(what, chat.language, Problem("problem-setup-file")), Where.ASIDE)
    if raw.size > MOST_BYTES:
        return Reply(screens.asked(what, chat.language, Problem("problem-setup-large")), Where.ASIDE)
    outbox.add(
        conn,
        dedupe_key=f"{SHEET}:{chat.chat_id}:{message_id}",
        kind=SHEET,
        chat_id=chat.chat_id,
        params={"file": raw.file_id, "name": raw.name[-200:], "what": what, "person": chat.person_id},
        due_at=preparation.now,
        at=preparation.now,
    )
    return Reply(screens.looking(raw.name or "?", chat.language), Where.ASIDE, effects=("slow",))


def _name(conn: Connection, preparation: Preparation, text: str) -> Reply:
    name = " ".join(text.split())
    if not name or len(name) > 200:
        return ask(conn, preparation, "name", Problem("problem-setup-name"))
    if rounds.named(conn, preparation.setup.region_id, name):
        return ask(conn, preparation, "name", Problem("problem-setup-taken"))
    setups.change(conn, preparation.chat.person_id, preparation.now, name=name)
    return go_on(conn, preparation)


def _deadline(conn: Connection, preparation: Preparation, text: str) -> Reply:
    found = read_deadline(
        text,
        present=preparation.setup.deadline or usual_deadline(preparation),
        now=preparation.now,
        zone=preparation.zone,
        language=preparation.chat.language,
    )
    if isinstance(found, Problem):
        return ask(conn, preparation, "deadline", found)
    setups.change(conn, preparation.chat.person_id, preparation.now, deadline=found)
    return go_on(conn, preparation)


def _zone(conn: Connection, preparation: Preparation, which: str) -> Reply:
    number = read36(which)
    if not 1 <= number <= len(ZONES):
        return Reply(screens.zones(preparation.chat.language), preparation.where)
    zone, before = ZoneInfo(ZONES[number - 1]), preparation.setup.deadline
    person, now = preparation.chat.person_id, preparation.now
    setups.change(conn, person, now, timezone=zone.key)
    if before is not None:  # 16.00 stays 16.00, by the other clock
        local = before.astimezone(preparation.zone).replace(tzinfo=zone)
        setups.change(conn, person, now, deadline=local)
    return show(conn, again(conn, preparation))


def _region(conn: Connection, preparation: Preparation, which: str) -> Reply:
    number = read36(which)
    if not 0 <= number < len(preparation.regions):
        return _choose_region(preparation)
    region = preparation.regions[number][0]
    if region != preparation.setup.region_id:
        trying_out.end(conn, preparation)
        setups.begin(
            conn,
            person_id=preparation.chat.person_id,
            region_id=region,
            timezone=zone_of(conn, region),
            at=preparation.now,
        )
    return go_on(conn, preparation)


def _choose_region(preparation: Preparation) -> Reply:
    names = tuple(name for _, name in preparation.regions)
    return Reply(screens.regions(names, preparation.chat.language), preparation.where)


def _take_last(conn: Connection, preparation: Preparation) -> Reply:
    found = last_agencies(conn, preparation.setup.region_id)
    rows = [as_params(AgencyEntry(a.code, a.name, a.short_name, a.kinds, a.contact)) for a in found]
    setups.change(conn, preparation.chat.person_id, preparation.now, agencies=rows)
    return go_on(conn, preparation)


def _template(conn: Connection, preparation: Preparation) -> Reply:
    chat = preparation.chat
    outbox.add(
        conn,
        dedupe_key=f"template:{chat.chat_id}:{int(preparation.now.timestamp() // 60)}",  # twice is once
        kind=INVITATIONS,
        chat_id=chat.chat_id,
        params={"part": "template", "person": chat.person_id},
        due_at=preparation.now,
        at=preparation.now,
    )
    await_step(conn, chat, "agencies")
    return Reply(toast=toast(Toast.PREPARING, chat.language), effects=("slow",))


def _give_up(conn: Connection, preparation: Preparation, *, sure: bool) -> Reply:
    if not sure:
        return Reply(screens.give_up(preparation.chat.language), preparation.where)
    trying_out.end(conn, preparation)
    setups.end(conn, preparation.chat.person_id)
    return Reply(screens.gave_up(preparation.chat.language), preparation.where)
