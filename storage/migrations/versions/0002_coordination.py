"""What coordinating a round takes: extensions, alternates, groups, a history of acts, rounds set up in the chat."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# SQLite makes only an INTEGER primary key count by itself
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
EMPTY = sa.text("''")
ZERO = sa.text("0")


def upgrade() -> None:
    _add("round", sa.Column("trial", sa.Boolean(), nullable=False, server_default=sa.false()))
    _add("round", sa.Column("reminders", sa.String(length=200), nullable=False, server_default=EMPTY))
    _add("round", sa.Column("digest_hour", sa.Integer(), nullable=False, server_default=sa.text("16")))
    _add("agency", sa.Column("contact", sa.String(length=200), nullable=False, server_default=EMPTY))
    _add("submission", sa.Column("deadline", MOMENT, nullable=True))
    _add(
        "membership",
        sa.Column("alerts", sa.String(length=8), nullable=False, server_default=sa.text("'now'")),
    )
    _add("invitation", sa.Column("replaces", ID, nullable=True))
    _add("chat", sa.Column("errand", sa.Text(), nullable=False, server_default=EMPTY))
    _add("chat", sa.Column("lost_after", sa.BigInteger(), nullable=False, server_default=ZERO))
    _add("chat", sa.Column("lost_before", sa.BigInteger(), nullable=True, server_default=ZERO))
    _add("outbox", sa.Column("topic_id", sa.BigInteger(), nullable=True))
    op.create_index("ix_outbox_chat_id_kind", "outbox", ["chat_id", "kind"])

    op.create_table(
        "round_form",
        sa.Column("id", ID, nullable=False),
        sa.Column("round_id", ID, nullable=False),
        sa.Column("form_id", ID, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round_form"),
        sa.UniqueConstraint("round_id", "form_id", name="uq_round_form_round_id_form_id"),
        _key("round_form", "round_id", "round"),
        _key("round_form", "form_id", "form"),
    )
    op.execute(
        "INSERT INTO round_form (round_id, form_id, since) SELECT id, form_id, opened_at FROM round ORDER BY id"
    )
    op.create_table(
        "group_chat",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("left_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name="pk_group_chat"),
        _key("group_chat", "region_id", "region"),
        _key("group_chat", "added_by", "person"),
    )
    op.create_table(
        "act",
        sa.Column("id", ID, nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("round_id", ID, nullable=True),
        sa.Column("submission_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
        _key("act", "region_id", "region"),
        _key("act", "round_id", "round"),
        _key("act", "submission_id", "submission"),
        _key("act", "person_id", "person"),
    )
    op.create_index("ix_act_region_id_id", "act", ["region_id", "id"])
    op.create_index("ix_act_submission_id", "act", ["submission_id"])
    op.create_table(
        "setup",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("form_id", ID, nullable=True),
        sa.Column("trial_id", ID, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("deadline", MOMENT, nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("agencies", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_setup"),
        _key("setup", "person_id", "person"),
        _key("setup", "region_id", "region"),
        _key("setup", "form_id", "form"),
        _key("setup", "trial_id", "round"),
    )


def _add(table: str, column: sa.Column[Any]) -> None:
    op.add_column(table, column)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")
