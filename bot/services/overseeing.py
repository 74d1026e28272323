"""The coordinator's view: all agencies, one agency, the answers of a section, and opening a section again.

Every function checks that the person coordinates the region it is about: buttons can be forged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows import progress
from bot.screens import coordinators
from bot.screens.invitations import invitation
from bot.screens.notices import Toast, Trouble, toast, trouble
from bot.screens.overviews import (
    AgencyStatus,
    AgencyView,
    AnswersView,
    InviteChoiceView,
    InviteView,
    StatusView,
)
from bot.screens.press import Press, Verb, read36
from bot.screens.screen import Screen
from bot.screens.views import Deadline
from bot.services import cards, lists
from bot.services.desk import Desk
from bot.services.inviting import COORDINATOR, REPRESENTATIVE, invite
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from bot.services.submitting import reopen
from storage import answers, overview, people, rounds, submissions
from storage.chats import ChatRow
from storage.rounds import RoundRow


def coordinated(conn: Connection, chat: ChatRow) -> list[RoundRow]:
    """The open rounds of the regions that this person coordinates, the nearest deadline first."""
    regions = [row.region_id for row in people.memberships(conn, chat.person_id) if row.role == COORDINATOR]
    found = [round_ for region in regions for round_ in rounds.open_in(conn, region)]
    return sorted(found, key=lambda round_: round_.deadline)


def status(
    conn: Connection, library: Library, chat: ChatRow, argument: str, now: datetime, *, private: bool = True
) -> Reply:
    """/status: all agencies, or one by its code or short name. ASIDE: it is no card of a representative.

    In a group (not `private`) nobody is named, and only buttons stand there that work there."""
    mine = coordinated(conn, chat)
    if not mine:
        return _not_allowed(chat)
    round_ = mine[0]
    if argument:
        found = _named(conn, library, round_, chat, argument, now)
        if found is None:
            return Reply(trouble(Trouble.UNKNOWN_AGENCY, chat.language), Where.ASIDE)
        return Reply(_agency(conn, round_, found, private=private), Where.ASIDE)
    return Reply(_status(conn, library, round_, chat, now, 0, private=private), Where.ASIDE)


def press(
    conn: Connection, library: Library, chat: ChatRow, pressed: Press, now: datetime, *, private: bool = True
) -> Reply:
    """A coordinator's button; it redraws the message that it stands under."""
    mine = coordinated(conn, chat)
    if not mine:
        return _refused(chat)
    if pressed.verb is Verb.STATUS:
        page = max(read36(pressed.argument), 0)
        round_ = next((r for r in mine if r.form_id == pressed.form), mine[0])
        return Reply(_status(conn, library, round_, chat, now, page, private=private), Where.TAPPED)
    row = submissions.get(conn, pressed.submission)
    round_or_none = next((r for r in mine if row is not None and r.id == row.round_id), None)
    if row is None or round_or_none is None or row.agency_id is None:
        return _refused(chat)
    round_ = round_or_none
    (desk,) = desks_of_round(conn, library, round_, chat, now, only=row.id)
    match pressed.verb:
        case Verb.SECTIONS:
            return Reply(_agency(conn, round_, desk, private=private), Where.TAPPED)
        case Verb.ANSWERS:
            return _answers(conn, round_, desk, pressed.argument)
        case Verb.REOPEN:
            return _reopen(conn, round_, desk, pressed.argument)
        case _:
            return _refused(chat)


def invite_from_chat(
    conn: Connection,
    library: Library,
    chat: ChatRow,
    argument: str,
    now: datetime,
    *,
    bot_name: str,
    days: int,
    submission: int | None = None,
    page: int = 0,
) -> Reply:
    """/undang [agency]: a text with the link, ready to be forwarded; without an agency, a list to choose from."""
    mine = coordinated(conn, chat)
    if not mine:
        return _not_allowed(chat)
    for round_ in mine:
        desks = desks_of_round(conn, library, round_, chat, now)
        if submission is not None:
            found = next((d for d in desks if d.work.submission_id == submission), None)
        elif argument:
            found = _by_name(desks, argument)
        else:
            view = InviteChoiceView(round_.form_id, statuses_of(conn, round_, desks), page)
            return Reply(coordinators.invite_choice(view, chat.language), Where.ASIDE)
        if found is not None:
            return _invitation(conn, round_, found, now, bot_name=bot_name, days=days)
    return Reply(trouble(Trouble.UNKNOWN_AGENCY, chat.language), Where.ASIDE)


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


def _status(
    conn: Connection,
    library: Library,
    round_: RoundRow,
    chat: ChatRow,
    now: datetime,
    page: int,
    *,
    private: bool,
) -> Screen:
    view = StatusView(
        region=round_.region_name,
        round=round_.name,
        form=round_.form_id,
        deadline=Deadline(round_.deadline, ZoneInfo(round_.timezone), now),
        agencies=agency_statuses(conn, library, round_, chat, now),
        page=page,
        private=private,
    )
    return coordinators.status(view, chat.language)


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
        return _refused(desk.chat)
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
        return _refused(desk.chat)
    section = desk.form.sections[read36(index)]
    if sure != "y":
        return Reply(_agency(conn, round_, desk, reopening=read36(index)), Where.TAPPED)
    reopen(conn, desk, section)  # a second tap finds it open, and reads the same
    after = replace(desk, statuses={k: v for k, v in desk.statuses.items() if k != section})
    return Reply(_agency(conn, round_, after, reopened=read36(index)), Where.TAPPED, effects=("outbox",))


def _invitation(
    conn: Connection, round_: RoundRow, desk: Desk, now: datetime, *, bot_name: str, days: int
) -> Reply:
    agency = desk.work.agency
    assert agency is not None
    made = invite(
        conn,
        role=REPRESENTATIVE,
        region_id=round_.region_id,
        agency_id=agency.id,
        name="",
        created_by=desk.chat.person_id,
        now=now,
        days=days,
    )
    welcome = lists.welcome_view(desk)
    view = InviteView(
        agency=agency.name,
        region=round_.region_name,
        round=round_.name,
        link=made.link(bot_name),
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


def _named(
    conn: Connection, library: Library, round_: RoundRow, chat: ChatRow, name: str, now: datetime
) -> Desk | None:
    return _by_name(desks_of_round(conn, library, round_, chat, now), name)


def _by_name(desks: list[Desk], name: str) -> Desk | None:
    """By code or short name first, then by a part of the full name if only one agency has it."""
    wanted = name.strip().casefold()
    agencies = [(d, d.work.agency) for d in desks if d.work.agency is not None]
    exact = [
        d for d, a in agencies if wanted in (a.code.casefold(), a.short_name.casefold(), a.name.casefold())
    ]
    partly = [d for d, a in agencies if wanted and wanted in a.name.casefold()]
    return exact[0] if exact else partly[0] if len(partly) == 1 else None


def _refused(chat: ChatRow) -> Reply:
    """A tap without the right to it leaves no trace in the chat, which may be a group."""
    return Reply(toast=toast(Toast.NOT_ALLOWED, chat.language), alert=True)


def _not_allowed(chat: ChatRow) -> Reply:
    return Reply(trouble(Trouble.NOT_ALLOWED, chat.language), Where.ASIDE)
