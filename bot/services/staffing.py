"""Who works for an agency: the list, removing somebody, letting a colleague take over, and every invitation."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.screens import coordinators, round_card
from bot.screens import people_cards as screens
from bot.screens.invitations import invitation
from bot.screens.notices import Trouble, trouble
from bot.screens.overviews import InviteChoiceView, InviteView, Note, PersonLine
from bot.screens.press import read36
from bot.screens.screen import Screen
from bot.services import lists, proposals, tidings
from bot.services.acting import Undo, latest, remember
from bot.services.cockpit import Cockpit, end_errand
from bot.services.desk import Desk
from bot.services.inviting import ALTERNATE, COORDINATOR, LEADER, REPRESENTATIVE, Invitation, invite
from bot.services.inviting_assessors import WORDS, invite_assessor
from bot.services.overseeing import agency_view, by_name, statuses_of
from bot.services.replies import Reply, Where
from storage import people, submissions
from storage.acts import ActRow

REMOVED, HANDED_OVER, INVITED, INVITED_REGION = "person_removed", "handed_over", "invited", "invited_region"
ROLES = {round_card.COORDINATOR: COORDINATOR, round_card.LEADER: LEADER}  # of the whole region


def list_people(conn: Connection, cockpit: Cockpit, note: Note | None = None) -> Reply:
    """Everybody of the agency, and what can be done about each."""
    end_errand(conn, cockpit.chat)
    view = agency_view(conn, cockpit, cockpit.desk(conn), note)
    effects = ("outbox",) if note is not None else ()
    return Reply(screens.people(view, cockpit.chat.language), cockpit.where, effects=effects)


def remove(conn: Connection, cockpit: Cockpit) -> Reply:
    """Take somebody's right away; argument: person, and '.y' when she is sure. Her answers stay."""
    assert cockpit.submission is not None
    number, _, sure = cockpit.argument.partition(".")
    submissions.lock(conn, cockpit.submission)
    desk = cockpit.desk(conn)
    view = agency_view(conn, cockpit, desk)
    who = _find(view.people, number)
    if who is None:
        earlier = latest(conn, cockpit, REMOVED, person=read36(number)) if sure == "y" else 0
        known = people.get(conn, read36(number)) if earlier else None
        if known is not None:  # a second tap
            return list_people(conn, cockpit, Note("person-removed", {"name": known.name}, earlier))
        return list_people(conn, cockpit, Note("person-gone"))
    if sure != "y":
        return Reply(screens.removing(view, who, cockpit.chat.language), cockpit.where)
    assert desk.work.agency is not None
    agency, role = desk.work.agency.id, _role(who)
    act = remember(conn, cockpit, REMOVED, person=who.id, name=who.name, role=role)
    people.end_membership(
        conn,
        person_id=who.id,
        role=role,
        region_id=cockpit.round.region_id,
        agency_id=agency,
        at=cockpit.now,
    )
    proposals.tell_again(conn, agency, cockpit.now)
    row = people.get(conn, who.id)
    assert row is not None
    tidings.tell(conn, tidings.REMOVED, [row], str(act), cockpit.now, agency=agency, role=role)
    return list_people(conn, cockpit, Note("person-removed", {"name": who.name}, act))


def hand_over(conn: Connection, cockpit: Cockpit) -> Reply:
    """Let a colleague take somebody's place; argument: person, and '.y' when she is sure; '' asks whose."""
    number, _, sure = cockpit.argument.partition(".")
    desk = cockpit.desk(conn)
    view = agency_view(conn, cockpit, desk)
    language = cockpit.chat.language
    if not number:
        return Reply(screens.whom_to_replace(view, language), cockpit.where)
    who = _find(view.people, number)
    if who is None:
        return list_people(conn, cockpit, Note("person-gone"))
    if sure != "y":
        return Reply(screens.handing_over(view, who, language), cockpit.where)
    assert desk.work.agency is not None
    made = _made(conn, cockpit, _role(who), desk.work.agency.id, uses=1, replaces=who.id)
    remember(conn, cockpit, HANDED_OVER, person=who.id, name=who.name, role=_role(who))
    return _forwarded(cockpit, made, desk.work.agency.name, who.name)


def invite_somebody(conn: Connection, cockpit: Cockpit) -> Reply:
    """/undang [agency]: a text with the link, ready to be forwarded; without an agency, a list to choose from.
    A button's argument is a page of the list, or the role of whom to invite instead of a representative."""
    if cockpit.tapped is not None and cockpit.argument.startswith(round_card.ASSESSOR):
        which = cockpit.argument.removeprefix(round_card.ASSESSOR)
        return invite_assessor(conn, cockpit, which)
    if cockpit.tapped is None and cockpit.argument.strip().casefold() in WORDS:
        return invite_assessor(conn, cockpit, "")
    if cockpit.tapped is not None and cockpit.argument in ROLES:
        role = ROLES[cockpit.argument]
        whole = replace(cockpit, submission=None)
        remember(conn, whole, INVITED_REGION, role=role)
        return _forwarded(cockpit, _made(conn, cockpit, role, None))
    if cockpit.submission is not None:
        desk = cockpit.desk(conn)
        return _of_agency(conn, cockpit, desk, alternate=cockpit.argument == round_card.ALTERNATE)
    desks = cockpit.desks(conn)
    if cockpit.tapped is None and cockpit.argument:
        found = by_name(desks, cockpit.argument)
        if found is None:
            said = trouble(Trouble.UNKNOWN_AGENCY, cockpit.chat.language)
            return Reply(said, Where.ASIDE, also=(_choice(conn, cockpit, desks, 0),))
        about = replace(cockpit, submission=found.work.submission_id)
        return _of_agency(conn, about, found, alternate=False)
    page = max(read36(cockpit.argument), 0) if cockpit.tapped is not None else 0
    return Reply(_choice(conn, cockpit, desks, page), Where.ASIDE)


def _choice(conn: Connection, cockpit: Cockpit, desks: list[Desk], page: int) -> Screen:
    agencies = statuses_of(conn, cockpit.round, desks)
    view = InviteChoiceView(cockpit.round.form_id, agencies, page, cockpit.whole_round(conn))
    return coordinators.invite_choice(view, cockpit.chat.language)


def _of_agency(conn: Connection, cockpit: Cockpit, desk: Desk, *, alternate: bool) -> Reply:
    agency = desk.work.agency
    assert agency is not None
    role = ALTERNATE if alternate else REPRESENTATIVE
    made = _made(conn, cockpit, role, agency.id)
    remember(conn, cockpit, INVITED, role=role)
    if alternate:
        return _forwarded(cockpit, made, agency.name)
    welcome = lists.welcome_view(desk)
    view = InviteView(
        agency=agency.name,
        region=cockpit.round.region_name,
        round=cockpit.round.name,
        link=made.link(cockpit.setting.bot_name),
        code=made.code,
        deadline=desk.deadline,
        expires=made.expires_at,
        questions=welcome.questions,
        minutes=welcome.minutes,
    )
    return Reply(invitation(view, cockpit.chat.language), Where.ASIDE)


def _made(
    conn: Connection,
    cockpit: Cockpit,
    role: str,
    agency_id: int | None,
    *,
    uses: int | None = None,
    replaces: int | None = None,
) -> Invitation:
    return invite(
        conn,
        role=role,
        region_id=cockpit.round.region_id,
        agency_id=agency_id,
        name="",
        created_by=cockpit.chat.person_id,
        now=cockpit.now,
        days=cockpit.setting.invitation_days,
        uses=uses,
        replaces=replaces,
    )


def _forwarded(cockpit: Cockpit, made: Invitation, agency: str = "", replaces: str = "") -> Reply:
    round_ = cockpit.round
    view = screens.RoleInvitationView(
        role=made.role,
        agency=agency,
        region=round_.region_name,
        round=round_.name,
        link=made.link(cockpit.setting.bot_name),
        code=made.code,
        expires=made.expires_at,
        zone=ZoneInfo(round_.timezone),
        replaces=replaces,
    )
    return Reply(screens.role_invitation(view, cockpit.chat.language), Where.ASIDE)


def _find(found: tuple[PersonLine, ...], number: str) -> PersonLine | None:
    """Somebody of this agency alone: a button can be forged with anybody's number."""
    return next((one for one in found if one.id == read36(number)), None)


def _role(who: PersonLine) -> str:
    return ALTERNATE if who.alternate else REPRESENTATIVE


def _is_away(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = submissions.get(conn, act.submission_id or 0)
    known = people.get(conn, int(act.params["person"]))
    if row is None or row.agency_id is None or known is None:
        return False
    role = (str(act.params["role"]), row.agency_id)
    return all((one.role, one.agency_id) != role for one in people.memberships(conn, known.id))


def _take_back(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    row = submissions.get(conn, act.submission_id or 0)
    known = people.get(conn, int(act.params["person"]))
    assert row is not None and row.agency_id is not None and known is not None
    role = str(act.params["role"])
    people.add_membership(
        conn,
        person_id=known.id,
        role=role,
        region_id=cockpit.round.region_id,
        agency_id=row.agency_id,
        at=cockpit.now,
    )
    facts = {"agency": row.agency_id, "role": role}
    tidings.tell(conn, tidings.RESTORED, [known], str(act.id), cockpit.now, **facts)


UNDO = Undo(_is_away, _take_back)
