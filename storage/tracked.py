"""The rows that a round's chain tells of, table by table, and cheap ways to see that some of them have moved. What
the chain says of them already is in `storage.ledger`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from storage.ledger import ROWS_AT_ONCE
from storage.models import (
    act,
    agency,
    answer,
    answer_event,
    evidence,
    file,
    ledger,
    person,
    receipt,
    remark,
    section_event,
    submission,
    task,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A table that the chain tells of. `fixed` columns never change; when one of `moving` does, that is a step of its
    own. `at` says when a row came to be."""

    kind: str
    table: Table
    fixed: tuple[str, ...]
    moving: tuple[str, ...] = ()
    at: str = "at"


SOURCES: Mapping[str, Source] = {
    one.kind: one
    for one in (
        Source(
            "answer",
            answer_event,
            (
                *("submission_id", "question", "items", "value", "standing", "reason", "origin"),
                *("revision", "person_id", "at"),
            ),
        ),
        Source(
            "evidence",
            evidence,
            (
                *("submission_id", "subject", "items", "kind", "file_id", "text", "origin", "origin_at"),
                *("person_id", "at"),
            ),
            ("caption", "removed_at", "removed_by", "replaced_by"),
        ),
        Source(
            "file",
            file,
            ("submission_id", "medium", "person_id", "received_at"),
            ("name", "mime", "size", "sha256", "fetched_at", "gave_up_at", "refused", "sniffed"),
            at="received_at",
        ),
        Source(
            "section",
            section_event,
            ("submission_id", "path", "move", "before", "after", "person_id", "at", "why"),
        ),
        Source(
            "act", act, ("round_id", "submission_id", "person_id", "kind", "params", "at"), ("undone_at",)
        ),
        Source("remark", remark, ("submission_id", "question", "items", "side", "person_id", "at", "text")),
        Source(
            "task",
            task,
            ("submission_id", "person_id", "at"),
            (
                *("text", "wanted", "due_at", "word", "delivered_at", "delivered_by", "done_at", "done_by"),
                "cancelled_at",
            ),
        ),
        Source(
            "receipt",
            receipt,
            ("submission_id", "number", "person_id", "name", "at", "counts", "fingerprint", "content"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """A row that the chain tells of, with its agency's code and the name of whoever made it."""

    id: int
    submission_id: int | None
    agency: str  # '' for the region's own
    who: str
    values: Mapping[str, Any]  # fixed and moving columns


def untold(conn: Connection, round_id: int, kind: str, above: int, limit: int) -> list[int]:
    """Ids above this one that the chain does not tell of, the lowest first."""
    table = SOURCES[kind].table
    known = select(ledger.c.id).where(ledger.c.kind == kind, ledger.c.ref_id == table.c.id).exists()
    found = _of_round(select(table.c.id), kind, round_id).where(table.c.id > above, ~known)
    return list(conn.scalars(found.order_by(table.c.id).limit(limit)))


def newest(conn: Connection, kind: str, above: int) -> tuple[int, int]:
    """The highest id of a kind in all rounds, and how many rows stand above this one: it changes with every row."""
    table = SOURCES[kind].table
    found = select(func.coalesce(func.max(table.c.id), 0), func.count()).where(table.c.id > above)
    highest, count = conn.execute(found).one()
    return int(highest), int(count)


def rounds_above(conn: Connection, kind: str, above: int) -> set[int]:
    """The rounds that have rows of this kind above this id."""
    table = SOURCES[kind].table
    return set(conn.scalars(_with_round(kind, [_round_of(kind)]).where(table.c.id > above).distinct()))


def signatures(conn: Connection, kind: str) -> dict[int, tuple[Any, ...]]:
    """Round id -> its `signature`, of all rounds that have rows of this kind."""
    found = _with_round(kind, [_round_of(kind), *_signed(SOURCES[kind])]).group_by(_round_of(kind))
    return {row[0]: tuple(row[1:]) for row in conn.execute(found)}


def signature(conn: Connection, round_id: int, kind: str) -> tuple[Any, ...]:
    """Tells cheaply whether rows of a kind have moved since it was taken last."""
    return tuple(conn.execute(_of_round(select(*_signed(SOURCES[kind])), kind, round_id)).one())


def rows(
    conn: Connection, round_id: int, kind: str, ids: Collection[int] | None = None
) -> Iterator[TrackedRow]:
    """Rows of a kind in a round, or those of them with these ids, the lowest id first, read a part at a time."""
    source = SOURCES[kind]
    names = (*source.fixed, *source.moving)
    columns = [source.table.c[name] for name in names]
    found = _of_round(
        select(source.table.c.id, submission.c.id, agency.c.code, person.c.name, *columns), kind, round_id
    )
    found = found.outerjoin(agency, agency.c.id == submission.c.agency_id)
    found = found.outerjoin(person, person.c.id == source.table.c.person_id).order_by(source.table.c.id)
    if ids is not None:
        found = found.where(source.table.c.id.in_(sorted(ids)))
    for id_, submission_id, code, who, *values in conn.execute(
        found.execution_options(yield_per=ROWS_AT_ONCE)
    ):
        yield TrackedRow(id_, submission_id, code or "", who or "", dict(zip(names, values, strict=True)))


def _signed(source: Source) -> list[ColumnElement[Any]]:
    columns: list[ColumnElement[Any]] = [func.count(source.table.c.id), func.max(source.table.c.id)]
    for name in source.moving:
        columns += [func.count(source.table.c[name]), func.max(source.table.c[name])]
    return columns


def _round_of(kind: str) -> ColumnElement[int]:
    if kind != "act":
        return submission.c.round_id
    return func.coalesce(act.c.round_id, submission.c.round_id)


def _with_round(kind: str, columns: list[ColumnElement[Any]]) -> Select[Any]:
    table = SOURCES[kind].table
    found = select(*columns).select_from(table)
    joined = found.outerjoin if kind == "act" else found.join
    return joined(submission, submission.c.id == table.c.submission_id)


def before(conn: Connection, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Change of an answer -> the one before it; the first of its answer is absent."""
    earlier = answer_event.alias("earlier")
    names = ("value", "standing", "reason")
    found = select(answer_event.c.id, *(earlier.c[name] for name in names)).join_from(
        answer_event,
        earlier,
        (earlier.c.submission_id == answer_event.c.submission_id)
        & (earlier.c.question == answer_event.c.question)
        & (earlier.c["items"] == answer_event.c["items"])
        & (earlier.c.revision == answer_event.c.revision - 1),
    )
    rows = conn.execute(found.where(answer_event.c.id.in_(list(ids)))) if ids else ()
    return {id_: dict(zip(names, values, strict=True)) for id_, *values in rows}


def _of_round(found: Select[Any], kind: str, round_id: int) -> Select[Any]:
    table = SOURCES[kind].table
    if kind != "act":  # an act may be about a whole round
        found = found.select_from(table).join(submission, submission.c.id == table.c.submission_id)
        return found.where(submission.c.round_id == round_id)
    found = found.select_from(table).outerjoin(submission, submission.c.id == table.c.submission_id)
    return found.where(or_(table.c.round_id == round_id, submission.c.round_id == round_id))


def present_answers(
    conn: Connection, round_id: int
) -> Iterator[tuple[tuple[int, str, str], str, Mapping[str, Any]]]:
    """The present answers of a round: (submission, question, items), the agency's code, and the answer."""
    names = ("value", "standing", "reason", "revision", "person_id")
    found = (
        select(
            answer.c.submission_id,
            answer.c.question,
            answer.c["items"],
            agency.c.code,
            *(answer.c[name] for name in names),
        )
        .join_from(answer, submission, submission.c.id == answer.c.submission_id)
        .outerjoin(agency, agency.c.id == submission.c.agency_id)
        .where(submission.c.round_id == round_id)
        .order_by(answer.c.id)
    )
    for submission_id, question, items, code, *values in conn.execute(
        found.execution_options(yield_per=ROWS_AT_ONCE)
    ):
        yield (submission_id, question, items), code or "", dict(zip(names, values, strict=True))


def has_event(conn: Connection, key: tuple[int, str, str], revision: int | None = None) -> bool:
    """Whether the history has a change of this answer, or this very one."""
    submission_id, question, items = key
    found = select(answer_event.c.id).where(
        answer_event.c.submission_id == submission_id,
        answer_event.c.question == question,
        answer_event.c["items"] == items,
    )
    if revision is not None:
        found = found.where(answer_event.c.revision == revision)
    return conn.execute(found.limit(1)).first() is not None
