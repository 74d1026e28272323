"""Groups of coordinators that take the digests and alerts of a region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from storage.models import group_chat
from storage.upsert import insert_or_update


@dataclass(frozen=True, slots=True)
class GroupRow:
    chat_id: int
    region_id: int
    topic_id: int | None  # None: the group has no topics, or everything goes to the general one
    language: str
    added_by: int  # the person who is told when it cannot be reached any more


_columns = (
    group_chat.c.chat_id,
    group_chat.c.region_id,
    group_chat.c.topic_id,
    group_chat.c.language,
    group_chat.c.added_by,
)
_upsert = insert_or_update(
    group_chat,
    key=("chat_id",),
    update=("region_id", "topic_id", "language", "added_by", "added_at", "left_at"),
)


def put(
    conn: Connection,
    *,
    chat_id: int,
    region_id: int,
    topic_id: int | None,
    language: str,
    added_by: int,
    at: datetime,
) -> None:
    """Let a group have the region's news; one that had another region's has this one's from now on."""
    row = {
        "chat_id": chat_id,
        "region_id": region_id,
        "topic_id": topic_id,
        "language": language,
        "added_by": added_by,
        "added_at": at,
        "left_at": None,
    }
    conn.execute(_upsert.on(conn), row)


def get(conn: Connection, chat_id: int) -> GroupRow | None:
    """The group, or None if it takes no news (any more)."""
    found = select(*_columns).where(group_chat.c.chat_id == chat_id, group_chat.c.left_at.is_(None))
    row = conn.execute(found).one_or_none()
    return None if row is None else GroupRow(*row)


def of_region(conn: Connection, region_id: int) -> list[GroupRow]:
    """The groups that take the region's news; empty if there are none."""
    found = select(*_columns).where(group_chat.c.region_id == region_id, group_chat.c.left_at.is_(None))
    return [GroupRow(*row) for row in conn.execute(found.order_by(group_chat.c.added_at))]


def set_topic(conn: Connection, chat_id: int, topic_id: int | None) -> None:
    """Where in the group the news goes; None for the general topic."""
    conn.execute(update(group_chat).where(group_chat.c.chat_id == chat_id).values(topic_id=topic_id))


def leave(conn: Connection, chat_id: int, at: datetime) -> bool:
    """No more news for this group. False if it had none."""
    there = update(group_chat).where(group_chat.c.chat_id == chat_id, group_chat.c.left_at.is_(None))
    return conn.execute(there.values(left_at=at)).rowcount == 1


def move(conn: Connection, old_chat_id: int, new_chat_id: int) -> None:
    """The group became a supergroup, which has another id. Telegram tells it twice, in both chats at once: the row
    is locked, or the second would delete what the first has just moved."""
    there = select(group_chat.c.chat_id).where(group_chat.c.chat_id == old_chat_id)
    if conn.execute(there.with_for_update()).one_or_none() is None:
        return
    conn.execute(delete(group_chat).where(group_chat.c.chat_id == new_chat_id))
    conn.execute(update(group_chat).where(group_chat.c.chat_id == old_chat_id).values(chat_id=new_chat_id))
