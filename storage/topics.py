"""Which topic of a coordinators' group mirrors what is said with an agency."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from storage.models import agency_topic
from storage.upsert import insert_or_ignore

_put = insert_or_ignore(agency_topic, agency_topic.c.topic_id)


def get(conn: Connection, chat_id: int, agency_id: int) -> int | None:
    """The agency's topic in a group, None if it has none yet."""
    found = select(agency_topic.c.topic_id).where(
        agency_topic.c.chat_id == chat_id, agency_topic.c.agency_id == agency_id
    )
    topic: int | None = conn.scalar(found)
    return topic


def put(conn: Connection, chat_id: int, agency_id: int, topic_id: int) -> int:
    """Note the agency's topic; the one that stands: another process may have been faster."""
    row = {"chat_id": chat_id, "agency_id": agency_id, "topic_id": topic_id}
    kept = conn.scalar(_put.on(conn), row)
    return topic_id if kept is not None else get(conn, chat_id, agency_id) or topic_id


def forget(conn: Connection, chat_id: int, topic_id: int) -> bool:
    """The topic is gone. False if it was nobody's."""
    gone = delete(agency_topic).where(agency_topic.c.chat_id == chat_id, agency_topic.c.topic_id == topic_id)
    return conn.execute(gone).rowcount > 0
