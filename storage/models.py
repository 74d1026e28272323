"""The tables. Each says in one sentence why it is there; `docs/database.md` draws them together.

Plain SQLAlchemy Core: a tap is a handful of statements, not an object graph. Ids of Telegram are 64-bit.
"""

from __future__ import annotations

from storage.columns import Moment, metadata
from storage.models_answers import answer, answer_event, claim, evidence, file, guest, proposal, section
from storage.models_review import agency_topic, ledger, receipt, remark, returned, section_event, task
from storage.models_rounds import (
    act,
    agency,
    form,
    group_chat,
    invitation,
    membership,
    person,
    picture,
    region,
    round_,
    round_form,
    setup,
    submission,
)
from storage.models_traffic import chat, inbox, lease, outbox

__all__ = [
    "Moment", "act", "agency", "agency_topic", "answer", "answer_event", "chat", "claim", "evidence", "file",
    "form", "group_chat", "guest", "inbox", "invitation", "lease", "ledger", "membership", "metadata", "outbox",
    "person", "picture", "proposal", "receipt", "region", "remark", "returned", "round_", "round_form", "section",
    "section_event", "setup", "submission", "task",
]  # fmt: skip
