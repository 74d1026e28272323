"""Keys of messages are compared byte by byte: in the order of a language 'nudge:12;' stands before 'nudge:12:5', and
the rows of one act would not be found by how their keys begin."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite compares nothing otherwise
        op.alter_column("outbox", "dedupe_key", type_=sa.String(length=200, collation="C"))
