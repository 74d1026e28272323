"""Passing work on inside an agency: a link that makes a colleague hold a section, or lets a guest help with one
question. Whoever represents the agency may make one; a link says nothing that its reader may not know."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from bot.flows import progress
from bot.flows.answers import AnswerKey
from bot.flows.interview import path
from bot.screens import notices
from bot.screens import sharing as screens
from bot.screens.notices import Toast
from bot.screens.press import Press
from bot.screens.sharing import WITHDRAW
from bot.services import cards, fixes, lists
from bot.services.desk import Desk
from bot.services.helping import is_askable
from bot.services.inviting import GUEST, REPRESENTATIVE, Invitation, invite
from bot.services.moving import question_key, section_at
from bot.services.outcomes import locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from storage import guests, reminders

SECTION_DAYS, QUESTION_DAYS = 14, 7  # of a link for one colleague: it is opened soon or not at all
MOST_A_DAY = 20  # links that one person makes for one agency


def press(conn: Connection, setting: Setting, desk: Desk, pressed: Press, tapped: int) -> Reply:
    """A representative's button: pass on the question that it names, or else the section of its argument; 'x' takes
    a question back from everybody who was asked."""
    if pressed.ordinal < 0:
        section = section_at(desk, pressed.argument)
        if section is None:
            return moved_on(conn, desk, tapped)
        return locked(desk, section) if desk.locked(section) else _pass_section(conn, setting, desk, section)
    key = question_key(desk, pressed)
    if key is None or not is_askable(desk, key):
        return moved_on(conn, desk, tapped)
    if pressed.argument == WITHDRAW:
        return _withdraw(conn, desk, key)
    if not desk.may_change(key):
        return locked(desk, desk.form.section_of(key.question))
    return _pass_question(conn, setting, desk, key)


def _pass_section(conn: Connection, setting: Setting, desk: Desk, section: str) -> Reply:
    made = _made(conn, setting, desk, REPRESENTATIVE, section, "", SECTION_DAYS)
    if made is None:
        return _enough(desk)
    left = fixes.to_fix(desk, section)  # of a returned one that is all the work there is
    asked = len(left) or lists.section_line(desk, progress.tally(desk.instance, section)).asked
    stops = [stop for stop in left or path(desk.instance, section) if not stop.repeat]
    view = screens.SectionLinkView(
        person=desk.chat.person_name,
        agency=cards.agency_name(desk),
        round=desk.work.round_name,
        section=cards.section_label(desk, section),
        questions=asked,
        minutes=progress.minutes([desk.form.questions[stop.key.question] for stop in stops]),
        link=made.link(setting.bot_name),
        code=made.code,
        deadline=desk.deadline,
        expires=made.expires_at,
    )
    return Reply(screens.section_link(view, desk.chat.language), Where.ASIDE)


def _pass_question(conn: Connection, setting: Setting, desk: Desk, key: AnswerKey) -> Reply:
    items = ".".join(key.items)
    made = _made(conn, setting, desk, GUEST, key.question, items, QUESTION_DAYS)
    if made is None:
        return _enough(desk)
    view = screens.QuestionLinkView(
        place=desk.place,
        ordinal=desk.form.questions[key.question].ordinal,
        items=key.items,
        person=desk.chat.person_name,
        agency=cards.agency_name(desk),
        record=cards.record_of(desk, key),
        label=cards.label_of(desk, key),
        link=made.link(setting.bot_name),
        code=made.code,
        deadline=desk.deadline,
        expires=made.expires_at,
    )
    return Reply(screens.question_link(view, desk.chat.language), Where.ASIDE)


def _withdraw(conn: Connection, desk: Desk, key: AnswerKey) -> Reply:
    guests.revoke(conn, desk.work.submission_id, key.question, ".".join(key.items), desk.now)
    label = cards.brief(cards.label_of(desk, key))
    return Reply(screens.withdrawn(label, desk.chat.language), Where.TAPPED)


def _made(
    conn: Connection, setting: Setting, desk: Desk, role: str, path: str, items: str, days: int
) -> Invitation | None:
    """A link for one person; None when she has made enough for a day."""
    agency = desk.work.agency
    assert agency is not None
    person = desk.chat.person_id
    if reminders.invited_since(conn, person, agency.id, desk.now - timedelta(days=1)) >= MOST_A_DAY:
        return None
    return invite(
        conn,
        role=role,
        region_id=desk.work.region_id,
        agency_id=agency.id,
        name="",
        created_by=person,
        now=desk.now,
        days=min(days, setting.invitation_days),
        uses=1,
        submission_id=desk.work.submission_id,
        path=path,
        items=items,
    )


def _enough(desk: Desk) -> Reply:
    return Reply(toast=notices.toast(Toast.ENOUGH_LINKS, desk.chat.language), alert=True)
