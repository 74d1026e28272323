"""The tables. Each says in one sentence why it is there; `docs/database.md` draws them together.

Plain SQLAlchemy Core: a tap is a handful of statements, not an object graph. Ids of Telegram are 64-bit.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite makes only an INTEGER primary key count by itself
Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware moment, UTC in every database; SQLite would drop the zone without this."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


# What an older program's rows get, where a column came later
_EMPTY, _ZERO, _NO = text("''"), text("0"), false()


def _ref(name: str, to: str, **options: Any) -> Column[int]:
    return Column(name, Id, ForeignKey(f"{to}.id"), **options)


def _index_where(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


def _unique_where(name: str, *columns: str, where: str) -> Index:
    # A unique constraint lets any number of NULLs pass; this one holds the rows that have one.
    return _index_where(name, *columns, where=where, unique=True)


# A local government (kota or kabupaten); several live side by side and never see each other.
region = Table(
    "region",
    metadata,
    _id(),
    Column("name", String(200), nullable=False, unique=True),
    Column("is_kppn", Boolean, nullable=False, default=False),
)

# A compiled form version; a round pins one, so that an edited spreadsheet changes nothing under way.
form = Table(
    "form",
    metadata,
    _id(),
    Column("form_id", String(200), nullable=False),
    Column("version", String(100), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("xform", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

# The pictures that a form shows beside its questions, kept with it because its folder may be gone tomorrow.
picture = Table(
    "picture",
    metadata,
    _id(),
    _ref("form_id", "form", nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("form_id", "name"),
)

# One questionnaire, one region, one deadline.
round_ = Table(
    "round",
    metadata,
    _id(),
    _ref("region_id", "region", nullable=False),
    _ref("form_id", "form", nullable=False),
    Column("name", String(200), nullable=False),
    Column("deadline", Moment, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("trial", Boolean, nullable=False, server_default=_NO),  # a coordinator tries the form out
    # when people are reminded ('7d 3d 1d day 3h overdue:5'); '' is the usual way
    Column("reminders", String(200), nullable=False, server_default=_EMPTY),
    Column("digest_hour", Integer, nullable=False, server_default=text("16")),  # by the round's clock
    UniqueConstraint("region_id", "name"),
)

# The form versions that a round was ever pinned to, so that no column of an export moves or vanishes.
round_form = Table(
    "round_form",
    metadata,
    _id(),
    _ref("round_id", "round", nullable=False),
    _ref("form_id", "form", nullable=False),
    Column("since", Moment, nullable=False),
    UniqueConstraint("round_id", "form_id"),
)

# An agency (OPD) of a region; `kinds`, space-separated, decide what it is asked.
agency = Table(
    "agency",
    metadata,
    _id(),
    _ref("region_id", "region", nullable=False),
    Column("code", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("short_name", String(64), nullable=False),
    Column("kinds", String(400), nullable=False, default=""),
    # whom to call when nobody answers, as the coordinator wrote it
    Column("contact", String(200), nullable=False, server_default=_EMPTY),
    UniqueConstraint("region_id", "code"),
)

# What one agency hands in for one round; the row without an agency holds the region-wide answers.
submission = Table(
    "submission",
    metadata,
    _id(),
    _ref("round_id", "round", nullable=False),
    _ref("agency_id", "agency"),
    Column("deadline", Moment),  # its own, where a coordinator extended it
    UniqueConstraint("round_id", "agency_id"),
    _unique_where("uq_submission_region_row", "round_id", where="agency_id IS NULL"),
)

# Where a section of a submission stands in the review; no row means draft.
section = Table(
    "section",
    metadata,
    _id(),
    _ref("submission_id", "submission", nullable=False),
    Column("path", String(200), nullable=False),
    Column("status", String(20), nullable=False),
    Column("changed_at", Moment, nullable=False),
    _ref("changed_by", "person"),
    UniqueConstraint("submission_id", "path"),
)

# The present answer of one question in one submission.
answer = Table(
    "answer",
    metadata,
    _id(),
    _ref("submission_id", "submission", nullable=False),
    Column("question", String(400), nullable=False),
    # ids of the repeat items it stands in, joined by '.', outermost first
    Column("items", String(100), nullable=False, default=""),
    Column("value", Text, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("revision", Integer, nullable=False),
    _ref("person_id", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("submission_id", "question", "items"),
)

# Every change of every answer, with the message that caused it: who, when, what, and edits of old messages.
answer_event = Table(
    "answer_event",
    metadata,
    _id(),
    _ref("submission_id", "submission", nullable=False),
    Column("question", String(400), nullable=False),
    Column("items", String(100), nullable=False, default=""),
    Column("value", Text, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("revision", Integer, nullable=False),
    _ref("person_id", "person"),
    Column("at", Moment, nullable=False),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
    UniqueConstraint("submission_id", "question", "items", "revision"),
    Index("ix_answer_event_chat_id_message_id", "chat_id", "message_id"),
)

# Somebody with a Telegram account. `unreachable_at` is set when the account blocked the bot or is gone.
person = Table(
    "person",
    metadata,
    _id(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("language", String(8), nullable=False, default="id"),
    Column("seen_at", Moment),
    Column("unreachable_at", Moment),
)

# What a person may do: coordinate or lead a region, represent an agency of it or stand in for it.
membership = Table(
    "membership",
    metadata,
    _id(),
    _ref("person_id", "person", nullable=False),
    # coordinator, leader (gets the digest), representative, alternate (an agency's head, told last)
    Column("role", String(20), nullable=False),
    _ref("region_id", "region", nullable=False),
    _ref("agency_id", "agency"),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    # how a coordinator wants to hear of what agencies do: now, hourly, digest
    Column("alerts", String(8), nullable=False, server_default=text("'now'")),
    UniqueConstraint("person_id", "role", "region_id", "agency_id"),
    _unique_where("uq_membership_region_row", "person_id", "role", "region_id", where="agency_id IS NULL"),
    Index("ix_membership_region_id_role", "region_id", "role"),
    Index("ix_membership_agency_id", "agency_id"),
)

# A link that lets somebody in: only the token's hash is kept, it expires, and its uses are counted.
invitation = Table(
    "invitation",
    metadata,
    _id(),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    _ref("region_id", "region", nullable=False),
    _ref("agency_id", "agency"),
    Column("name", String(200), nullable=False, default=""),
    Column("created_at", Moment, nullable=False),
    _ref("created_by", "person"),
    Column("expires_at", Moment, nullable=False),
    Column("uses_left", Integer, nullable=False),
    # whose place the newcomer takes: her right ends with the first tap
    Column("replaces", Id),
)

# The one bit of conversation that is kept: what this chat's next typed text answers, and where its card is.
chat = Table(
    "chat",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    _ref("person_id", "person", nullable=False),
    _ref("submission_id", "submission"),  # the agency and round that she works on now
    Column("question", String(400), nullable=False, default=""),  # awaits typed text; '' for none
    Column("items", String(100), nullable=False, default=""),
    Column("revision", Integer, nullable=False, default=0),  # of the answer when the card was shown
    Column("mode", String(12), nullable=False, default=""),  # '', reason, replace, more: what the text means
    # ticks of a select_multiple before Done; a value to confirm
    Column("draft", Text, nullable=False, default=""),
    # question (and items after '#') of the card before
    Column("before", String(400), nullable=False, default=""),
    # message id of the present question's first card: what was sent before it belongs to `before`
    Column("since", BigInteger),
    Column("card_id", BigInteger),  # message id of the present card; null until Telegram has confirmed it
    Column("shown_at", Moment),
    # A reply got lost with its process: nobody knows which card stood before her when she sent the messages
    # between these two ids. The second is null until a card is seen again, and both are 0 while nothing is lost.
    Column("lost_after", BigInteger, nullable=False, server_default=_ZERO),
    Column("lost_before", BigInteger, server_default=_ZERO),
    # what a coordinator is in the middle of: what her next words or file are for; '' for nothing
    Column("errand", Text, nullable=False, server_default=_EMPTY),
    Index("ix_chat_shown_at", "shown_at"),
)

# Raw updates, stored before Telegram is told that they arrived; `applied` is set with what they caused.
inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("lane", BigInteger, nullable=False),  # chat id (user id of a press in a group); 0 if unknown
    Column("body", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    # new; applied: what it caused is stored; done: and its reply is out; dead: nobody could handle it
    Column("state", String(8), nullable=False, default="new"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("leased_until", Moment),
    Column("error", Text),
    UniqueConstraint("bot_id", "update_id"),
    Index("ix_inbox_state_id", "state", "id"),
    Index("ix_inbox_lane_state", "lane", "state"),
    sqlite_autoincrement=True,  # rows are deleted here, and an id must never come twice
)

# Everything pushed to somebody who is not looking; ids rather than text, rendered when it is sent.
outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("dedupe_key", String(200), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("params", Text, nullable=False),  # JSON of ids and short facts
    Column("due_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("last_error", Text),
    Column("sent_at", Moment),
    Column("dropped_at", Moment),  # no longer wanted when its turn came
    Column("gave_up_at", Moment),
    Column("message_id", BigInteger),
    Column("topic_id", BigInteger),  # the topic of a forum group; null elsewhere
    Index("ix_outbox_chat_id_kind", "chat_id", "kind"),
    _index_where(
        "ix_outbox_due_at_pending",
        "due_at",
        where="sent_at IS NULL AND dropped_at IS NULL AND gave_up_at IS NULL",
    ),
)

# A file that somebody sent as an answer or as evidence; fetched into EVIDENCE_DIR off the update path.
file = Table(
    "file",
    metadata,
    _id(),
    _ref("submission_id", "submission", nullable=False, index=True),
    Column("telegram_file_id", String(300), nullable=False),
    Column("medium", String(12), nullable=False),
    Column("name", String(300), nullable=False, default=""),
    Column("mime", String(100), nullable=False, default=""),
    Column("size", BigInteger, nullable=False, default=0),
    Column("sha256", String(64)),
    Column("received_at", Moment, nullable=False),
    Column("fetched_at", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("leased_until", Moment),  # somebody fetches it until then, or nobody should try before
    Column("gave_up_at", Moment),  # Telegram will not give it out any more; the coordinator is told
    Column("error", Text),
    _ref("person_id", "person"),
    _index_where("ix_file_waiting", "id", where="fetched_at IS NULL AND gave_up_at IS NULL"),
)

# A group of coordinators that takes the digests and alerts of a region, in one topic if it has topics.
group_chat = Table(
    "group_chat",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    _ref("region_id", "region", nullable=False),
    Column("topic_id", BigInteger),
    Column("language", String(8), nullable=False),
    _ref("added_by", "person", nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("left_at", Moment),
)

# What coordinators did, for /riwayat: who, when, what, to whom; and whether it was undone.
act = Table(
    "act",
    metadata,
    _id(),
    _ref("region_id", "region", nullable=False),
    _ref("round_id", "round"),
    _ref("submission_id", "submission"),
    _ref("person_id", "person"),  # null for the command line
    Column("kind", String(40), nullable=False),
    Column("params", Text, nullable=False),  # JSON: what undoing it takes, and what /riwayat tells
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_act_region_id_id", "region_id", "id"),
    Index("ix_act_submission_id", "submission_id"),
)

# A round that a coordinator puts together in the chat: the form that she sent, the agencies, the deadline.
setup = Table(
    "setup",
    metadata,
    _ref("person_id", "person", primary_key=True, autoincrement=False),
    _ref("region_id", "region", nullable=False),
    _ref("form_id", "form"),
    _ref("trial_id", "round"),  # where she tries the form out
    Column("name", String(200), nullable=False),
    Column("deadline", Moment),
    Column("timezone", String(64), nullable=False),
    Column("agencies", Text, nullable=False),  # JSON: the rows of the list that she sent
    Column("changed_at", Moment, nullable=False),
)

# Who holds a role that only one process may have, such as polling Telegram.
lease = Table(
    "lease",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)
