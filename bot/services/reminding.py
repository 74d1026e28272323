"""Reminders at the moment of sending: is this one still wanted, what is left, and which question it carries.

A row names its cause; that cause must still be the newest that is due. What a reminder shows is of that minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows import interview, progress
from bot.flows.answers import AnswerKey
from bot.flows.interview import Stop
from bot.flows.moves import LOCKED
from bot.reminders.calendar import Calendar
from bot.reminders.offsets import offsets_for
from bot.reminders.schedule import OPENED, Cause, Term, due, due_to_stand_in, moment_to_send
from bot.screens import reminders as screens
from bot.screens.press import Press, Verb, decode
from bot.screens.reminders import LeftView, ReminderView, StandInView
from bot.screens.screen import Screen
from bot.screens.views import QuestionView, Status
from bot.services import cards, fix_views, fixes, holders, lists
from bot.services.assignments import of_agency
from bot.services.desk import Desk, open_desk
from bot.services.holders import NOBODY, Holders
from bot.services.inviting import ALTERNATE, REPRESENTATIVE
from bot.services.library import Library
from bot.services.overseeing import reader_of
from bot.services.pictures import has_pictures
from bot.services.replies import Rendered
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.showing import names_for, show_stop
from bot.services.waiting import HOLDING, REPLACE, TICKS, awaited
from bot.services.workplaces import switch
from storage import chats, outbox, people, reminders, rounds, submissions
from storage.chats import ChatRow
from storage.people import PersonRow
from storage.rounds import RoundRow

REMINDER, STAND_IN = "reminder", "stand_in"
NUDGE = "nudge"  # what a coordinator sent by hand; `nudging` renders it
NUDGED = timedelta(hours=2)  # whoever was nudged so lately is left alone
AT_WORK = timedelta(minutes=15)  # whoever was here so lately is answering, and is not interrupted
UNHEARD = timedelta(minutes=1)  # what she has just said is handled first
ON_ITS_WAY = timedelta(minutes=1)  # a card that Telegram has not confirmed yet
NAMING = frozenset(
    {Verb.CHOOSE, Verb.VALUE, Verb.TICK, Verb.UNTICK, Verb.DONE, Verb.SKIP, Verb.UNAVAILABLE, Verb.NEXT}
)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a reminder goes to, and what it is about."""

    round: RoundRow
    submission: int
    agency: int
    term: Term
    person: PersonRow
    chat: ChatRow


def terms_of(conn: Connection, round_: RoundRow) -> Mapping[int | None, Term]:
    """Submission id -> its term where it is not the round's, and None -> the round's."""
    return terms(round_, submissions.extensions(conn, round_.id), reminders.deadline_set(conn, round_.id))


def terms(
    round_: RoundRow, own: Mapping[int, datetime], since: Mapping[int | None, datetime]
) -> Mapping[int | None, Term]:
    """The same from the agencies' own deadlines and from when each was set; see `storage.reminders.deadline_set`."""
    zone = ZoneInfo(round_.timezone)
    found = {}
    for one in {None, *own, *since}:
        deadline = own.get(one, round_.deadline) if one is not None else round_.deadline
        offsets = offsets_for(round_.reminders, round_.opened_at, deadline)
        moments = [since[which] for which in {None, one} if which in since]
        found[one] = Term(round_.opened_at, deadline, zone, offsets, max(moments, default=None))
    return found


def render(conn: Connection, setting: Setting, rows: Sequence[outbox.Row], now: datetime) -> Rendered:
    """The reminder of a representative, a moment to ask again, or None when nobody wants it any more."""
    row = rows[0]
    about = about_of(conn, row.chat_id, int(row.params["submission"]), REPRESENTATIVE)
    if about is None:
        return None
    cause, moment = _cause_and_moment(conn, setting.calendar, about, row, now)
    if cause is None or moment != now:
        return moment
    desk = desk_of(conn, setting.library, about, now)
    view = reminder_view(conn, desk, about, row.id, opening=cause.name == OPENED)
    return screens.reminder(view, about.person.language) if view is not None else None


def render_stand_in(
    conn: Connection, setting: Setting, rows: Sequence[outbox.Row], now: datetime
) -> Rendered:
    """The same for whoever stands in for an agency's people and is told last."""
    row = rows[0]
    about = about_of(conn, row.chat_id, int(row.params["submission"]), ALTERNATE)
    if about is None:
        return None
    everybody = people.representatives(conn, about.agency)
    alone = all(person.unreachable_at is not None for person in everybody)
    cause = due_to_stand_in(about.term, setting.calendar, now, alone=alone)
    if cause is None or cause.key != row.params["cause"]:
        return None
    moment = moment_to_send(about.term, setting.calendar, cause, now)
    if moment != now:
        return moment
    desk = desk_of(conn, setting.library, about, now)
    left = left_of(desk)
    if left is None:
        return None
    view = StandInView(
        person=about.person.name,
        agency=cards.agency_name(desk),
        round=about.round.name,
        deadline=desk.deadline,
        left=left,
        people=tuple(person.name for person in everybody),
        coordinators=tuple(person.name for person in people.coordinators(conn, about.round.region_id)),
    )
    return screens.stand_in(view, about.person.language)


def follow(
    conn: Connection, setting: Setting, row: outbox.Row, screen: Screen, message_id: int | None, now: datetime
) -> None:
    """The reminder stands in the chat: from now on it is the present card, so that a typed text answers its
    question. Not where she was faster, and not where something of hers waits to be finished."""
    chat = chats.for_chat(conn, row.chat_id, lock=True)
    if chat is None or message_id is None or unfinished(chat):
        return
    if chat.card_id is not None and chat.card_id >= message_id:
        return
    if chat.card_id is None and chat.shown_at is not None and now - chat.shown_at < ON_ITS_WAY:
        return
    submission = int(row.params["submission"])
    mine: ChatRow | None = chat
    if chat.work is None or chat.work.submission_id != submission:
        mine = switch(conn, chat, submission)
    if mine is None or mine.work is None or not mine.work.represents:
        return
    desk = open_desk(conn, setting.library, mine, now)
    key = _carried(desk, screen)
    if key is not None and interview.find(desk.instance, key) is not None:
        show_stop(conn, desk, Stop(key), card=None)
    else:
        chats.put(conn, chat.chat_id, question="", items="", mode="", draft="", card_id=None, since=None)
    chats.shown(conn, chat.chat_id, message_id, now)


# -------------------------------------------------------------------- whom, and whether


def about_of(conn: Connection, chat_id: int, submission: int, role: str) -> About | None:
    """Everything about a reminder, None when its reader is gone or has lost the role, or the round is over."""
    row = submissions.get(conn, submission)
    round_ = rounds.get(conn, row.round_id) if row is not None else None
    person = people.by_telegram(conn, chat_id)
    if row is None or row.agency_id is None or round_ is None or person is None:
        return None
    if round_.closed_at is not None or round_.trial or person.unreachable_at is not None:
        return None
    roles = {(one.role, one.agency_id) for one in people.memberships(conn, person.id)}
    if (role, row.agency_id) not in roles:
        return None
    chat = chats.for_chat(conn, chat_id) or reader_of(chat_id, person.id, person.name, person.language)
    terms = terms_of(conn, round_)
    term = terms.get(submission, terms[None])
    return About(round_, submission, row.agency_id, term, person, chat)


def _cause_and_moment(
    conn: Connection, calendar: Calendar, about: About, row: outbox.Row, now: datetime
) -> tuple[Cause | None, datetime | None]:
    """Why this row is still wanted, and when it may be sent; (None, None) when it is not."""
    cause = due(about.term, calendar, now)
    queued = [
        one
        for one in reminders.queued(conn, row.chat_id, REMINDER)
        if one.params["submission"] == about.submission and one.id != row.id
    ]
    if cause is None:
        return None, None
    if "snooze" in row.params:
        # whatever came meanwhile or is about to come stands for it
        if any(one.sent_at is None or one.sent_at > row.created_at for one in queued):
            return None, None
        if row.created_at < about.term.deadline <= now:
            return None, None
    elif cause.key != row.params["cause"]:
        return None, None
    elif any(
        "snooze" in one.params and one.sent_at is not None and one.sent_at >= cause.at for one in queued
    ):
        return None, None  # she was reminded since it became due: the planner may be the slower of the two
    else:
        # she asked for quiet until then
        later = [one.due_at for one in queued if one.sent_at is None and "snooze" in one.params]
        if any(at > now for at in later):
            return cause, moment_to_send(about.term, calendar, cause, max(later))
    return cause, moment_to_send(about.term, calendar, cause, _free_at(conn, about, now))


def _free_at(conn: Connection, about: About, now: datetime) -> datetime:
    """When she is not in the middle of answering, and was not nudged a moment ago."""
    seen = about.person.seen_at
    if seen is not None and now - seen < AT_WORK:
        return max(now, seen + AT_WORK)
    nudged = outbox.last_sent(conn, about.chat.chat_id, (NUDGE,))
    if nudged is not None and now - nudged < NUDGED:
        return nudged + NUDGED
    return now + UNHEARD if reminders.is_unheard(conn, about.chat.chat_id) else now


def unfinished(chat: ChatRow) -> bool:
    """Whether something of hers waits for one more tap or word and would be lost: ticks before Done, an answer beside
    a colleague's, what she began as a coordinator."""
    held = chat.mode in HOLDING and "\n" in chat.draft
    return chat.mode in (TICKS, REPLACE) or held or bool(chat.errand)


# -------------------------------------------------------------------- what is left


def desk_of(conn: Connection, library: Library, about: About, now: datetime) -> Desk:
    """The agency's desk as the reader sees it."""
    (desk,) = desks_of_round(conn, library, about.round, about.chat, now, only=about.submission)
    return desk


def left_of(desk: Desk, held: Holders = NOBODY) -> LeftView | None:
    """What the agency still has to do; None when it has nothing left: every section is sent. The reader's own
    sections come first."""
    lines = holders.ordered(desk, lists.section_lines(desk), held)
    unsent = [line for line in lines if line.status not in LOCKED]
    if not unsent:
        return None
    stops = [stop for line in unsent for stop in _open(desk, desk.form.sections[line.index])]
    questions = [desk.form.questions[stop.key.question] for stop in stops if not stop.repeat]
    counts = [(line, fixes.left(desk, line)) for line in unsent]
    again = sum(count for line, count in counts if line.status is Status.RETURNED)
    return LeftView(
        done=max(sum(line.done for line in lines) - again, 0),
        asked=sum(line.asked for line in lines),
        places=tuple((line.label, count) for line, count in counts if count),
        ready=tuple((line.index, line.label) for line, count in counts if not count),
        evidence=lists.home_view(desk).evidence_missing,
        minutes=progress.minutes(questions),
    )


def reminder_view(
    conn: Connection,
    desk: Desk,
    about: About,
    row: int,
    *,
    opening: bool = False,
    snoozed_until: datetime | None = None,
) -> ReminderView | None:
    """What a reminder shows now; None when there is nothing left to do. `row` is that of the outbox."""
    held = holders.of_desk(conn, desk)
    left = left_of(desk, held)
    if left is None:
        return None
    stop = first_open(desk, held) if not unfinished(about.chat) else None
    return ReminderView(
        place=desk.place,
        row=row,
        person=about.person.name,
        agency=cards.agency_name(desk),
        round=about.round.name,
        deadline=desk.deadline,
        left=left,
        opening=opening,
        question=_question(conn, desk, stop) if stop is not None else None,
        snoozed_until=snoozed_until,
        several=len(of_agency(conn, about.round.region_id, about.agency)) > 1,
    )


def first_open(desk: Desk, held: Holders = NOBODY) -> Stop | None:
    """The question that a reminder carries: the one she was at while it is open, or else the first open one. None
    when a repeat comes first, or nothing is open: then Continue leads on."""
    here = (
        awaited(desk) if desk.chat.work and desk.chat.work.submission_id == desk.work.submission_id else None
    )
    if here is not None and here.question in desk.form.questions:
        stop = interview.find(desk.instance, here)
        section = desk.form.section_of(here.question)
        if stop is not None and stop in _open(desk, section) and desk.may_change(stop.key):
            return stop
    for line in holders.ordered(desk, lists.section_lines(desk), held):
        found = () if line.status in LOCKED else _open(desk, desk.form.sections[line.index])
        if found:
            return None if found[0].repeat else found[0]
    return None


def _open(desk: Desk, section: str) -> tuple[Stop, ...]:
    """What is still to be answered in a section: open, or answered with what no longer holds; of a returned one
    what was returned."""
    if desk.status(section) is Status.RETURNED:
        return fixes.to_fix(desk, section)
    stops = [stop for stop in interview.path(desk.instance, section) if progress.counts(desk.instance, stop)]
    found = [stop for stop in stops if interview.is_open(desk.instance, stop)]
    return tuple(found) or tuple(stop for stop in stops if progress.is_gap(desk.instance, stop))


def _question(conn: Connection, desk: Desk, stop: Stop) -> QuestionView:
    view = cards.question_view(desk, stop.key, names_for(conn, desk, stop.key))
    problem = interview.complaint(desk.instance, stop.key) if view.present else None
    pictures = has_pictures(desk, desk.form.questions[stop.key.question])
    returned = fix_views.returned_view(desk, stop.key)
    return replace(view, problem=problem, returned=returned, pictures=pictures)


def _carried(desk: Desk, screen: Screen) -> AnswerKey | None:
    """The question whose buttons stand under a reminder, None when it has none."""
    presses = (decode(one.data) for buttons in screen.rows for one in buttons)
    found: Press | None = next((p for p in presses if p is not None and p.verb in NAMING), None)
    if found is None or not 0 <= found.ordinal < len(desk.form.by_ordinal) or found.form != desk.work.form_id:
        return None
    return AnswerKey(desk.form.by_ordinal[found.ordinal].path, found.items)
