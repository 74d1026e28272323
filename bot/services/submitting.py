"""Submitting a section, opening it again, and telling those who wait for it. Sending is the outbox's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import interview, progress
from bot.flows.moves import LOCKED, Move, Side
from bot.screens import notices
from bot.screens import sections as section_screens
from bot.screens.views import Status, SubmittedView
from bot.services import alerts, fixes, lists, moves, review_news, sealing
from bot.services.alerts import AGENCY, ALL, REOPENED, SECTION
from bot.services.desk import Desk
from bot.services.evidence_counts import fillable
from bot.services.library import Library
from bot.services.moving import section_at
from bot.services.outcomes import locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from bot.services.showing import show_review
from bot.services.storing import Source, store
from storage import chats, outbox, people, rounds, submissions


def submit(conn: Connection, library: Library, desk: Desk, argument: str, tapped: int) -> Reply:
    """Lock a section whose required questions are all answered, and queue the alerts for the coordinators."""
    section = section_at(desk, argument.partition(".")[0])
    if section is None:
        return moved_on(conn, desk, tapped)
    if desk.status(section) is Status.SUBMITTED and tapped == desk.chat.card_id:
        return Reply(toast=notices.toast(notices.Toast.UNCHANGED, desk.chat.language))  # a second tap
    if desk.locked(section):
        return locked(desk, section)
    tally = progress.tally(desk.instance, section)
    if tally.gaps:
        return Reply(show_review(conn, desk, section, card=tapped, refused=True), Where.CARD)
    back = desk.status(section) is Status.RETURNED
    if fixes.to_fix(desk, section):
        return Reply(show_review(conn, desk, section, card=tapped, refused=True), Where.CARD)
    if not argument.endswith(".y") and fillable(desk, section):
        return Reply(show_review(conn, desk, section, card=tapped, unproved=True), Where.CARD)
    if not moves.make(conn, desk, section, Move.SEND_BACK if back else Move.SUBMIT, Side.AGENCY):
        return locked(desk, section)
    for filled in interview.confirmed(desk.instance, section, desk.author):
        store(conn, desk, [filled], Source(desk.chat.chat_id))
    if back:
        review_news.tell_sent_back(conn, desk, section)
    chats.put(
        conn, desk.chat.chat_id, question="", items="", mode="", draft="", card_id=tapped, shown_at=desk.now
    )
    _queue_alerts(conn, library, desk, section, again=back)
    lines = lists.section_lines(desk)
    index = desk.form.sections.index(section)
    this = next(line for line in lines if line.index == index)
    left = tuple(s for s in lines if s.index != index and s.status not in LOCKED)
    view = SubmittedView(
        place=desk.place,
        section=this,
        at=desk.now,
        zone=desk.zone,
        left=left,
        unavailable=len(progress.unavailable(desk.instance, section)),
        signable=not left and sealing.can_be_asked(conn, desk),
    )
    return Reply(section_screens.submitted(view, desk.chat.language), Where.CARD, effects=("outbox",))


def close(conn: Connection, desk: Desk, section: str) -> None:
    """Lock a section as if it had been sent; `desk` is the coordinator's view of it. Telling is hers."""
    moves.make(conn, desk, section, Move.CLOSE, Side.COORDINATOR)


def reopen(conn: Connection, desk: Desk, section: str) -> bool:
    """Open a locked section of an agency again; `desk` is the coordinator's view of it. False if it is open.

    The representatives are told through the outbox; every answer is still there."""
    if not moves.make(conn, desk, section, Move.REOPEN, Side.COORDINATOR):
        return False
    assert desk.work.agency is not None
    for person in people.representatives(conn, desk.work.agency.id):
        params = {
            "submission": desk.work.submission_id,
            "section": section,
            "by": desk.chat.person_name,
        }
        _queue(conn, REOPENED, person.telegram_id, params, section, desk)
    by_whom = {"by": desk.chat.person_name}
    _tell(conn, alerts.OPENED_AGAIN, desk, section, by_whom, without=(desk.chat.chat_id,))
    return True


def _queue_alerts(conn: Connection, library: Library, desk: Desk, section: str, *, again: bool) -> None:
    """News of the section, or of the agency when it was its last, or of all when it was the last of the last
    agency. The higher ones name the section too. What is sent `again` after a return is news of the section alone.
    Nobody hears of a trial."""
    round_ = rounds.get(conn, desk.work.round_id)
    assert round_ is not None
    if round_.trial:
        return
    kind = SECTION
    if not again and is_complete(replace(desk, statuses={**desk.statuses, section: Status.SUBMITTED})):
        kind = AGENCY
        submissions.lock_count(conn, round_.id)
        if all(map(is_complete, awaited(desks_of_round(conn, library, round_, desk.chat, desk.now)))):
            kind = ALL
    _tell(conn, kind, desk, section, {"person": desk.chat.person_id, **({"again": True} if again else {})})


def _tell(
    conn: Connection,
    kind: str,
    desk: Desk,
    section: str,
    params: Mapping[str, object],
    without: tuple[int, ...] = (),
) -> None:
    facts = {
        "submission": desk.work.submission_id,
        "section": section,
        "at": desk.now.isoformat(),
        "round": desk.work.round_id,
    }
    alerts.tell(
        conn,
        kind,
        {**facts, **params},
        region_id=desk.work.region_id,
        zone=desk.zone,
        key=f"{desk.work.submission_id}:{section}",
        now=desk.now,
        without=without,
    )


def is_complete(desk: Desk) -> bool:
    """Whether every section that asks this agency something is submitted."""
    lines = lists.section_lines(desk)
    return bool(lines) and all(line.status in LOCKED for line in lines)


def awaited(desks: Sequence[Desk]) -> list[Desk]:
    """Those that are asked anything: nothing is awaited from the others."""
    return [desk for desk in desks if lists.section_lines(desk)]


def complete_count(desks: Sequence[Desk]) -> int:
    return sum(is_complete(desk) for desk in desks)


def _queue(
    conn: Connection, kind: str, chat_id: int, params: dict[str, object], section: str, desk: Desk
) -> None:
    moment: datetime = desk.now
    outbox.add(
        conn,
        dedupe_key=f"{kind}:{desk.work.submission_id}:{section}:{chat_id}:{int(moment.timestamp() * 1000)}"[
            :200
        ],
        kind=kind,
        chat_id=chat_id,
        params=params,
        due_at=moment,
        at=moment,
    )
