"""A reply to a message of a review is a word about its question: Telegram's own way to answer somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.inputs import Typed
from bot.screens.press import Press, Verb, decode
from bot.services import fixing, remarks
from bot.services.addressing import in_this_version
from bot.services.cockpit import enter
from bot.services.replies import Reply
from bot.services.setting import Setting
from bot.services.workplaces import desk_for, switch
from storage.chats import ChatRow

REVIEWERS = frozenset({Verb.INSPECT, Verb.THREAD, Verb.RETURN})


def said(
    conn: Connection, setting: Setting, chat: ChatRow, carried: Sequence[str], raw: Typed, now: datetime
) -> Reply | None:
    """What a reply to a message with these buttons leads to; None where they speak of no question of a review."""
    presses = tuple(filter(None, map(decode, carried)))
    first = next((one for one in presses if one.ordinal >= 0), None)
    if first is None:
        return None
    if all(one.verb is Verb.FIX for one in presses):  # on a question's own card others stand beside it
        return _of_agency(conn, setting, chat, first, raw, now)
    if first.verb not in REVIEWERS:
        return None
    cockpit = enter(
        conn,
        setting,
        chat,
        now,
        submission=first.submission,
        assessors=True,
        pressed=first,
        argument=first.argument,
    )
    if cockpit is None or cockpit.submission is None:
        return None
    pressed = in_this_version(conn, setting, cockpit.desk(conn), first)
    return remarks.said(conn, replace(cockpit, pressed=pressed), raw)


def is_thread(carried: Sequence[str]) -> bool:
    """Whether these buttons offer a reviewer to say something about a question: then a reply to them is that, also
    where she was asked for other words meanwhile."""
    presses = filter(None, map(decode, carried))
    return any(one.verb is Verb.THREAD and one.ordinal >= 0 for one in presses)


def _of_agency(
    conn: Connection, setting: Setting, chat: ChatRow, first: Press, raw: Typed, now: datetime
) -> Reply | None:
    at_work = chat.work is not None and chat.work.submission_id == first.submission
    hers = chat if at_work else switch(conn, chat, first.submission)
    desk = desk_for(conn, setting.library, hers, now) if hers is not None else None
    if desk is None or desk.work.submission_id != first.submission:
        return None
    return fixing.replied(conn, desk, in_this_version(conn, setting, desk, first), raw)
