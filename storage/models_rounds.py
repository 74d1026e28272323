"""Regions, rounds, agencies and people: who is asked what until when, and who may do what."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import EMPTY, NO, Id, Moment, id_column, metadata, ref, unique_where

# A local government (kota or kabupaten); several live side by side and never see each other.
region = Table(
    "region",
    metadata,
    id_column(),
    Column("name", String(200), nullable=False, unique=True),
    Column("is_kppn", Boolean, nullable=False, default=False),
)

# A compiled form version; a round pins one, so that an edited spreadsheet changes nothing under way.
form = Table(
    "form",
    metadata,
    id_column(),
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
    id_column(),
    ref("form_id", "form", nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("form_id", "name"),
)

# One questionnaire, one region, one deadline.
round_ = Table(
    "round",
    metadata,
    id_column(),
    ref("region_id", "region", nullable=False),
    ref("form_id", "form", nullable=False),
    Column("name", String(200), nullable=False),
    Column("deadline", Moment, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("trial", Boolean, nullable=False, server_default=NO),  # a coordinator tries the form out
    # when people are reminded ('7d 3d 1d day 3h overdue:5'); '' is the usual way
    Column("reminders", String(200), nullable=False, server_default=EMPTY),
    Column("digest_hour", Integer, nullable=False, server_default=text("16")),  # by the round's clock
    UniqueConstraint("region_id", "name"),
)

# The form versions that a round was ever pinned to, so that no column of an export moves or vanishes.
round_form = Table(
    "round_form",
    metadata,
    id_column(),
    ref("round_id", "round", nullable=False),
    ref("form_id", "form", nullable=False),
    Column("since", Moment, nullable=False),
    UniqueConstraint("round_id", "form_id"),
)

# An agency (OPD) of a region; `kinds`, space-separated, decide what it is asked.
agency = Table(
    "agency",
    metadata,
    id_column(),
    ref("region_id", "region", nullable=False),
    Column("code", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("short_name", String(64), nullable=False),
    Column("kinds", String(400).with_variant(Text(), "postgresql"), nullable=False, default=""),
    # whom to call when nobody answers, as the coordinator wrote it
    Column("contact", String(200), nullable=False, server_default=EMPTY),
    UniqueConstraint("region_id", "code"),
)

# What one agency hands in for one round; the row without an agency holds the region-wide answers.
submission = Table(
    "submission",
    metadata,
    id_column(),
    ref("round_id", "round", nullable=False),
    ref("agency_id", "agency"),
    Column("deadline", Moment),  # its own, where a coordinator extended it
    UniqueConstraint("round_id", "agency_id"),
    unique_where("uq_submission_region_row", "round_id", where="agency_id IS NULL"),
)

# Somebody with a Telegram account. `unreachable_at` is set when the account blocked the bot or is gone.
person = Table(
    "person",
    metadata,
    id_column(),
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
    id_column(),
    ref("person_id", "person", nullable=False),
    # coordinator, leader (gets the digest), assessor (reads and returns), representative, alternate (an agency's
    # head, told last)
    Column("role", String(20), nullable=False),
    ref("region_id", "region", nullable=False),
    ref("agency_id", "agency"),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    # how a coordinator wants to hear of what agencies do: now, hourly, digest
    Column("alerts", String(8), nullable=False, server_default=text("'now'")),
    Column("pillars", String(400), nullable=False, server_default=EMPTY),  # an assessor's; '' for all
    UniqueConstraint("person_id", "role", "region_id", "agency_id"),
    unique_where("uq_membership_region_row", "person_id", "role", "region_id", where="agency_id IS NULL"),
    Index("ix_membership_region_id_role", "region_id", "role"),
    Index("ix_membership_agency_id", "agency_id"),
)

# A link that lets somebody in: only the token's hash is kept, it expires, and its uses are counted.
invitation = Table(
    "invitation",
    metadata,
    id_column(),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    ref("region_id", "region", nullable=False),
    ref("agency_id", "agency"),
    Column("name", String(200), nullable=False, default=""),
    Column("created_at", Moment, nullable=False),
    ref("created_by", "person"),
    Column("expires_at", Moment, nullable=False),
    Column("uses_left", Integer, nullable=False),
    # whose place the newcomer takes: her right ends with the first tap
    Column("replaces", Id),
    Column("pillars", String(400), nullable=False, server_default=EMPTY),  # an assessor's; '' for all
    # a section for a colleague to take on, or one question for a guest; or what an agency's head signs
    Column("submission_id", Id),
    Column("path", String(400), nullable=False, server_default=EMPTY),
    Column("items", String(100), nullable=False, server_default=EMPTY),
)

# A group of coordinators that takes the digests and alerts of a region, in one topic if it has topics.
group_chat = Table(
    "group_chat",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    ref("region_id", "region", nullable=False),
    Column("topic_id", BigInteger),
    Column("language", String(8), nullable=False),
    ref("added_by", "person", nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("left_at", Moment),
)

# What coordinators did, for /riwayat: who, when, what, to whom; and whether it was undone.
act = Table(
    "act",
    metadata,
    id_column(),
    ref("region_id", "region", nullable=False),
    ref("round_id", "round"),
    ref("submission_id", "submission"),
    ref("person_id", "person"),  # null for the command line
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
    ref("person_id", "person", primary_key=True, autoincrement=False),
    ref("region_id", "region", nullable=False),
    ref("form_id", "form"),
    ref("trial_id", "round"),  # where she tries the form out
    Column("name", String(200), nullable=False),
    Column("deadline", Moment),
    Column("timezone", String(64), nullable=False),
    Column("agencies", Text, nullable=False),  # JSON: the rows of the list that she sent
    Column("changed_at", Moment, nullable=False),
)
