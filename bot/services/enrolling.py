"""Coming in: a link or a typed code binds a Telegram account to an agency or to a region, with one tap."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.screens import assessors, home, notices
from bot.screens.commands import Role
from bot.screens.notices import Refusal
from bot.screens.screen import Screen
from bot.services import claims, guests, handovers, lists, signing
from bot.services.alerts import tell_joined
from bot.services.assessing import pillar_names
from bot.services.assignments import of_agency
from bot.services.desk import open_desk
from bot.services.inviting import (
    ALTERNATE,
    ASSESSOR,
    COORDINATOR,
    GUEST,
    LEADER,
    REPRESENTATIVE,
    SIGNER,
    digest,
)
from bot.services.library import Library
from bot.services.replies import Reply, Where
from storage import agencies, chats, invitations, people, regions
from storage.chats import ChatRow
from storage.invitations import InvitationRow

FIRST_LANGUAGE = "id"  # everybody is greeted in Indonesian; the other language is one tap away


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever writes to us, as Telegram names them. Nothing here proves any right."""

    chat_id: int
    telegram_id: int
    name: str
    language_code: str = ""
    private: bool = True
    topic_id: int | None = None  # of a forum group
    forum: bool = False  # a group that has topics

    @property
    def language(self) -> str:
        """The language for somebody whom we do not know yet."""
        return "en" if self.language_code.lower().startswith("en") else FIRST_LANGUAGE


def enrol(conn: Connection, library: Library, who: Who, token: str, now: datetime) -> Reply:
    """Spend one use of an invitation. A second tap by the same person spends nothing and welcomes her again."""
    invitation = invitations.find(conn, digest(token))
    if invitation is None:
        return _refused(who, Refusal.INVALID)
    if invitation.role == GUEST:
        helped = guests.enrol(conn, library, who, invitation, now)
        return _refused(who, helped) if isinstance(helped, Refusal) else helped
    if invitation.role == SIGNER:
        chat = signing.newcomer(
            conn, telegram_id=who.telegram_id, chat_id=who.chat_id, name=who.name, now=now
        )
        return signing.open_link(conn, library, chat, token, now)
    known = people.by_telegram(conn, who.telegram_id)
    taking_over = known is not None and handovers.waits(conn, invitation, known.id)
    if known is not None and _is_member(conn, known.id, invitation) and not taking_over:
        of_section = invitation.submission_id is not None  # its path may be '': rows outside of groups
        passed_on = of_section and invitation.created_by != known.id  # she only tries it out
        if passed_on and invitation.expires_at > now and invitations.use(conn, invitation.id, now):
            claims.passed_on(conn, invitation, known.id, now)
        return _welcome(conn, library, who, known.id, invitation, now)
    if invitation.expires_at <= now:
        return _refused(who, Refusal.EXPIRED)
    if known is not None and _left_since(conn, known.id, invitation):
        return _refused(who, Refusal.USED)
    if not invitations.use(conn, invitation.id, now):
        return _refused(who, Refusal.USED)
    name = invitation.name if invitation.role != REPRESENTATIVE and invitation.name else who.name
    person = people.put(conn, telegram_id=who.telegram_id, name=name, language=FIRST_LANGUAGE, at=now)
    is_new = people.add_membership(
        conn,
        person_id=person,
        role=invitation.role,
        region_id=invitation.region_id,
        agency_id=invitation.agency_id,
        at=now,
        pillars=invitation.pillars,
    )
    if is_new and invitation.role != COORDINATOR:
        tell_joined(
            conn,
            person_id=person,
            role=invitation.role,
            region_id=invitation.region_id,
            agency_id=invitation.agency_id,
            now=now,
        )
    handovers.complete(conn, invitation, person, now)
    claims.passed_on(conn, invitation, person, now)
    return replace(_welcome(conn, library, who, person, invitation, now), effects=("outbox",))


def _welcome(
    conn: Connection, library: Library, who: Who, person: int, invitation: InvitationRow, now: datetime
) -> Reply:
    if invitation.role != REPRESENTATIVE:
        chats.put(conn, who.chat_id, person_id=person)
        chat = chats.for_chat(conn, who.chat_id)
        assert chat is not None
        return Reply(
            _joined(conn, library, chat, invitation),
            Where.ASIDE,
            menu=f"{role_of(conn, person)}.{chat.language}",
        )
    assert invitation.agency_id is not None
    place = work_place(conn, invitation.region_id, invitation.agency_id)
    agency = agencies.get(conn, invitation.agency_id)
    assert agency is not None
    if place is None:
        chats.put(conn, who.chat_id, person_id=person)
        return Reply(notices.round_closed(agency.name, who.language), Where.ASIDE)
    chats.put(
        conn,
        who.chat_id,
        person_id=person,
        submission_id=place,
        question="",
        items="",
        mode="",
        draft="",
        card_id=None,
        before="",
        since=None,
        shown_at=now,
    )
    chat = chats.for_chat(conn, who.chat_id)
    assert chat is not None
    desk = open_desk(conn, library, chat, now)
    screen = home.welcome(lists.welcome_view(desk), chat.language)
    return Reply(screen, Where.BELOW, menu=f"{role_of(conn, person)}.{chat.language}")


def _joined(conn: Connection, library: Library, chat: ChatRow, invitation: InvitationRow) -> Screen:
    """The first words to somebody who answers nothing here."""
    region = regions.get(conn, invitation.region_id)
    assert region is not None
    if invitation.role == ALTERNATE and invitation.agency_id is not None:
        agency = agencies.get(conn, invitation.agency_id)
        assert agency is not None
        return notices.alternate_joined(chat.person_name, agency.name, chat.language)
    if invitation.role == ASSESSOR:
        pillars = pillar_names(conn, library, region.id, invitation.pillars, chat.language)
        return assessors.joined(chat.person_name, region.name, pillars, chat.language)
    if invitation.role == LEADER:
        return notices.leader_joined(chat.person_name, region.name, chat.language)
    return notices.coordinator_joined(chat.person_name, region.name, chat.language)


def is_known(conn: Connection, token: str) -> bool:
    """Whether somebody made this invitation: then it is no answer, even in the middle of a question."""
    return invitations.find(conn, digest(token)) is not None


def work_place(conn: Connection, region_id: int, agency_id: int) -> int | None:
    """The submission of this agency in the open round with the nearest deadline; None when there is none."""
    return next((place for place, _ in of_agency(conn, region_id, agency_id)), None)


def coordinates(conn: Connection, person_id: int) -> bool:
    """Whether this person coordinates any region."""
    return any(row.role == COORDINATOR for row in people.memberships(conn, person_id))


def role_of(conn: Connection, person_id: int) -> Role:
    """Whose commands this person is offered."""
    roles = {row.role for row in people.memberships(conn, person_id)}
    if {COORDINATOR, REPRESENTATIVE} <= roles:
        return Role.BOTH
    for role in (COORDINATOR, REPRESENTATIVE, ASSESSOR, LEADER, ALTERNATE):
        if role in roles:
            return Role(role)
    return Role.STRANGER


def menu_of(conn: Connection, chat_id: int) -> tuple[Role, str] | None:
    """Whose commands, and in which language, a private chat should offer now; None for one that nobody knows."""
    person = people.by_telegram(conn, chat_id)
    return None if person is None else (role_of(conn, person.id), person.language)


def nowhere(who: Who, language: str) -> Reply:
    """A person whose right has ended, or a stranger: one polite sentence, no facts."""
    return Reply(notices.stranger(language or who.language), Where.ASIDE)


def _is_member(conn: Connection, person: int, invitation: InvitationRow) -> bool:
    return any(
        (row.role, row.region_id, row.agency_id, row.pillars)
        == (invitation.role, invitation.region_id, invitation.agency_id, invitation.pillars)
        for row in people.memberships(conn, person)
    )


def _left_since(conn: Connection, person: int, invitation: InvitationRow) -> bool:
    """Whether her right was taken away after this invitation was made: an office keeps its link, and whoever was
    removed still has it."""
    left = people.left_at(
        conn,
        person_id=person,
        role=invitation.role,
        region_id=invitation.region_id,
        agency_id=invitation.agency_id,
    )
    return left is not None and invitation.created_at < left


def _refused(who: Who, why: Refusal) -> Reply:
    return Reply(notices.invitation_refused(why, who.language), Where.ASIDE)
