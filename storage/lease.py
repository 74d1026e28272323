"""Roles that only one process may have at a time, such as polling Telegram, kept for a while and renewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.models import lease


def acquire(
    conn: Connection,
    name: str,
    holder: str,
    now: datetime,
    until: datetime,
    is_gone: Callable[[str], bool] = lambda holder: False,
) -> bool:
    """Take or renew the role until then. False if another holder has it, is not late, and is not gone.

    `is_gone` may know better than the clock: a process of this machine that was killed."""
    insert = (postgresql if conn.dialect.name == "postgresql" else sqlite).insert(lease)
    first = insert.values(name=name, holder=holder, until=until).on_conflict_do_nothing(
        index_elements=["name"]
    )
    if conn.execute(first).rowcount == 1:
        return True
    found = conn.execute(select(lease).where(lease.c.name == name).with_for_update()).mappings().one_or_none()
    if found is None:  # given back between the two statements; next time
        return False
    if found["holder"] != holder and found["until"] > now and not is_gone(found["holder"]):
        return False
    conn.execute(update(lease).where(lease.c.name == name).values(holder=holder, until=until))
    return True


def give_back(conn: Connection, name: str, holder: str) -> None:
    """Let the next process have the role at once; nothing if it has it already."""
    conn.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))


def holder_of(conn: Connection, name: str, now: datetime) -> str | None:
    """Who has the role now, or None if nobody does."""
    current = select(lease.c.holder).where(lease.c.name == name, lease.c.until > now)
    return conn.execute(current).scalar_one_or_none()


def last_until(conn: Connection, name: str) -> datetime | None:
    """Until when the role was last held, also if that is over; None if nobody ever had it or it was given back."""
    return conn.execute(select(lease.c.until).where(lease.c.name == name)).scalar_one_or_none()
