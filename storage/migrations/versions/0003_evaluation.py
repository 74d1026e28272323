"""What makes an evaluation pass: evidence, guests, claims, the review and its threads, tasks, receipts, ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# SQLite makes only an INTEGER primary key count by itself
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
EMPTY = sa.text("''")


def upgrade() -> None:
    op.create_table(
        "agency_topic",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agency_id", ID, autoincrement=False, nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        _key("agency_topic", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("chat_id", "agency_id", name="pk_agency_topic"),
    )
    op.create_table(
        "claim",
        sa.Column("submission_id", ID, autoincrement=False, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _key("claim", "person_id", "person"),
        _key("claim", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("submission_id", "path", name="pk_claim"),
    )
    op.create_table(
        "guest",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("invited_by", ID, nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        _key("guest", "invited_by", "person"),
        _key("guest", "person_id", "person"),
        _key("guest", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_guest"),
        sa.UniqueConstraint(
            "person_id",
            "submission_id",
            "question",
            "items",
            name="uq_guest_person_id_submission_id_question_items",
        ),
    )
    op.create_index("ix_guest_submission_id", "guest", ["submission_id"])
    op.create_table(
        "ledger",
        sa.Column("id", ID, nullable=False),
        sa.Column("round_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("ref_id", ID, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("submission_id", ID, nullable=True),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        _key("ledger", "round_id", "round"),
        _key("ledger", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
        sa.UniqueConstraint("kind", "ref_id", "step", name="uq_ledger_kind_ref_id_step"),
        sa.UniqueConstraint("round_id", "number", name="uq_ledger_round_id_number"),
    )
    op.create_index("ix_ledger_submission_id", "ledger", ["submission_id"])
    op.create_table(
        "receipt",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        _key("receipt", "person_id", "person"),
        _key("receipt", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.UniqueConstraint("number", name="uq_receipt_number"),
    )
    op.create_index("ix_receipt_submission_id", "receipt", ["submission_id"])
    op.create_table(
        "remark",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _key("remark", "person_id", "person"),
        _key("remark", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_submission_id_question", "remark", ["submission_id", "question"])
    op.create_table(
        "returned",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fixed_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        _key("returned", "person_id", "person"),
        _key("returned", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_returned"),
    )
    op.create_index(
        "uq_returned_question",
        "returned",
        ["submission_id", "question", "items"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "section_event",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _key("section_event", "person_id", "person"),
        _key("section_event", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_section_event"),
    )
    op.create_index("ix_section_event_submission_id_path", "section_event", ["submission_id", "path"])
    op.create_table(
        "task",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.Column("delivered_by", ID, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by", ID, nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        _key("task", "delivered_by", "person"),
        _key("task", "done_by", "person"),
        _key("task", "person_id", "person"),
        _key("task", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
    )
    op.create_index("ix_task_submission_id", "task", ["submission_id"])
    op.create_table(
        "evidence",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("file_id", ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("origin_at", MOMENT, nullable=True),
        sa.Column("album", sa.String(length=64), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("removed_by", ID, nullable=True),
        sa.Column("replaced_by", ID, nullable=True),
        _key("evidence", "file_id", "file"),
        _key("evidence", "person_id", "person"),
        _key("evidence", "removed_by", "person"),
        _key("evidence", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_chat_id_message_id", "evidence", ["chat_id", "message_id"])
    op.create_index("ix_evidence_submission_id_subject", "evidence", ["submission_id", "subject"])
    op.create_index(
        "uq_evidence_file",
        "evidence",
        ["submission_id", "subject", "items", "file_id"],
        unique=True,
        sqlite_where=sa.text("file_id IS NOT NULL AND removed_at IS NULL"),
        postgresql_where=sa.text("file_id IS NOT NULL AND removed_at IS NULL"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", ID, nullable=False),
        sa.Column("guest_id", ID, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        _key("proposal", "decided_by", "person"),
        _key("proposal", "guest_id", "guest"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    op.create_index("ix_proposal_guest_id", "proposal", ["guest_id"])
    op.add_column("answer", sa.Column("origin", sa.String(length=12), server_default=EMPTY, nullable=False))
    op.add_column(
        "answer_event", sa.Column("origin", sa.String(length=12), server_default=EMPTY, nullable=False)
    )
    op.add_column("file", sa.Column("unique_id", sa.String(length=64), server_default=EMPTY, nullable=False))
    op.add_column("file", sa.Column("album", sa.String(length=64), server_default=EMPTY, nullable=False))
    op.add_column("file", sa.Column("sniffed", sa.String(length=100), server_default=EMPTY, nullable=False))
    op.add_column("file", sa.Column("refused", sa.String(length=20), server_default=EMPTY, nullable=False))
    op.add_column(
        "invitation", sa.Column("pillars", sa.String(length=400), server_default=EMPTY, nullable=False)
    )
    op.add_column("invitation", sa.Column("submission_id", ID, nullable=True))
    op.add_column(
        "invitation", sa.Column("path", sa.String(length=400), server_default=EMPTY, nullable=False)
    )
    op.add_column(
        "invitation", sa.Column("items", sa.String(length=100), server_default=EMPTY, nullable=False)
    )
    op.add_column(
        "membership", sa.Column("pillars", sa.String(length=400), server_default=EMPTY, nullable=False)
    )


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")
