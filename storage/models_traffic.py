"""What passes through: chats, raw updates, messages that wait to be pushed, leases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import EMPTY, ZERO, Id, Moment, id_column, index_where, metadata, ref

# PostgreSQL orders texts as a language does, where ';' stands before ':'; SQLite knows no such thing
BYTEWISE = String(200).with_variant(String(200, collation="C"), "postgresql")

# The one bit of conversation that is kept: what this chat's next typed text answers, and where its card is.
chat = Table(
    "chat",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    ref("person_id", "person", nullable=False),
    ref("submission_id", "submission"),  # the agency and round that she works on now
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
    Column("lost_after", BigInteger, nullable=False, server_default=ZERO),
    Column("lost_before", BigInteger, server_default=ZERO),
    # what a coordinator is in the middle of: what her next words or file are for; '' for nothing
    Column("errand", Text, nullable=False, server_default=EMPTY),
    Index("ix_chat_shown_at", "shown_at"),
)

# Raw updates, stored before Telegram is told that they arrived; `applied` is set with what they caused.
inbox = Table(
    "inbox",
    metadata,
    id_column(),
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
    id_column(),
    # compared byte by byte: the rows of an act are found by how their keys begin
    Column("dedupe_key", BYTEWISE, nullable=False, unique=True),
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
    index_where(
        "ix_outbox_due_at_pending",
        "due_at",
        where="sent_at IS NULL AND dropped_at IS NULL AND gave_up_at IS NULL",
    ),
)

# Who holds a role that only one process may have, such as polling Telegram.
lease = Table(
    "lease",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)
