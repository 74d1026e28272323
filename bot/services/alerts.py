"""Who is told of what agencies do, and when. Rows are queued in the transaction of their cause.

Each coordinator chooses: at once, hourly, or in the daily digest; a group of coordinators is told at once. What
comes in a burst becomes one message (`GAP`, `gathered`); only the last agency's last section waits for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from storage import groups, outbox, people, rounds, submissions
from storage.outbox import Row

SECTION, AGENCY, ALL = "section_submitted", "agency_complete", "all_complete"
REOPENED = "section_reopened"  # to the agency's representatives
OPENED_AGAIN = "section_opened_again"  # the same to coordinators
JOINED = "joined"
WORK = frozenset({SECTION, AGENCY, ALL, OPENED_AGAIN})
GATHERED = WORK | {JOINED}
# of a review: to the agency, and to its reviewers
RETURNED, RECALLED, ACCEPTED, REMARK = "returned", "return_recalled", "accepted", "remark"
SENT_BACK, REPLIED = "sent_back", "replied"
TOGETHER = frozenset({RETURNED, ACCEPTED, REMARK, REPLIED})  # those of one agency make one message

NOW, HOURLY, DIGEST = "now", "hourly", "digest"
GAP = timedelta(minutes=2)  # between two messages of one sort in a chat


@dataclass(frozen=True, slots=True)
class Listener:
    """A coordinator or a group of them."""

    chat_id: int
    alerts: str
    topic_id: int | None = None


def listeners(conn: Connection, region_id: int) -> list[Listener]:
    """Everybody who is told of what a region's agencies do."""
    found = [Listener(chat_id, alerts) for chat_id, alerts in people.alerts_of(conn, region_id).items()]
    return found + [Listener(one.chat_id, NOW, one.topic_id) for one in groups.of_region(conn, region_id)]


def tell(
    conn: Connection,
    kind: str,
    params: Mapping[str, Any],
    *,
    region_id: int,
    zone: ZoneInfo,
    key: str,
    now: datetime,
    without: Collection[int] = (),
) -> None:
    """Queue news for the region's coordinators and groups; `key` names the cause, `without` are chats."""
    for one in listeners(conn, region_id):
        if one.chat_id in without or (one.alerts == DIGEST and kind != ALL):
            continue
        outbox.add(
            conn,
            dedupe_key=f"{kind}:{key}:{one.chat_id}:{int(now.timestamp() * 1000)}"[:200],
            kind=kind,
            chat_id=one.chat_id,
            params={**params, "region": region_id},
            due_at=next_hour(now, zone) if one.alerts == HOURLY and kind != ALL else now,
            at=now,
            topic_id=one.topic_id,
        )
        if kind == ALL:  # what waits to be gathered comes along, below it
            outbox.hasten(conn, one.chat_id, GATHERED, now)


def tell_joined(
    conn: Connection, *, person_id: int, role: str, region_id: int, agency_id: int | None, now: datetime
) -> None:
    """Queue the news that somebody came in for the first time as what she was invited to be."""
    known = rounds.open_in(conn, region_id)
    hers = [one for one in known if agency_id is None or submissions.of_agency(conn, one.id, agency_id)]
    nearest = next(iter(hers or known), None)
    params = {
        "person": person_id,
        "role": role,
        "agency": agency_id,
        "round": nearest.id if nearest is not None else 0,
    }
    zone = ZoneInfo(nearest.timezone) if nearest is not None else ZoneInfo("UTC")
    own = people.get(conn, person_id)
    tell(
        conn,
        JOINED,
        params,
        region_id=region_id,
        zone=zone,
        key=f"{person_id}:{role}:{agency_id or 0}",
        now=now,
        without=(own.telegram_id,) if own is not None else (),
    )


def hurry(conn: Connection, chat_id: int, now: datetime) -> int:
    """Somebody who waited for the hour wants to hear at once: what waits is due now; how many rows."""
    return outbox.hasten(conn, chat_id, GATHERED, now)


def put_off(conn: Connection, rows: Sequence[Row], now: datetime) -> datetime | None:
    """When these may be sent, where this chat was sent some of their sort just now; None: at once. Joining and
    work are told apart, so that the first section is not held up by whoever came in before it."""
    kinds = {row.kind for row in rows}
    if ALL in kinds:
        return None
    sort: Collection[str] = WORK if kinds & WORK else (JOINED,)
    last = outbox.last_sent(conn, rows[0].chat_id, sort)
    return last + GAP if last is not None and last <= now < last + GAP else None


def gathered(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one chat as messages: news of one round and topic together, of a review what is of one kind and
    agency, everything else alone; in the order in which the first of each is due."""
    found: list[list[Row]] = []
    places: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        place = _place(row)
        if place in places:
            places[place].append(row)
            continue
        found.append([row])
        if place:
            places[place] = found[-1]
    return found


def _place(row: Row) -> tuple[object, ...]:
    """What a row shares a message by; nothing for one that stands alone."""
    if row.kind in GATHERED:
        return (row.params.get("round"), row.topic_id)
    return (row.kind, row.params.get("submission"), row.topic_id) if row.kind in TOGETHER else ()


def next_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """The next full hour on this zone's clock."""
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    return (local.astimezone(UTC)) + timedelta(hours=1)
