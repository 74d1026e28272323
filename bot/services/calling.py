"""Whom to call: agencies that cannot be reached here, are overdue, or have gone quiet; and the news that somebody
cannot be written to any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.moves import LOCKED
from bot.screens import calls as screens
from bot.screens.calls import Call, CallPerson, CallsView, UnreachableView, Why
from bot.screens.press import Verb, read36
from bot.screens.views import Deadline
from bot.services import alerts, lists, reaching
from bot.services.assignments import of_agency
from bot.services.cockpit import Cockpit
from bot.services.desk import Desk
from bot.services.inviting import REPRESENTATIVE
from bot.services.replies import Rendered, Reply
from bot.services.setting import Setting
from bot.services.tasks import late_tasks
from storage import agencies, overview, people, reminders, rounds, submissions
from storage.outbox import Row
from storage.people import PersonRow
from storage.rounds import RoundRow

UNREACHABLE = "unreachable"  # the kind of its rows
AGAIN = timedelta(days=7)  # whoever blocks and unblocks the bot in turns is news once a week
QUIET = timedelta(days=3)  # nobody of the agency was here for so long
SHARE = 4  # or for a quarter of the round, where that is less


def calls(conn: Connection, cockpit: Cockpit) -> Reply:
    """/hubungi; the button's argument is a page."""
    from bot.services.controls import BUTTONS  # it has this module in its table

    round_ = cockpit.round
    page = max(read36(cockpit.argument), 0) if cockpit.tapped is not None else 0
    view = CallsView(
        target=reaching.target(conn, cockpit),
        round=round_.name,
        region=round_.region_name,
        deadline=Deadline(round_.deadline, ZoneInfo(round_.timezone), cockpit.now),
        calls=calls_of(conn, round_, cockpit.desks(conn), cockpit.now),
        page=page,
        extend=Verb.EXTEND in BUTTONS,
        others=tuple(reaching.other_rounds(conn, cockpit)),
    )
    return Reply(screens.calls(view, cockpit.chat.language), cockpit.where)


def calls_of(conn: Connection, round_: RoundRow, desks: Sequence[Desk], now: datetime) -> tuple[Call, ...]:
    """Every agency that somebody should call, the most urgent first; `desks` are the round's. For the list and for
    the digest."""
    joined = overview.representatives(conn, round_.id)
    late = late_tasks(conn, round_.id, now)
    found = []
    for desk in desks:
        agency = desk.work.agency
        assert agency is not None
        hers = joined.get(agency.id, [])
        left = sum(one.status not in LOCKED for one in lists.section_lines(desk))
        texts = late.get(desk.work.submission_id, ())
        why = _why(hers, desk.work.deadline, quiet_for(round_), now) if left else ()
        why = tuple(sorted((*why, Why.TASK), key=list(Why).index)) if texts else why
        if why:
            found.append(
                Call(
                    submission=desk.work.submission_id,
                    agency=agency.name,
                    short_name=agency.short_name or agency.name,
                    why=why,
                    contact=agency.contact,
                    people=tuple(
                        CallPerson(one.name, one.seen_at, one.unreachable_at is not None) for one in hers
                    ),
                    deadline=desk.work.deadline,
                    left=left,
                    tasks=texts,
                )
            )
    return tuple(sorted(found, key=_urgency))


def quiet_for(round_: RoundRow) -> timedelta:
    """How long nobody of an agency may be away before it is quiet: less in a round of a few days."""
    return min(QUIET, (round_.deadline - round_.opened_at) / SHARE)


def gone(conn: Connection, telegram_id: int, now: datetime) -> None:
    """Somebody blocked the bot, or her account is no more. The coordinators of her agencies are told once."""
    if not people.mark_unreachable(conn, telegram_id, now):
        return
    person = people.by_telegram(conn, telegram_id)
    assert person is not None
    for held in people.memberships(conn, person.id):
        if held.role != REPRESENTATIVE or held.agency_id is None:
            continue
        nearest = next(iter(of_agency(conn, held.region_id, held.agency_id)), None)
        row = submissions.get(conn, nearest[0]) if nearest is not None else None
        round_ = rounds.get(conn, row.round_id) if row is not None else None
        if row is None or round_ is None:
            continue
        alerts.tell(
            conn,
            UNREACHABLE,
            {"submission": row.id, "round": round_.id, "person": person.id},
            region_id=held.region_id,
            zone=ZoneInfo(round_.timezone),
            key=f"{row.id}:{person.id}",
            now=now,
            without={telegram_id},
        )


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The news of a row; None where she can be reached again, or has no part in the agency any more."""
    row = rows[0]
    person = people.get(conn, int(row.params["person"]))
    about = submissions.get(conn, int(row.params["submission"]))
    reader = people.by_telegram(conn, row.chat_id)
    if person is None or about is None or about.agency_id is None or person.unreachable_at is None:
        return None
    round_, agency = rounds.get(conn, about.round_id), agencies.get(conn, about.agency_id)
    if round_ is None or agency is None or reader is None or round_.closed_at is not None:
        return None
    hers = people.representatives(conn, agency.id)
    if not reaching.coordinates(conn, reader, round_.region_id) or all(one.id != person.id for one in hers):
        return None
    if _was_told(conn, row, now):
        return None
    view = UnreachableView(
        submission=about.id,
        form=round_.form_id,
        person=person.name,
        agency=agency.name,
        contact=agency.contact,
        others=tuple(one.name for one in hers if one.unreachable_at is None),
    )
    return screens.unreachable(view, reader.language)


def _was_told(conn: Connection, row: Row, now: datetime) -> bool:
    """Whether this chat has heard the same of the same person lately."""
    return any(
        one.id != row.id
        and one.params["person"] == row.params["person"]
        and one.sent_at is not None
        and now - one.sent_at < AGAIN
        for one in reminders.queued(conn, row.chat_id, UNREACHABLE)
    )


def _why(hers: Sequence[PersonRow], deadline: datetime, quiet: timedelta, now: datetime) -> tuple[Why, ...]:
    found = []
    if not hers:
        found.append(Why.NEVER)
    elif all(one.unreachable_at is not None for one in hers):
        found.append(Why.GONE)
    if deadline < now:
        found.append(Why.OVERDUE)
    seen = [one.seen_at for one in hers if one.unreachable_at is None and one.seen_at is not None]
    if hers and not found and (not seen or now - max(seen) >= quiet):
        found.append(Why.SILENT)
    return tuple(found)


def _urgency(one: Call) -> tuple[bool, int, datetime, int, str]:
    """Late and out of reach first; then by reason, by deadline, by how much is left."""
    return (len(one.why) < 2, list(Why).index(one.why[0]), one.deadline, -one.left, one.agency)
