"""The buttons of a reminder that do not answer: remind me again, and an invitation for a colleague.

Both are for whoever represents the agency now; a forged or old button says no more than that.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows.interview import Stop
from bot.reminders.schedule import snoozed, tomorrow_morning
from bot.screens import notices
from bot.screens import reminders as screens
from bot.screens.notices import Toast
from bot.screens.press import Press, Verb, read36
from bot.screens.reminders import IN_HOURS, IN_THE_MORNING, ColleagueView, ReminderView
from bot.services import cards, holders
from bot.services.desk import Desk
from bot.services.inviting import REPRESENTATIVE, invite
from bot.services.reminding import REMINDER, About, about_of, desk_of, first_open, left_of, reminder_view
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.showing import show_stop
from storage import outbox, reminders
from storage.chats import ChatRow

VERBS = frozenset({Verb.SNOOZE, Verb.COLLEAGUE})
HOURS = timedelta(hours=3)
USES, DAYS = 3, 14  # of a link for a colleague: it goes to one or two people, soon
MOST_A_DAY = 5  # links that one person makes for one agency


def press(
    conn: Connection, setting: Setting, chat: ChatRow, pressed: Press, tapped: int, now: datetime
) -> Reply:
    """A button under a reminder. `tapped` is the message that it stands under."""
    about = about_of(conn, chat.chat_id, pressed.submission, REPRESENTATIVE)
    if about is None:
        return Reply(toast=notices.toast(Toast.NOT_ALLOWED, chat.language), alert=True)
    desk = desk_of(conn, setting.library, about, now)
    if left_of(desk) is None:
        return Reply(toast=screens.nothing_left(chat.language), alert=True)
    if pressed.verb is Verb.COLLEAGUE:
        return _ask_colleague(conn, setting, about, desk, now)
    return _snooze(conn, setting, about, desk, pressed.argument, tapped, now)


def _snooze(
    conn: Connection, setting: Setting, about: About, desk: Desk, argument: str, tapped: int, now: datetime
) -> Reply:
    """Remind her again, once for one reminder: a second wish moves the first."""
    wish, _, row36 = argument.partition(".")
    origin = read36(row36)
    language = about.chat.language
    if wish not in (IN_HOURS, IN_THE_MORNING) or not _is_hers(conn, about, origin):
        return Reply(toast=notices.toast(Toast.STALE, language))
    zone = about.term.zone
    wished = now + HOURS if wish == IN_HOURS else tomorrow_morning(zone, now)
    until = snoozed(about.term, setting.calendar, wished, now)
    if until is None:
        return Reply(toast=screens.not_snoozed(desk.deadline, language), alert=True)
    key = f"snooze:{origin}"
    queued = outbox.add(
        conn,
        dedupe_key=key,
        kind=REMINDER,
        chat_id=about.chat.chat_id,
        params={"submission": about.submission, "person": about.person.id, "snooze": origin},
        due_at=until,
        at=now,
    )
    waits = queued or reminders.snooze(conn, key, until, now)  # or it came again already
    view = reminder_view(conn, desk, about, origin, snoozed_until=until if waits else None)
    assert view is not None
    _keep_card(conn, about, desk, view, tapped)
    stale = notices.toast(Toast.STALE, language)
    toast = screens.snoozed(until, desk.deadline, language) if waits else stale
    return Reply(screens.reminder(view, language), Where.TAPPED, toast=toast, effects=("outbox",))


def _is_hers(conn: Connection, about: About, origin: int) -> bool:
    """Whether this row of the outbox is a reminder that this chat was sent about this agency."""
    found = reminders.get(conn, origin)
    if found is None:
        return False
    kind, chat_id, params = found
    return (kind, chat_id, params.get("submission")) == (REMINDER, about.chat.chat_id, about.submission)


def _keep_card(conn: Connection, about: About, desk: Desk, view: ReminderView, tapped: int) -> None:
    """The reminder is drawn anew: when it is the present card, what it now asks is what a text answers."""
    chat = about.chat
    here = chat.work is not None and chat.work.submission_id == about.submission
    stop: Stop | None = first_open(desk, holders.of_desk(conn, desk)) if view.question else None
    if here and chat.card_id == tapped and stop is not None:
        show_stop(conn, desk, stop, card=tapped)


def _ask_colleague(conn: Connection, setting: Setting, about: About, desk: Desk, now: datetime) -> Reply:
    """A text with a link for a colleague of the same agency, ready to forward."""
    language = about.chat.language
    made_today = reminders.invited_since(conn, about.person.id, about.agency, now - timedelta(days=1))
    if made_today >= MOST_A_DAY:
        return Reply(toast=screens.enough_colleagues(language), alert=True)
    made = invite(
        conn,
        role=REPRESENTATIVE,
        region_id=about.round.region_id,
        agency_id=about.agency,
        name="",
        created_by=about.person.id,
        now=now,
        days=min(DAYS, setting.invitation_days),
        uses=USES,
    )
    left = left_of(desk)
    assert left is not None
    view = ColleagueView(
        person=about.person.name,
        agency=cards.agency_name(desk),
        round=about.round.name,
        link=made.link(setting.bot_name),
        code=made.code,
        deadline=desk.deadline,
        expires=made.expires_at,
        left=left,
    )
    return Reply(screens.colleague(view, language), Where.ASIDE)
