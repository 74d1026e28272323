"""An agency may be of any number of kinds: the test agency of a trial is of all that the form knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite holds nobody to a length
        op.alter_column("agency", "kinds", type_=sa.Text())
