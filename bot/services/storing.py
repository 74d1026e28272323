"""Writes what a turn decided: answers, their history, and the files that came with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.flows.answers import Answer
from bot.flows.inputs import Sent
from bot.services.desk import Desk
from storage import answers, files


@dataclass(frozen=True, slots=True)
class Source:
    """The message or tap that an answer came from."""

    chat_id: int
    message_id: int | None = None  # None for a tap: only typed and sent messages can be edited later


def store(conn: Connection, desk: Desk, changes: Sequence[Answer], source: Source) -> None:
    """Write the answers of a turn, the one that the person gave last, so that its message leads to it.

    Raises `storage.answers.Conflict` when another process was faster; the whole turn is then tried again."""
    first, *computed = changes
    for change in (*computed, first):
        answers.put(
            conn,
            submission_id=desk.submission_for(change.key),
            question=change.key.question,
            items=".".join(change.key.items),
            value=change.value,
            standing=change.standing,
            reason=change.reason,
            person_id=change.person_id,
            at=desk.now,
            chat_id=source.chat_id,
            message_id=source.message_id,
            expected_revision=change.revision - 1,
            origin=change.origin,
        )


def keep_file(conn: Connection, desk: Desk, change: Answer, sent: Sent, added_to: str = "") -> Answer:
    """Note a file to be fetched; the answer's value becomes its id, behind those that it is added to."""
    file_id = files.add(
        conn,
        submission_id=desk.submission_for(change.key),
        telegram_file_id=sent.file_id,
        unique_id=sent.unique_id,
        album=sent.album,
        medium=sent.medium,
        name=sent.name,
        mime=sent.mime,
        size=sent.size,
        at=desk.now,
        person_id=desk.chat.person_id,
    )
    return replace(change, value=f"{added_to} {file_id}".strip())
