"""What agencies hand in: sections, answers, files, and how each came to be."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import EMPTY, Id, Moment, id_column, index_where, metadata, ref, unique_where

# Where a section of a submission stands in the review; no row means draft.
section = Table(
    "section",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    Column("path", String(200), nullable=False),
    Column("status", String(20), nullable=False),
    Column("changed_at", Moment, nullable=False),
    ref("changed_by", "person"),
    UniqueConstraint("submission_id", "path"),
)

# The present answer of one question in one submission.
answer = Table(
    "answer",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    Column("question", String(400), nullable=False),
    # ids of the repeat items it stands in, joined by '.', outermost first
    Column("items", String(100), nullable=False, default=""),
    Column("value", Text, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column(
        "origin", String(12), nullable=False, server_default=EMPTY
    ),  # carried, guest, sheet; '' for her own
    Column("revision", Integer, nullable=False),
    ref("person_id", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("submission_id", "question", "items"),
)

# Every change of every answer, with the message that caused it: who, when, what, and edits of old messages.
answer_event = Table(
    "answer_event",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    Column("question", String(400), nullable=False),
    Column("items", String(100), nullable=False, default=""),
    Column("value", Text, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column(
        "origin", String(12), nullable=False, server_default=EMPTY
    ),  # carried, guest, sheet; '' for her own
    Column("revision", Integer, nullable=False),
    ref("person_id", "person"),
    Column("at", Moment, nullable=False),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
    UniqueConstraint("submission_id", "question", "items", "revision"),
    Index("ix_answer_event_chat_id_message_id", "chat_id", "message_id"),
)

# A file that somebody sent as an answer or as evidence; fetched into EVIDENCE_DIR off the update path.
file = Table(
    "file",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False, index=True),
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
    ref("person_id", "person"),
    Column(
        "unique_id", String(64), nullable=False, server_default=EMPTY
    ),  # Telegram's, the same for the same file
    Column("album", String(64), nullable=False, server_default=EMPTY),  # Telegram's media_group_id
    Column("sniffed", String(100), nullable=False, server_default=EMPTY),  # the type that its bytes show
    Column("refused", String(20), nullable=False, server_default=EMPTY),  # why it cannot prove anything
    index_where("ix_file_waiting", "id", where="fetched_at IS NULL AND gave_up_at IS NULL"),
)

# A piece of evidence for an answer: a file, a link, a post or a place. One file may prove many answers.
evidence = Table(
    "evidence",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    # path of the question; 'group:NAME' for an evidence_group, 'task:ID' for a follow-up task
    Column("subject", String(400), nullable=False),
    Column("items", String(100), nullable=False, default=""),
    Column("kind", String(12), nullable=False),  # file, link, post, place
    ref("file_id", "file"),
    Column(
        "text", Text, nullable=False, default=""
    ),  # the link, the words of the post, 'lat lon alt accuracy'
    Column("caption", Text, nullable=False, default=""),
    Column("origin", String(200), nullable=False, default=""),  # who posted what was forwarded
    Column("origin_at", Moment),
    Column("album", String(64), nullable=False, default=""),  # Telegram's media_group_id
    ref("person_id", "person"),
    Column("at", Moment, nullable=False),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),  # what brought it
    Column("removed_at", Moment),
    ref("removed_by", "person"),
    Column("replaced_by", Id),  # the piece that took its place
    Index("ix_evidence_submission_id_subject", "submission_id", "subject"),
    Index("ix_evidence_chat_id_message_id", "chat_id", "message_id"),
    unique_where(
        "uq_evidence_file",
        *("submission_id", "subject", "items", "file_id"),
        where="file_id IS NOT NULL AND removed_at IS NULL",
    ),
)

# Who in an agency has taken on a section; no row: whoever comes first.
claim = Table(
    "claim",
    metadata,
    ref("submission_id", "submission", primary_key=True, autoincrement=False),
    Column("path", String(200), primary_key=True),
    ref("person_id", "person", nullable=False),
    Column("at", Moment, nullable=False),
)

# Somebody who was asked to help with one question, and sees nothing else.
guest = Table(
    "guest",
    metadata,
    id_column(),
    ref("person_id", "person", nullable=False),
    ref("submission_id", "submission", nullable=False),
    Column("question", String(400), nullable=False),
    Column("items", String(100), nullable=False, default=""),
    ref("invited_by", "person"),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    UniqueConstraint("person_id", "submission_id", "question", "items"),
    Index("ix_guest_submission_id", "submission_id"),
)

# What a guest answered, until a representative says whether it becomes the answer.
proposal = Table(
    "proposal",
    metadata,
    id_column(),
    ref("guest_id", "guest", nullable=False, index=True),
    Column("value", Text, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("at", Moment, nullable=False),
    Column(
        "verdict", String(12), nullable=False, default=""
    ),  # accepted, declined, replaced; '' while it waits
    Column("decided_at", Moment),
    ref("decided_by", "person"),
)
