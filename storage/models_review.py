"""The way back: how sections moved, what was returned and said, tasks, receipts, and the chain of it all."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import Id, Moment, id_column, metadata, ref, unique_where

# Every move of a section: submitted, returned, accepted, reopened; who, when, why.
section_event = Table(
    "section_event",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    Column("path", String(200), nullable=False),
    Column("move", String(20), nullable=False),
    Column("before", String(20), nullable=False),
    Column("after", String(20), nullable=False),
    ref("person_id", "person"),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False, default=""),
    Index("ix_section_event_submission_id_path", "submission_id", "path"),
)

# A question that a reviewer wants done again: while its section is returned, only these may change.
returned = Table(
    "returned",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    Column("path", String(200), nullable=False),  # of the section
    Column("question", String(400), nullable=False),
    Column("items", String(100), nullable=False, default=""),
    Column("comment", Text, nullable=False),
    ref("person_id", "person", nullable=False),
    Column("at", Moment, nullable=False),
    Column("sent_at", Moment),  # null while the reviewer is still putting the list together
    # the answer that she returned, to be shown beside the new one
    Column("revision", Integer, nullable=False),
    Column("fixed_at", Moment),  # the agency did something about it
    Column("ended_at", Moment),  # sent back, or taken back
    unique_where("uq_returned_question", "submission_id", "question", "items", where="ended_at IS NULL"),
)

# What reviewers and the agency say to each other about one question.
remark = Table(
    "remark",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False),
    Column("question", String(400), nullable=False),
    Column("items", String(100), nullable=False, default=""),
    Column("side", String(12), nullable=False),  # reviewer, agency
    ref("person_id", "person", nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_remark_submission_id_question", "submission_id", "question"),
)

# Which topic of a coordinators' group mirrors what is said with an agency.
agency_topic = Table(
    "agency_topic",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    ref("agency_id", "agency", primary_key=True, autoincrement=False),
    Column("topic_id", BigInteger, nullable=False),
)

# A follow-up task: documents or words that one agency owes within hours, until the coordinator ticks it.
task = Table(
    "task",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("wanted", Text, nullable=False, default=""),  # the documents that are wanted
    Column("due_at", Moment, nullable=False),
    ref("person_id", "person", nullable=False),  # who set it
    Column("at", Moment, nullable=False),
    # when the agency was told last what is wanted until when: set, moved, sent back; reminders count from then
    Column("told_at", Moment, nullable=False),
    Column("word", Text, nullable=False, default=""),  # why it was sent back
    Column("delivered_at", Moment),  # the agency says that it is all there
    ref("delivered_by", "person"),
    Column("done_at", Moment),
    ref("done_by", "person"),
    Column("cancelled_at", Moment),
)

# What the head of an agency confirmed: the canonical submission of that moment, its fingerprint, its number.
receipt = Table(
    "receipt",
    metadata,
    id_column(),
    ref("submission_id", "submission", nullable=False, index=True),
    Column("number", String(40), nullable=False, unique=True),
    ref("person_id", "person", nullable=False),  # who signed
    Column("name", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("counts", Text, nullable=False),  # JSON: sections, answers, pieces of evidence
    Column("fingerprint", String(64), nullable=False),
    Column("content", Text, nullable=False),  # the canonical submission, JSON
)

# Every answer, piece of evidence, move and act of a round in one chain of hashes: a later change shows.
ledger = Table(
    "ledger",
    metadata,
    id_column(),
    ref("round_id", "round", nullable=False),
    Column("number", Integer, nullable=False),  # from 1, without a gap
    Column("kind", String(12), nullable=False),  # answer, evidence, file, section, act, remark, receipt, task
    Column("ref_id", Id, nullable=False),  # the row that it tells of
    Column("step", Integer, nullable=False),  # from 1: a piece of evidence is added, removed, put back
    Column("state", String(12), nullable=False),  # what the row had come to
    ref("submission_id", "submission"),
    Column("entry", Text, nullable=False),  # canonical JSON: who, when, old value, new value
    Column("hash", String(64), nullable=False),  # over the hash before and the entry
    UniqueConstraint("round_id", "number"),
    UniqueConstraint("kind", "ref_id", "step"),
    Index("ix_ledger_submission_id", "submission_id"),
)
