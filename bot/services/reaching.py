"""Messages to many: who of a round is meant, who of them can be reached, and what became of the messages.

Nudges, announcements and news of a moved deadline have this in common; what they say is theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.screens import deliveries as screens
from bot.screens import reaches
from bot.screens.deliveries import DeliveryView, ReportView
from bot.screens.home import locked
from bot.screens.press import Verb, read36
from bot.screens.reaches import Missed, Reach, Target, Whom
from bot.screens.views import SectionLine
from bot.services import lists
from bot.services.cockpit import Cockpit, refused
from bot.services.desk import Desk
from bot.services.inviting import COORDINATOR
from bot.services.replies import Reply
from storage import acts, agencies, deliveries, outbox, overview, people, submissions
from storage.acts import ActRow
from storage.agencies import AgencyRow
from storage.deliveries import ToSend
from storage.people import PersonRow

NUDGED, ANNOUNCED, DEADLINE_MOVED = "nudged", "announced", "deadline_moved"  # acts
TWICE = timedelta(minutes=10)  # a second tap on the same card within it is the first one's


@dataclass(frozen=True)
class Party:
    """An agency of a round with those who represent it, and where its sections stand."""

    submission: int
    agency: AgencyRow
    people: tuple[PersonRow, ...]
    desk: Desk | None = None  # not opened where nobody asked how far it is
    sections: tuple[SectionLine, ...] = ()

    @property
    def left(self) -> tuple[SectionLine, ...]:
        """The sections that it has not sent yet."""
        return tuple(one for one in self.sections if not locked(one))

    @property
    def reachable(self) -> tuple[PersonRow, ...]:
        return tuple(person for person in self.people if person.unreachable_at is None)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is meant, once, with all the agencies for which she is."""

    person: PersonRow
    submissions: tuple[int, ...]
    agency: str


# -------------------------------------------------------------------- who is meant


def parties(conn: Connection, cockpit: Cockpit, *, progress: bool = True) -> list[Party]:
    """All agencies of the round in the order of the list, or the one that is meant; `progress` opens every desk."""
    joined = overview.representatives(conn, cockpit.round.id)
    found = [
        Party(submission, agency, tuple(joined.get(agency.id, ())))
        for submission, agency in agencies.in_round(conn, cockpit.round.id)
        if cockpit.submission in (None, submission)
    ]
    if not progress:
        return found
    desks = [cockpit.desk(conn)] if cockpit.submission is not None else cockpit.desks(conn)
    opened = {desk.work.submission_id: desk for desk in desks}
    return [
        replace(one, desk=opened[one.submission], sections=lists.section_lines(opened[one.submission]))
        for one in found
    ]


def chosen(found: Sequence[Party], code: str) -> list[Party] | None:
    """The agencies that a code means; None for a code that means none of ours."""
    if code == reaches.EVERYBODY:
        return list(found)
    if code in (reaches.LATE, reaches.AGENCY):
        return [one for one in found if one.left]
    if code == reaches.NOT_STARTED:
        return [one for one in found if one.left and not any(section.done for section in one.sections)]
    index = reaches.section_of(code)
    if index < 0 or not any(line.index == index for one in found for line in one.sections):
        return None
    return [one for one in found if any(line.index == index for line in one.left)]


def whom(found: Sequence[Party], code: str) -> Whom:
    """A code with the label that it needs."""
    index = reaches.section_of(code)
    if index >= 0:
        lines = (line for one in found for line in one.sections)
        return Whom(code, next((line.label for line in lines if line.index == index), ""))
    return Whom(code, found[0].agency.name if code == reaches.AGENCY and found else "")


def recipients(chosen_ones: Sequence[Party], without: Collection[int] = ()) -> list[Recipient]:
    """Everybody who can be reached, once, however many of the agencies she represents."""
    hers: dict[int, list[Party]] = {}
    known: dict[int, PersonRow] = {}
    for one in chosen_ones:
        for person in one.reachable:
            if person.telegram_id not in without:
                known[person.id] = person
                hers.setdefault(person.id, []).append(one)
    return [
        Recipient(known[number], tuple(one.submission for one in mine), mine[0].agency.name)
        for number, mine in hers.items()
    ]


def missed(chosen_ones: Sequence[Party]) -> tuple[Missed, ...]:
    """Who of them will not get it: agencies that nobody has joined, and people who cannot be reached."""
    found = []
    for one in chosen_ones:
        if not one.people:
            found.append(Missed("", one.agency.name))
        found += [Missed(p.name, one.agency.name) for p in one.people if p.unreachable_at is not None]
    return tuple(found)


def reach(of: Whom, chosen_ones: Sequence[Party], to: Sequence[Recipient], resting: int = 0) -> Reach:
    reached = {submission for one in to for submission in one.submissions}
    return Reach(of, len(to), len(reached), missed(chosen_ones), resting)


def section_choice(conn: Connection, cockpit: Cockpit, verb: Verb, suffix: str = "") -> Reply:
    """Which section: those that somebody has yet to send, with how many."""
    found = parties(conn, cockpit)
    missing: dict[int, tuple[str, int]] = {}
    for one in found:
        for line in one.left:
            label, count = missing.get(line.index, (line.label, 0))
            missing[line.index] = (label, count + 1)
    lines = [(index, *missing[index]) for index in sorted(missing)]
    screen = reaches.sections(target(conn, cockpit), verb, lines, suffix, cockpit.chat.language)
    return Reply(screen, cockpit.where)


def target(conn: Connection, cockpit: Cockpit) -> Target:
    return Target(cockpit.submission or cockpit.whole_round(conn), cockpit.round.form_id)


def other_rounds(conn: Connection, cockpit: Cockpit) -> list[tuple[str, int, int]]:
    """The other rounds that she coordinates, for a button each."""
    return [
        (one.name, submissions.region_of(conn, one.id), one.form_id)
        for one in cockpit.rounds
        if one.id != cockpit.round.id and one.closed_at is None
    ]


# -------------------------------------------------------------------- sending


def before(conn: Connection, cockpit: Cockpit, kind: str, code: str | None = None) -> ActRow | None:
    """The act that an earlier tap on this very card caused a moment ago, or None: this is the first. One message
    leads to many agencies and sections, so it must be about the same, and for the same (`code`) where that is said.
    What was taken back is no reason to keep silent."""
    for act in acts.of_round(conn, cockpit.round.id, 20):
        same = (act.kind, act.person_id, act.submission_id, act.params.get("card")) == (
            kind,
            cockpit.chat.person_id,
            cockpit.submission,
            cockpit.tapped,
        )
        meant = code is None or act.params.get("whom") == code
        if same and meant and act.undone_at is None and cockpit.now - act.at < TWICE:
            return act
    return None


def send(conn: Connection, cockpit: Cockpit, kind: str, act: int, to: Sequence[Recipient]) -> None:
    """Queue a row for each; the row says which act it belongs to, and the act what is said."""
    rows = [
        ToSend(
            f"{prefix(kind, act)}{one.person.id}",
            one.person.telegram_id,
            {"act": act, "submissions": list(one.submissions)},
        )
        for one in to
    ]
    deliveries.queue(conn, kind, rows, due_at=cockpit.now, at=cockpit.now)


def prefix(kind: str, act: int) -> str:
    """How the `dedupe_key` of every row of an act begins."""
    return f"{kind}:{act}:"


# -------------------------------------------------------------------- what became of it


def delivery(
    conn: Connection, target_: Target, verb: Verb, kind: str, act: ActRow, zone: ZoneInfo, now: datetime
) -> DeliveryView:
    """How far it has got. Whoever was known to be out of reach before counts as not reached."""
    found = outbox.delivery(conn, prefix(kind, act.id))
    left_out = len(act.params.get("unreached", ()))
    return DeliveryView(
        target=target_,
        verb=verb,
        act=act.id,
        whom=Whom(str(act.params.get("whom", "")), str(act.params.get("label", ""))),
        sent=found.sent,
        waiting=found.waiting,
        blocked=found.blocked + left_out,
        dropped=found.dropped,
        at=now,
        zone=zone,
        taken_back=act.undone_at is not None,
    )


def follow(conn: Connection, cockpit: Cockpit, verb: Verb, kind: str, acted: str) -> Reply | None:
    """The buttons under a message that is on its way: how far, stop, whom it did not reach. None for any other.

    The act must be of the round: its number can be forged."""
    code, argument = cockpit.argument[:1], cockpit.argument[1:]
    if code not in (screens.PROGRESS, screens.TAKE_BACK, screens.REPORT):
        return None
    number, _, page = argument.partition(".")
    act = acts.get(conn, read36(number))
    if act is None or (act.kind, act.round_id) != (acted, cockpit.round.id):
        return refused(cockpit.chat)
    if code == screens.REPORT:
        view = report_view(conn, target(conn, cockpit), verb, kind, act, cockpit.now, cockpit.round.timezone)
        shown = screens.report(replace(view, page=read36(page)), cockpit.chat.language)
        return Reply(shown, cockpit.where)
    if code == screens.TAKE_BACK:
        take_back(conn, act, kind, cockpit.now)
    return show_progress(conn, cockpit, verb, kind, act.id)


def show_progress(conn: Connection, cockpit: Cockpit, verb: Verb, kind: str, act: int) -> Reply:
    """The card of a message to many, as it stands now."""
    found = acts.get(conn, act)
    assert found is not None
    zone = ZoneInfo(cockpit.round.timezone)
    view = delivery(conn, target(conn, cockpit), verb, kind, found, zone, cockpit.now)
    return Reply(screens.progress(view, cockpit.chat.language), cockpit.where, effects=("outbox",))


def report_view(
    conn: Connection, target_: Target, verb: Verb, kind: str, act: ActRow, now: datetime, timezone: str
) -> ReportView:
    """What became of it, with everybody whom it did not reach."""
    chats = [*deliveries.given_up(conn, prefix(kind, act.id)), *act.params.get("unreached", ())]
    names = deliveries.names(conn, act.region_id, chats)
    return ReportView(
        delivery=delivery(conn, target_, verb, kind, act, ZoneInfo(timezone), now),
        missed=tuple(Missed(one.name, one.agency) for one in names),
        beginning=str(act.params.get("text", "")),
    )


def take_back(conn: Connection, act: ActRow, kind: str, now: datetime) -> int:
    """Nobody else gets it: how many messages were not sent yet. What was sent stays."""
    if not outbox.delivery(conn, prefix(kind, act.id)).waiting:
        return 0
    acts.undo(conn, act.id, now)  # what is being rendered at this moment is dropped as well
    return outbox.drop_waiting(conn, prefix(kind, act.id), now)


# -------------------------------------------------------------------- at the moment of sending


def coordinates(conn: Connection, reader: PersonRow, region_id: int) -> bool:
    held = people.memberships(conn, reader.id)
    return any(one.role == COORDINATOR and one.region_id == region_id for one in held)
