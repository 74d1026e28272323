"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite makes only an INTEGER primary key count by itself
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "form",
        sa.Column("id", ID, nullable=False),
        sa.Column("form_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("xform", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form"),
        sa.UniqueConstraint("sha256", name="uq_form_sha256"),
    )

    op.create_table(
        "picture",
        sa.Column("id", ID, nullable=False),
        sa.Column("form_id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_picture"),
        sa.UniqueConstraint("form_id", "name", name="uq_picture_form_id_name"),
        sa.ForeignKeyConstraint(["form_id"], ["form.id"], name="fk_picture_form_id_form"),
    )

    op.create_table(
        "inbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("bot_id", "update_id", name="uq_inbox_bot_id_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_lane_state", "inbox", ["lane", "state"])
    op.create_index("ix_inbox_state_id", "inbox", ["state", "id"])

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )

    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("dropped_at", MOMENT, nullable=True),
        sa.Column("gave_up_at", MOMENT, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_dedupe_key"),
    )
    op.create_index(
        "ix_outbox_due_at_pending",
        "outbox",
        ["due_at"],
        **_where("sent_at IS NULL AND dropped_at IS NULL AND gave_up_at IS NULL"),
    )

    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("unreachable_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
    )

    op.create_table(
        "region",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_kppn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_region"),
        sa.UniqueConstraint("name", name="uq_region_name"),
    )

    op.create_table(
        "agency",
        sa.Column("id", ID, nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=64), nullable=False),
        sa.Column("kinds", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_agency_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
        sa.UniqueConstraint("region_id", "code", name="uq_agency_region_id_code"),
    )

    op.create_table(
        "round",
        sa.Column("id", ID, nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("form_id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("deadline", MOMENT, nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["form_id"], ["form.id"], name="fk_round_form_id_form"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_round_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("region_id", "name", name="uq_round_region_id_name"),
    )

    op.create_table(
        "invitation",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", ID, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_invitation_agency_id_agency"),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_invitation_created_by_person"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_invitation_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )

    op.create_table(
        "membership",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("region_id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_membership_agency_id_agency"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_membership_person_id_person"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_membership_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint(
            "person_id",
            "role",
            "region_id",
            "agency_id",
            name="uq_membership_person_id_role_region_id_agency_id",
        ),
    )
    op.create_index("ix_membership_agency_id", "membership", ["agency_id"])
    op.create_index("ix_membership_region_id_role", "membership", ["region_id", "role"])
    op.create_index(
        "uq_membership_region_row",
        "membership",
        ["person_id", "role", "region_id"],
        unique=True,
        **_where("agency_id IS NULL"),
    )

    op.create_table(
        "submission",
        sa.Column("id", ID, nullable=False),
        sa.Column("round_id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_submission_agency_id_agency"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_submission_round_id_round"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("round_id", "agency_id", name="uq_submission_round_id_agency_id"),
    )
    op.create_index(
        "uq_submission_region_row", "submission", ["round_id"], unique=True, **_where("agency_id IS NULL")
    )

    op.create_table(
        "answer",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_answer_person_id_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_answer_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint(
            "submission_id", "question", "items", name="uq_answer_submission_id_question_items"
        ),
    )

    op.create_table(
        "answer_event",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_answer_event_person_id_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_answer_event_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_event"),
        sa.UniqueConstraint(
            "submission_id",
            "question",
            "items",
            "revision",
            name="uq_answer_event_submission_id_question_items_revision",
        ),
    )
    op.create_index("ix_answer_event_chat_id_message_id", "answer_event", ["chat_id", "message_id"])

    op.create_table(
        "chat",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=True),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("items", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=400), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("shown_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_chat_person_id_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_chat_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chat"),
    )
    op.create_index("ix_chat_shown_at", "chat", ["shown_at"])

    op.create_table(
        "file",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("telegram_file_id", sa.String(length=300), nullable=False),
        sa.Column("medium", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("gave_up_at", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_file_person_id_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_file_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_file"),
    )
    op.create_index("ix_file_submission_id", "file", ["submission_id"])
    op.create_index("ix_file_waiting", "file", ["id"], **_where("fetched_at IS NULL AND gave_up_at IS NULL"))

    op.create_table(
        "section",
        sa.Column("id", ID, nullable=False),
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name="fk_section_changed_by_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_section_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_section"),
        sa.UniqueConstraint("submission_id", "path", name="uq_section_submission_id_path"),
    )


def downgrade() -> None:
    raise NotImplementedError("There is no way back to a database without tables: restore a backup.")


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
