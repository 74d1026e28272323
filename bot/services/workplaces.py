"""Which of her agencies a person works for now: found anew for every turn, since a right can end at any time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.screens import home, notices
from bot.screens.commands import Role
from bot.screens.notices import Toast
from bot.screens.press import read36
from bot.screens.views import AgencyChoiceView, HelpView
from bot.services import enrolling
from bot.services.assignments import assignments
from bot.services.desk import Desk, open_desk
from bot.services.enrolling import Who
from bot.services.inviting import REPRESENTATIVE
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.showing import show_home
from storage import chats, people, rounds, submissions
from storage.chats import ChatRow


def desk_for(conn: Connection, library: Library, chat: ChatRow, now: datetime) -> Desk | None:
    """Her desk; another of hers when the right to the last one has ended or its round is over; None when there
    is nothing. A closed round with nothing after it can still be read."""
    work = chat.work
    closed = work is not None and work.closed_at is not None and work.closed_at <= now
    if work is None or not work.represents or closed:
        other = _first_work(conn, chat)
        if other is None and not (closed and work is not None and work.represents):
            return None
        chat = other or chat
    if chat.work is not None:
        submissions.lock(conn, chat.work.submission_id)
    return open_desk(conn, library, chat, now)


def _first_work(conn: Connection, chat: ChatRow) -> ChatRow | None:
    for row in people.memberships(conn, chat.person_id):
        if row.role == REPRESENTATIVE and row.agency_id is not None:
            place = enrolling.work_place(conn, row.region_id, row.agency_id)
            if place is not None:
                return _put_work(conn, chat, place)
    return None


def switch(conn: Connection, chat: ChatRow, submission: int) -> ChatRow | None:
    """Work on another of her submissions; None when it is not hers. What belongs to a closed round moves nobody who
    has work in an open one: she stays where she is."""
    row = submissions.get(conn, submission)
    mine = {m.agency_id for m in people.memberships(conn, chat.person_id) if m.role == REPRESENTATIVE}
    if row is None or row.agency_id is None or row.agency_id not in mine:
        return None
    round_ = rounds.get(conn, row.round_id)
    if round_ is not None and round_.closed_at is not None and assignments(conn, chat.person_id):
        return chat
    return _put_work(conn, chat, submission)


def _put_work(conn: Connection, chat: ChatRow, submission: int) -> ChatRow:
    chats.put(
        conn, chat.chat_id, submission_id=submission, question="", items="", mode="", draft="", before=""
    )
    found = chats.for_chat(conn, chat.chat_id)
    assert found is not None
    return found


def work_for(
    conn: Connection, library: Library, who: Who, chat: ChatRow, argument: str, now: datetime, tapped: int
) -> Reply:
    """The switch between agencies: the list, or the one that was chosen."""
    if argument:
        switched = switch(conn, chat, read36(argument))
        desk = desk_for(conn, library, switched, now) if switched is not None else None
        if desk is None:
            return Reply(toast=notices.toast(Toast.NOT_ALLOWED, chat.language), alert=True)
        return Reply(show_home(conn, desk, card=tapped), Where.CARD)
    options = assignments(conn, chat.person_id)
    view = AgencyChoiceView(tuple(options), chat.work.submission_id if chat.work else 0)
    return Reply(home.agency_choice(view, chat.language), Where.CARD)


def no_work(conn: Connection, chat: ChatRow) -> Reply:
    """To somebody who has no desk: what a coordinator can do, that no round is open, or a stranger's sentence."""
    role = enrolling.role_of(conn, chat.person_id)
    if enrolling.coordinates(conn, chat.person_id):
        return Reply(notices.help_for(HelpView("coordinator"), chat.language), Where.ASIDE)
    if role in (Role.LEADER, Role.ALTERNATE, Role.ASSESSOR):
        return Reply(notices.help_for(HelpView(role.value), chat.language), Where.ASIDE)
    if people.memberships(conn, chat.person_id):
        return Reply(notices.no_round(chat.language), Where.ASIDE)
    return Reply(notices.stranger(chat.language), Where.ASIDE)
