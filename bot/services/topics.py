"""Each agency has a topic in a coordinators' forum group, which mirrors what is said with it: the threads of its
questions, what is returned and accepted, its follow-up tasks.

Rows are queued in the transaction of their cause; the topic is made when the first of them is sent. Here nobody is
told anew: `topic_posts` words them, `topic_replies` takes a coordinator's reply back into the thread.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.services.desk import Desk
from storage import agencies, groups, outbox, returned, rounds, topics

MIRRORED = "mirrored"  # the kind of its rows
REMARK, ASKED, QUESTIONS, RECALLED, ACCEPTED, SENT_BACK = (
    *("remark", "asked", "returned", "recalled", "accepted", "sent-back"),
)
TASK = "task-"  # what happened to a task follows
ONE_BY_ONE = 5  # more returned questions than that are told as a number


def mirror(
    conn: Connection,
    what: str,
    *,
    region_id: int,
    agency_id: int,
    submission: int,
    key: str,
    by: str,
    now: datetime,
    **params: Any,
) -> None:
    """Queue something for the agency's topic in every group of the region; `key` names the cause."""
    for group in groups.of_region(conn, region_id):
        outbox.add(
            conn,
            dedupe_key=f"{prefix(what, key)}{group.chat_id}"[:200],
            kind=MIRRORED,
            chat_id=group.chat_id,
            params={"agency": agency_id, "submission": submission, "what": what, "by": by, **params},
            due_at=now,
            at=now,
            topic_id=group.topic_id,
        )


def mirror_section(conn: Connection, desk: Desk, what: str, section: str) -> None:
    """A section of this desk's agency was returned, accepted, sent back, or the return taken back, by whoever sits
    there. A few returned questions are told one by one, so that a reply to one finds its thread."""
    moment = f"{desk.work.submission_id}:{section}:{int(desk.now.timestamp() * 1000)}"
    if what == QUESTIONS:
        there = returned.present(conn, [desk.work.submission_id])
        rows = [row for row in there if row.path == section and row.sent_at is not None]
        if len(rows) <= ONE_BY_ONE:
            for row in rows:
                _of_desk(conn, desk, ASKED, f"{moment}:{row.id}", returned=row.id)
            return
        _of_desk(conn, desk, QUESTIONS, moment, section=section, count=len(rows))
        return
    _of_desk(conn, desk, what, moment, section=section)


def mirror_remark(conn: Connection, desk: Desk, remark_id: int) -> None:
    """A word was said about a question, by whoever sits at this desk."""
    _of_desk(conn, desk, REMARK, str(remark_id), remark=remark_id)


def prefix(what: str, key: str) -> str:
    """How the `dedupe_key` of all rows of a cause begins."""
    return f"{MIRRORED}:{what}:{key}:"


def agency_name(conn: Connection, agency_id: int) -> str:
    """What the topic is called; '' for an agency that is gone."""
    found = agencies.get(conn, agency_id)
    return found.name if found is not None else ""


def topic_of(conn: Connection, chat_id: int, agency_id: int) -> int | None:
    """The agency's topic in a group, None if it has none yet."""
    return topics.get(conn, chat_id, agency_id)


def topic_made(conn: Connection, chat_id: int, agency_id: int, topic_id: int) -> int:
    """A topic was made for an agency; the one that stands, where another process was faster."""
    return topics.put(conn, chat_id, agency_id, topic_id)


def topic_lost(conn: Connection, chat_id: int, topic_id: int) -> bool:
    """Somebody deleted it: the next message makes another. False if it was no agency's."""
    return topics.forget(conn, chat_id, topic_id)


def _of_desk(conn: Connection, desk: Desk, what: str, key: str, **params: Any) -> None:
    round_ = rounds.get(conn, desk.work.round_id)
    if desk.work.agency is None or round_ is None or round_.trial:
        return
    mirror(
        conn,
        what,
        region_id=desk.work.region_id,
        agency_id=desk.work.agency.id,
        submission=desk.work.submission_id,
        key=key,
        by=desk.chat.person_name,
        now=desk.now,
        **params,
    )
