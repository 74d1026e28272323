"""Chats: the one bit of conversation that is kept, and everything that a turn needs to know beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypedDict, Unpack

from sqlalchemy import BigInteger, Connection, Executable, bindparam, func, select, update
from sqlalchemy.exc import NoResultFound

from storage import agencies
from storage.models import Moment, agency, chat, inbox, membership, person, region, round_, submission
from storage.upsert import Upsert, insert_or_update


class Fields(TypedDict, total=False):
    """What `put` can set; what is left out stays as it is."""

    person_id: int
    submission_id: int | None
    question: str
    items: str
    revision: int
    mode: str
    draft: str
    before: str
    since: int | None
    card_id: int | None
    shown_at: datetime | None
    lost_after: int
    lost_before: int | None
    errand: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """The submission that somebody works on, with its agency, round and region."""

    submission_id: int
    region_submission_id: int  # where the region-wide answers are; its own id for the region's row
    agency: agencies.AgencyRow | None  # None for the region's row
    represents: bool  # whether this person represents the agency now; a right can end at any time
    round_id: int
    form_id: int  # id of the stored form version
    round_name: str
    deadline: datetime  # the agency's own where it was extended, else the round's
    timezone: str
    closed_at: datetime | None
    region_id: int
    region_name: str
    is_kppn: bool
    round_deadline: datetime  # the same for every agency: it says which year the round is about


@dataclass(frozen=True, slots=True)
class ChatRow:
    chat_id: int
    work: WorkRow | None  # None: she has not chosen what to work on
    person_id: int
    person_name: str
    language: str
    question: str  # awaits typed text; '' for none
    items: str
    revision: int  # of the answer when the card was shown
    mode: str
    draft: str
    before: str  # the question of the card before, with its items after '#'
    card_id: int | None
    shown_at: datetime | None
    since: int | None = None  # message id of the first card of this question; see `shown`
    seen_at: datetime | None = None  # when the person was noted last; see `people.seen`
    errand: str = ""  # what a coordinator's next words or file are for; '' for nothing
    lost_after: int = 0  # see `lose`
    lost_before: int | None = 0

    @property
    def is_lost(self) -> bool:
        """Whether nobody knows which card stands here; see `lose`."""
        return self.lost_before is None


_region_row = submission.alias("region_row")
_represents = (
    select(membership.c.id)
    .where(
        membership.c.person_id == chat.c.person_id,
        membership.c.role == "representative",
        membership.c.region_id == round_.c.region_id,
        membership.c.agency_id == submission.c.agency_id,
        membership.c.until.is_(None),
    )
    .exists()
)
_chat_columns = (
    chat.c.chat_id,
    chat.c.person_id,
    person.c.name,
    person.c.language,
    *(
        chat.c[name]
        for name in (
            "question",
            "items",
            "revision",
            "mode",
            "draft",
            "before",
            "card_id",
            "shown_at",
            "since",
        )
    ),
    person.c.seen_at,
    chat.c.errand,
    chat.c.lost_after,
    chat.c.lost_before,
)
_work_columns = (
    submission.c.id,
    _region_row.c.id,
    _represents,
    round_.c.id,
    round_.c.form_id,
    round_.c.name,
    func.coalesce(submission.c.deadline, round_.c.deadline, type_=Moment),
    round_.c.timezone,
    round_.c.closed_at,
    region.c.id,
    region.c.name,
    region.c.is_kppn,
    round_.c.deadline,
)
_FIRST_WORK = len(_chat_columns)
_FIRST_AGENCY = _FIRST_WORK + len(_work_columns)
_for_chat = (
    select(*_chat_columns, *_work_columns, *agencies.columns)
    .select_from(chat)
    .join(person, person.c.id == chat.c.person_id)
    .outerjoin(submission, submission.c.id == chat.c.submission_id)
    .outerjoin(agency, agency.c.id == submission.c.agency_id)
    .outerjoin(round_, round_.c.id == submission.c.round_id)
    .outerjoin(region, region.c.id == round_.c.region_id)
    .outerjoin(
        _region_row,
        (_region_row.c.round_id == submission.c.round_id) & _region_row.c.agency_id.is_(None),
    )
    .where(chat.c.chat_id == bindparam("of_chat"))
)
_for_chat_locked = _for_chat.with_for_update(of=chat)  # SQLite has one writer and no such words
_shown = (
    update(chat)
    .where(chat.c.chat_id == bindparam("of_chat"))
    .values(
        card_id=bindparam("card_id"),
        shown_at=bindparam("shown_at"),
        since=func.coalesce(chat.c.since, bindparam("card_id", type_=BigInteger)),
        lost_before=func.coalesce(chat.c.lost_before, bindparam("card_id", type_=BigInteger)),
    )
)
_recently_active = (
    select(chat.c.chat_id)
    .where(chat.c.shown_at >= bindparam("since"), chat.c.submission_id.is_not(None))
    .order_by(chat.c.shown_at)
)


def for_chat(conn: Connection, chat_id: int, *, lock: bool = False) -> ChatRow | None:
    """Everything that a turn in this chat begins with, or None for a chat that we do not know.

    `lock` keeps other processes out of this chat until the transaction ends (PostgreSQL; only in a write).
    HOT: one statement."""
    rows: Iterable[Sequence[Any]] = conn.execute(
        _for_chat_locked if lock else _for_chat, {"of_chat": chat_id}
    )
    return next((ChatRow(row[0], _work(row), *row[1:_FIRST_WORK]) for row in rows), None)


def put(conn: Connection, chat_id: int, **fields: Unpack[Fields]) -> None:
    """Set these fields of a chat and leave the others. HOT: one statement.

    A new chat needs `person_id`; without it an unknown chat raises `NoResultFound`."""
    names = tuple(fields)
    if "person_id" in fields:
        conn.execute(_upsert(names).on(conn), {"chat_id": chat_id, **fields})
    elif names and conn.execute(_update(names), {"of_chat": chat_id, **fields}).rowcount == 0:
        raise NoResultFound(f"chat {chat_id} is unknown; it needs a person_id")


def shown(conn: Connection, chat_id: int, card_id: int, at: datetime) -> None:
    """Note which message is the present card, once Telegram has confirmed it. HOT: one statement.

    The first card of a question is remembered while later ones show the same question again: `since`. So is
    the first one after a loss: whoever writes from then on sees it."""
    conn.execute(_shown, {"of_chat": chat_id, "card_id": card_id, "shown_at": at})


def lose(conn: Connection, row: ChatRow, after: int) -> None:
    """Note that nobody knows which card stands in this chat: the process died that was about to change it.

    Messages with ids above `after` may be about one card or the other, until one is shown and confirmed; those
    up to it were sent before there could be a doubt. A loss upon a loss begins where the first one began."""
    if row.is_lost:
        after = min(after, row.lost_after)
    put(conn, row.chat_id, card_id=None, lost_after=after, lost_before=None)


def recently_active(conn: Connection, since: datetime) -> list[int]:
    """Chats that were shown a card of a submission since then, the longest ago first: after an outage their
    cards are shown again, because Telegram keeps a button press for 150 seconds only."""
    return list(conn.scalars(_recently_active, {"since": since}))


def unshown(conn: Connection, since: datetime) -> list[int]:
    """Chats whose card was due since then and that Telegram would not take, the longest ago first. Not those
    whose reply is under way, or died with its process: they are found by their rows in the inbox."""
    waiting = chat.c.card_id.is_(None) & chat.c.submission_id.is_not(None)
    under_way = select(inbox.c.id).where(inbox.c.lane == chat.c.chat_id, inbox.c.state == "applied")
    found = select(chat.c.chat_id).where(waiting, chat.c.shown_at >= since, ~under_way.exists())
    return list(conn.scalars(found.order_by(chat.c.shown_at)))


def _work(row: Sequence[Any]) -> WorkRow | None:
    submission_id, region_submission_id, represents, *rest = row[_FIRST_WORK:_FIRST_AGENCY]
    if submission_id is None:
        return None
    of_agency = row[_FIRST_AGENCY:]
    return WorkRow(
        submission_id,
        region_submission_id,
        None if of_agency[0] is None else agencies.from_row(of_agency),
        bool(represents),
        *rest,
    )


@cache
def _upsert(names: tuple[str, ...]) -> Upsert:
    return insert_or_update(chat, key=("chat_id",), update=names)


@cache
def _update(names: tuple[str, ...]) -> Executable:
    # Callers set few different groups of fields; each statement is made when it is first met
    return (
        update(chat)
        .where(chat.c.chat_id == bindparam("of_chat"))
        .values({name: bindparam(name) for name in names})
    )
