"""The coordinator's view: all agencies, one agency, and the answers of a section."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows import progress
from bot.screens import agency_card as card
from bot.screens import coordinators
from bot.screens.notices import Trouble, trouble
from bot.screens.overviews import (
    AgencyStatus,
    AgencyView,
    AnswersView,
    Note,
    PersonLine,
    RoundLink,
    StatusView,
)
from bot.screens.press import Verb, read36
from bot.screens.screen import Screen
from bot.screens.views import NO_TASKS, Deadline
from bot.services import cards, holders, lists, sealing, tasks
from bot.services.acting import lines
from bot.services.cockpit import Cockpit, end_errand, refused
from bot.services.desk import Desk
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from storage import acts, answers, overview, people, submissions
from storage.chats import ChatRow
from storage.rounds import RoundRow

LAST = 3  # acts on an agency's card
MOST_ROUNDS, CLOSED_ROUNDS = 10, 3  # buttons for other rounds


def status(conn: Connection, cockpit: Cockpit) -> Reply:
    """/status: all agencies, or one by its code or short name; the button's argument is a page.

    In a group nobody is named, and only buttons stand there that work there."""
    end_errand(conn, cockpit.chat)
    if cockpit.tapped is None and cockpit.argument:
        found = by_name(cockpit.desks(conn), cockpit.argument)
        if found is None:
            return unknown(conn, cockpit)
        return agency_card(conn, replace(cockpit, submission=found.work.submission_id))
    page = max(read36(cockpit.argument), 0) if cockpit.tapped is not None else 0
    return Reply(_status(conn, cockpit, page), cockpit.where)


def unknown(conn: Connection, cockpit: Cockpit) -> Reply:
    """To a name that no agency has, or that several have: the list to choose from follows."""
    said = trouble(Trouble.UNKNOWN_AGENCY, cockpit.chat.language)
    return Reply(said, Where.ASIDE, also=(_status(conn, cockpit, 0),))


def agency(conn: Connection, cockpit: Cockpit) -> Reply:
    """One agency in detail."""
    end_errand(conn, cockpit.chat)
    return agency_card(conn, cockpit)


def agency_card(conn: Connection, cockpit: Cockpit, note: Note | None = None) -> Reply:
    """The card of the cockpit's agency as it is now; `note` says what was just done."""
    screen = card.agency(agency_view(conn, cockpit, cockpit.desk(conn), note), cockpit.chat.language)
    return Reply(screen, cockpit.where, effects=("outbox",) if note is not None else ())


def section_answers(conn: Connection, cockpit: Cockpit) -> Reply:
    """The answers of a section; argument: section index and page."""
    desk = cockpit.desk(conn)
    index, _, page = cockpit.argument.partition(".")
    (one,) = statuses_of(conn, cockpit.round, [desk])
    line = next((s for s in one.sections if s.index == read36(index)), None)
    if line is None:
        return refused(desk.chat)
    section = desk.form.sections[line.index]
    names = answers.authors(conn, lists.authors_on(desk, section))
    review = lists.review_view(desk, section, 0, names)
    lines = tuple(sorted((*review.gaps, *review.lines), key=lambda one: one.number))
    view = AnswersView(cockpit.round.form_id, one, line, lines, read36(page), offered(cockpit))
    return Reply(coordinators.answers(view, desk.chat.language), cockpit.where)


def offered(cockpit: Cockpit) -> frozenset[Verb]:
    """What can be done here: of a closed round little, in a group less, and never what leads nowhere."""
    from bot.services import controls  # the table is made of these functions

    found = frozenset(controls.BUTTONS)
    if cockpit.round.closed_at is not None:
        found &= controls.OF_CLOSED
    return found if cockpit.private else found & controls.IN_GROUPS


def people_of(conn: Connection, agency_id: int) -> tuple[PersonLine, ...]:
    """Who represents the agency, and then its head or stand-in."""
    found = [(row, False) for row in people.representatives(conn, agency_id)]
    found += [(row, True) for row in people.alternates(conn, agency_id)]
    return tuple(
        PersonLine(row.id, row.name, alternate, row.seen_at, row.unreachable_at is not None)
        for row, alternate in found
    )


def agency_view(conn: Connection, cockpit: Cockpit, desk: Desk, note: Note | None = None) -> AgencyView:
    """What the card and the list of people show. In a group, nobody and nothing that names anybody."""
    round_, one = cockpit.round, desk.work.agency
    assert one is not None
    missing = {}
    for tally in progress.tallies(desk.instance):
        if tally.gaps:
            labels = tuple(cards.brief(cards.label_of(desk, stop.key)) for stop in tally.gaps)
            missing[desk.form.sections.index(tally.section)] = labels
    (status_,) = statuses_of(conn, round_, [desk])
    view = AgencyView(
        form=round_.form_id,
        round=round_.name,
        deadline=desk.deadline,
        agency=status_,
        missing=missing,
        private=cockpit.private,
        whole=desk.work.region_submission_id,
        usual=round_.deadline if desk.work.deadline != round_.deadline else None,
        closed=round_.closed_at is not None,
    )
    if not cockpit.private:
        return view
    found = holders.of_desk(conn, desk)
    named = tuple(holders.held(desk, line, found) for line in status_.sections)
    return replace(
        view,
        agency=replace(status_, sections=named),
        verbs=offered(cockpit),
        people=people_of(conn, one.id),
        contact=one.contact,
        acts=lines(conn, cockpit, acts.of_submission(conn, desk.work.submission_id, LAST)),
        note=note,
    )


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
        whole=cockpit.whole_round(conn),
        verbs=offered(cockpit),
        others=_others(conn, cockpit) if cockpit.private else (),
        closed=round_.closed_at is not None,
    )
    return coordinators.status(view, cockpit.chat.language)


def _others(conn: Connection, cockpit: Cockpit) -> tuple[RoundLink, ...]:
    """Her other rounds: all that are open, and the last few that were closed."""
    others = [one for one in cockpit.rounds if one.id != cockpit.round.id]
    shown = [one for one in others if one.closed_at is None][:MOST_ROUNDS]
    shown += [one for one in others if one.closed_at is not None][:CLOSED_ROUNDS]
    return tuple(
        RoundLink(submissions.region_of(conn, one.id), one.form_id, one.name, one.closed_at is not None)
        for one in shown
    )


def statuses_of(conn: Connection, round_: RoundRow, desks: list[Desk]) -> tuple[AgencyStatus, ...]:
    """Where these agencies stand, those with most missing first."""
    joined = overview.representatives(conn, round_.id)
    seen = overview.last_seen(conn, round_.id)
    seals = sealing.seal_views(conn, round_.id, desks)
    owed = tasks.counts(conn, round_.id, desks[0].now) if desks else {}
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
                seal=seals.get(desk.work.submission_id),
                tasks=owed.get(desk.work.submission_id, NO_TASKS),
                reachable=not joined.get(agency.id)
                or any(person.unreachable_at is None for person in joined[agency.id]),
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
