"""The coordinator's view: all agencies, one agency, the answers of a section, and opening a section again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows import progress
from bot.screens import coordinators
from bot.screens.invitations import invitation
from bot.screens.notices import Trouble, trouble
from bot.screens.overviews import (
    AgencyStatus,
    AgencyView,
    AnswersView,
    InviteChoiceView,
    InviteView,
    StatusView,
)
from bot.screens.press import read36
from bot.screens.screen import Screen
from bot.screens.views import Deadline
from bot.services import cards, lists
from bot.services.cockpit import Cockpit, refused
from bot.services.desk import Desk
from bot.services.inviting import REPRESENTATIVE, invite
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from bot.services.submitting import reopen
from storage import answers, overview
from storage.chats import ChatRow
from storage.rounds import RoundRow


def status(conn: Connection, cockpit: Cockpit) -> Reply:
    """/status: all agencies, or one by its code or short name; the button's argument is a page.

    In a group nobody is named, and only buttons stand there that work there."""
    if cockpit.tapped is None and cockpit.argument:
        found = by_name(cockpit.desks(conn), cockpit.argument)
        if found is None:
            return Reply(trouble(Trouble.UNKNOWN_AGENCY, cockpit.chat.language), Where.ASIDE)
        return Reply(_agency(conn, cockpit.round, found, private=cockpit.private), Where.ASIDE)
    page = max(read36(cockpit.argument), 0) if cockpit.tapped is not None else 0
    return Reply(_status(conn, cockpit, page), cockpit.where)


def agency(conn: Connection, cockpit: Cockpit) -> Reply:
    """One agency in detail."""
    return Reply(_agency(conn, cockpit.round, cockpit.desk(conn), private=cockpit.private), cockpit.where)


def section_answers(conn: Connection, cockpit: Cockpit) -> Reply:
    """The answers of a section; argument: section index and page."""
    return _answers(conn, cockpit.round, cockpit.desk(conn), cockpit.argument)


def reopen_section(conn: Connection, cockpit: Cockpit) -> Reply:
    """Open a section again; argument: section index, and '.y' when she is sure."""
    return _reopen(conn, cockpit.round, cockpit.desk(conn), cockpit.argument)


def invite_agency(conn: Connection, cockpit: Cockpit) -> Reply:
    """/undang [agency]: a text with the link, ready to be forwarded; without an agency, a list to choose from."""
    if cockpit.submission is not None:
        return _invitation(conn, cockpit, cockpit.desk(conn))
    desks = cockpit.desks(conn)
    if cockpit.tapped is None and cockpit.argument:
        found = by_name(desks, cockpit.argument)
        if found is None:
            return Reply(trouble(Trouble.UNKNOWN_AGENCY, cockpit.chat.language), Where.ASIDE)
        return _invitation(conn, cockpit, found)
    page = max(read36(cockpit.argument), 0) if cockpit.tapped is not None else 0
    view = InviteChoiceView(cockpit.round.form_id, statuses_of(conn, cockpit.round, desks), page)
    return Reply(coordinators.invite_choice(view, cockpit.chat.language), Where.ASIDE)


def reader_of(chat_id: int, person_id: int, name: str, language: str) -> ChatRow:
    """Whoever reads without a chat of her own in hand: an alert's reader, the command line."""
    return ChatRow(
        chat_id=chat_id,
        person_id=person_id,
        person_name=name,
        language=language,
        question="",
        items="",
        revision=0,
        mode="",
        draft="",
        before="",
        card_id=None,
        shown_at=None,
        work=None,
    )


def nobody(language: str) -> ChatRow:
    """The command line's reader."""
    return reader_of(0, 0, "", language)


def agency_statuses(
    conn: Connection, library: Library, round_: RoundRow, chat: ChatRow, now: datetime
) -> tuple[AgencyStatus, ...]:
    """Where every agency stands, those with most missing first."""
    return statuses_of(conn, round_, desks_of_round(conn, library, round_, chat, now))


def _status(conn: Connection, cockpit: Cockpit, page: int) -> Screen:
    round_, now = cockpit.round, cockpit.now
    view = StatusView(
        region=round_.region_name,
        round=round_.name,
        form=round_.form_id,
        deadline=Deadline(round_.deadline, ZoneInfo(round_.timezone), now),
        agencies=agency_statuses(conn, cockpit.library, round_, cockpit.chat, now),
        page=page,
        private=cockpit.private,
    )
    return coordinators.status(view, cockpit.chat.language)


def _agency(conn: Connection, round_: RoundRow, desk: Desk, **shown: Any) -> Screen:
    missing = {}
    for tally in progress.tallies(desk.instance):
        if tally.gaps:
            labels = tuple(cards.brief(cards.label_of(desk, stop.key)) for stop in tally.gaps)
            missing[desk.form.sections.index(tally.section)] = labels
    (agency,) = statuses_of(conn, round_, [desk])
    view = AgencyView(round_.form_id, round_.name, desk.deadline, agency, missing)
    return coordinators.agency(replace(view, **shown), desk.chat.language)


def _answers(conn: Connection, round_: RoundRow, desk: Desk, argument: str) -> Reply:
    index, _, page = argument.partition(".")
    (agency,) = statuses_of(conn, round_, [desk])
    line = next((s for s in agency.sections if s.index == read36(index)), None)
    if line is None:
        return refused(desk.chat)
    section = desk.form.sections[line.index]
    names = answers.authors(conn, lists.authors_on(desk, section))
    review = lists.review_view(desk, section, 0, names)
    lines = tuple(sorted((*review.gaps, *review.lines), key=lambda one: one.number))
    view = AnswersView(round_.form_id, agency, line, lines, read36(page))
    return Reply(coordinators.answers(view, desk.chat.language), Where.TAPPED)


def _reopen(conn: Connection, round_: RoundRow, desk: Desk, argument: str) -> Reply:
    index, _, sure = argument.partition(".")
    lines = {line.index for line in lists.section_lines(desk)}
    if read36(index) not in lines:
        return refused(desk.chat)
    section = desk.form.sections[read36(index)]
    if sure != "y":
        return Reply(_agency(conn, round_, desk, reopening=read36(index)), Where.TAPPED)
    reopen(conn, desk, section)  # a second tap finds it open, and reads the same
    after = replace(desk, statuses={k: v for k, v in desk.statuses.items() if k != section})
    return Reply(_agency(conn, round_, after, reopened=read36(index)), Where.TAPPED, effects=("outbox",))


def _invitation(conn: Connection, cockpit: Cockpit, desk: Desk) -> Reply:
    round_ = cockpit.round
    agency = desk.work.agency
    assert agency is not None
    made = invite(
        conn,
        role=REPRESENTATIVE,
        region_id=round_.region_id,
        agency_id=agency.id,
        name="",
        created_by=desk.chat.person_id,
        now=cockpit.now,
        days=cockpit.setting.invitation_days,
    )
    welcome = lists.welcome_view(desk)
    view = InviteView(
        agency=agency.name,
        region=round_.region_name,
        round=round_.name,
        link=made.link(cockpit.setting.bot_name),
        code=made.code,
        deadline=desk.deadline,
        expires=made.expires_at,
        questions=welcome.questions,
        minutes=welcome.minutes,
    )
    return Reply(invitation(view, desk.chat.language), Where.ASIDE)


def statuses_of(conn: Connection, round_: RoundRow, desks: list[Desk]) -> tuple[AgencyStatus, ...]:
    """Where these agencies stand, those with most missing first."""
    joined = overview.representatives(conn, round_.id)
    seen = overview.last_seen(conn, round_.id)
    found = []
    for desk in desks:
        agency = desk.work.agency
        assert agency is not None
        found.append(
            AgencyStatus(
                submission=desk.work.submission_id,
                code=agency.code,
                name=agency.name,
                short_name=agency.short_name,
                sections=lists.section_lines(desk),
                people=tuple(person.name for person in joined.get(agency.id, [])),
                seen_at=seen.get(agency.id),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.complete, one.done - one.asked, one.name)))


def by_name(desks: list[Desk], name: str) -> Desk | None:
    """By code or short name first, then by a part of the full name if only one agency has it."""
    wanted = name.strip().casefold()
    agencies = [(d, d.work.agency) for d in desks if d.work.agency is not None]
    exact = [
        d for d, a in agencies if wanted in (a.code.casefold(), a.short_name.casefold(), a.name.casefold())
    ]
    partly = [d for d, a in agencies if wanted and wanted in a.name.casefold()]
    return exact[0] if exact else partly[0] if len(partly) == 1 else None
