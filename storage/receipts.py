"""Receipts: what the head of an agency confirmed. None is ever changed; the newest of a submission counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from storage.models import receipt, submission

NAME = 200  # as long as the column


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    id: int
    submission_id: int
    number: str
    person_id: int  # who signed
    name: str
    at: datetime
    counts: Mapping[str, Any]
    fingerprint: str
    content: str  # the canonical submission, JSON


_columns = select(
    receipt.c.id,
    receipt.c.submission_id,
    receipt.c.number,
    receipt.c.person_id,
    receipt.c.name,
    receipt.c.at,
    receipt.c.counts,
    receipt.c.fingerprint,
    receipt.c.content,
)


def add(
    conn: Connection,
    *,
    submission_id: int,
    number: str,
    person_id: int,
    name: str,
    at: datetime,
    counts: Mapping[str, Any],
    fingerprint: str,
    content: str,
) -> int:
    """Keep a receipt; its id. Raises `IntegrityError` when its number is taken."""
    row = {
        "submission_id": submission_id,
        "number": number,
        "person_id": person_id,
        "name": name[:NAME],
        "at": at,
        "counts": json.dumps(counts, ensure_ascii=False),
        "fingerprint": fingerprint,
        "content": content,
    }
    return int(conn.execute(insert(receipt).returning(receipt.c.id), row).scalar_one())


def get(conn: Connection, receipt_id: int) -> ReceiptRow | None:
    """The receipt, or None if there is no such id."""
    return next(iter(_rows(conn.execute(_columns.where(receipt.c.id == receipt_id)))), None)


def by_number(conn: Connection, number: str) -> ReceiptRow | None:
    """The receipt of this number, or None."""
    return next(iter(_rows(conn.execute(_columns.where(receipt.c.number == number)))), None)


def of_submission(conn: Connection, submission_id: int) -> list[ReceiptRow]:
    """Every receipt of a submission, the newest first; empty if nobody has signed."""
    found = _columns.where(receipt.c.submission_id == submission_id).order_by(receipt.c.id.desc())
    return _rows(conn.execute(found))


def latest(conn: Connection, submission_id: int) -> ReceiptRow | None:
    """The receipt that counts, or None if nobody has signed."""
    found = _columns.where(receipt.c.submission_id == submission_id).order_by(receipt.c.id.desc()).limit(1)
    return next(iter(_rows(conn.execute(found))), None)


def of_round(conn: Connection, round_id: int, only: int | None = None) -> dict[int, ReceiptRow]:
    """Submission id -> the receipt that counts; agencies without one are absent. `only` looks for one of them."""
    newest = select(func.max(receipt.c.id)).join(submission, submission.c.id == receipt.c.submission_id)
    newest = newest.where(submission.c.round_id == round_id).group_by(receipt.c.submission_id)
    if only is not None:
        newest = newest.where(receipt.c.submission_id == only)
    return {row.submission_id: row for row in _rows(conn.execute(_columns.where(receipt.c.id.in_(newest))))}


def signed(conn: Connection, round_id: int) -> frozenset[int]:
    """The submissions of a round that have a receipt."""
    found = select(receipt.c.submission_id).join(submission, submission.c.id == receipt.c.submission_id)
    return frozenset(conn.scalars(found.where(submission.c.round_id == round_id).distinct()))


def count(conn: Connection, round_id: int) -> int:
    """How many receipts were made in a round, replaced ones too."""
    made = select(func.count()).select_from(receipt).join(submission)
    return int(conn.execute(made.where(submission.c.round_id == round_id)).scalar_one())


def _rows(found: Iterable[Sequence[Any]]) -> list[ReceiptRow]:
    return [_row(*row) for row in found]


def _row(*columns: Any) -> ReceiptRow:
    return replace(ReceiptRow(*columns), counts=json.loads(columns[6]))
