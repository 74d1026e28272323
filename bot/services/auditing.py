"""Checks a round's chain: that it holds in itself, and that every row is still as the chain tells it.

Each finding says the first number that is wrong and what was done: changed, removed or added. The present answers,
which reports are made of, are held against the last change of each that the chain tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.flows.chain import Link, broken
from bot.services.ledger import row_part, state_of
from storage import ledger, tracked
from storage.ledger import LinkRow
from storage.tracked import SOURCES, Source, TrackedRow

LATE = timedelta(hours=1)
"""A row cannot have waited so long while others that came after it were chained: it was put in behind our back."""
_PRESENT = ("value", "standing", "reason", "revision", "person_id")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong. `number` is the link's, None for a row that no link tells of."""

    number: int | None
    what: str  # missing, twice, chain-changed; changed, removed, added, present-changed, present-removed, unknown
    kind: str = ""
    row: int = 0
    agency: str = ""
    question: str = ""
    column: str = ""
    told: str = ""  # as the chain has it
    found: str = ""  # as it is now


@dataclass(frozen=True, slots=True)
class Audit:
    """`waiting` rows are not chained yet: the bot does that within a minute."""

    links: int
    head: str
    waiting: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings


@dataclass
class _Told:
    """What the chain says last of a row, and the first number that told of it."""

    number: int
    step: int
    state: str
    row: Mapping[str, Any]
    agency: str
    at: str
    noted: str


def audit(conn: Connection, round_id: int, known: tuple[int, str] | None = None) -> Audit:
    """Check a round's chain. `known` is a number with its hash that was written down, as on an export: it must still
    be so. Findings of the chain come first, then those of rows by number."""
    read: dict[tuple[str, int], _Told] = {}
    head, count = "", 0
    seen: str | None = None

    def passing() -> Iterator[Link]:
        nonlocal head, count, seen
        for one in ledger.links(conn, round_id):
            head, count = one.hash, one.number
            if known is not None and one.number == known[0]:
                seen = one.hash
            _remember(read, one)
            yield Link(one.number, one.entry, one.hash)

    findings: list[Finding] = []
    links = passing()
    gap = broken(links)
    if gap is not None:
        findings.append(Finding(gap.number, "chain-changed" if gap.why == "changed" else gap.why))
        for _ in links:  # the rest is still held against the rows
            pass
    if known is not None and seen != known[1]:
        findings.append(Finding(known[0], "unknown", told=known[1], found=seen or ""))
    waiting = 0
    of_rows: list[Finding] = []
    for kind, source in SOURCES.items():
        told = {ref: one for (of_kind, ref), one in read.items() if of_kind == kind}
        newest = max((one.at for one in told.values()), default="")
        for row in tracked.rows(conn, round_id, kind):
            link = told.pop(row.id, None)
            if link is None:
                at = row_part(source, row.values)[source.at]
                if newest and _moment(at) < _moment(newest) - LATE:
                    of_rows.append(_of(kind, row, "added"))
                else:
                    waiting += 1
                continue
            of_rows += _compared(source, row, link)
            waiting += link.state != state_of(source, row.values)
        of_rows += [
            Finding(one.number, "removed", kind, ref, one.agency, str(one.row.get("question", "")))
            for ref, one in told.items()
        ]
        of_rows += _put_in(kind, read)
    of_rows += _present(conn, round_id, read)
    of_rows.sort(key=lambda one: (one.number is None, one.number or 0))
    return Audit(count, head, waiting, (*findings, *of_rows))


def _remember(read: dict[tuple[str, int], _Told], link: LinkRow) -> None:
    try:
        entry = json.loads(link.entry)
        source, row, noted = SOURCES[link.kind], entry["row"], str(entry["noted"])
        at = str(row[source.at])
        told = {name: row[name] for name in (*source.fixed, *source.moving)}
        if not _is_written_by_us(told, at, noted):
            return
    except (ValueError, KeyError, TypeError):
        return  # somebody wrote into it: the chain says so, and its row counts as put in
    first = read.get((link.kind, link.ref_id))
    read[link.kind, link.ref_id] = _Told(
        first.number if first else link.number,
        link.step,
        link.state,
        row,
        str(entry.get("agency", "")),
        at,
        first.noted if first else noted,
    )


def _compared(source: Source, row: TrackedRow, link: _Told) -> list[Finding]:
    """The columns of a row that are not as its link tells; what may move is compared while it has not moved."""
    now = row_part(source, row.values)
    same = link.state == state_of(source, row.values)
    names = (*source.fixed, *(source.moving if same else ()))
    return [
        Finding(
            link.number,
            "changed",
            source.kind,
            row.id,
            row.agency,
            str(now.get("question", "")),
            name,
            _text(link.row.get(name)),
            _text(now[name]),
        )
        for name in names
        if link.row.get(name) != now[name]
    ]


def _put_in(kind: str, read: Mapping[tuple[str, int], _Told]) -> list[Finding]:
    """Rows that say to be old, and were chained long after rows that came later: nobody gave those answers then."""
    found = []
    latest, before, noted = "", "", ""
    of_kind = sorted(
        ((one.number, ref, one) for (of, ref), one in read.items() if of == kind), key=lambda item: item[0]
    )
    for number, ref, one in of_kind:
        if one.noted != noted:  # another pass: what the passes before had seen
            before, noted = latest, one.noted
        if before and _moment(one.at) < _moment(before) - LATE:
            question = str(one.row.get("question", ""))
            found.append(Finding(number, "added", kind, ref, one.agency, question))
        latest = max(latest, one.at)
    return found


def _present(conn: Connection, round_id: int, read: Mapping[tuple[str, int], _Told]) -> list[Finding]:
    """The present answers against the last change of each; one with a change that waits to be chained is let be."""
    last: dict[tuple[Any, ...], _Told] = {}
    for (kind, _), one in read.items():
        if kind == "answer":
            key = (one.row["submission_id"], one.row["question"], one.row["items"])
            if key not in last or last[key].row["revision"] < one.row["revision"]:
                last[key] = one
    found = []
    for key, agency, values in tracked.present_answers(conn, round_id):
        told = last.pop(key, None)
        if told is None or int(values["revision"]) > int(told.row["revision"]):
            if told is None and not tracked.has_event(conn, key):
                found.append(
                    Finding(None, "added", "present", 0, agency, str(key[1]), found=str(values["value"]))
                )
            elif told is not None and not tracked.has_event(conn, key, int(values["revision"])):
                found.append(_differs(told, "revision", values, agency))
            continue
        found += [_differs(told, name, values, agency) for name in _PRESENT if told.row[name] != values[name]]
    found += [
        Finding(
            one.number, "present-removed", "answer", 0, one.agency, str(key[1]), told=_text(one.row["value"])
        )
        for key, one in last.items()
    ]
    return found


def _differs(one: _Told, name: str, values: Mapping[str, Any], agency: str) -> Finding:
    question = str(one.row["question"])
    told, now = _text(one.row[name]), _text(values[name])
    return Finding(one.number, "present-changed", "answer", 0, agency, question, name, told, now)


def _of(kind: str, row: TrackedRow, what: str) -> Finding:
    question = str(row.values.get("question", ""))
    return Finding(None, what, kind, row.id, row.agency, question, found=_text(row.values.get("value")))


def _is_written_by_us(told: Mapping[str, Any], at: str, noted: str) -> bool:
    """Whether an entry can be reckoned with at all. Raises ValueError for times that are none."""
    scalars = not any(isinstance(one, list | dict) for one in told.values())
    zoned = all(_moment(one).tzinfo is not None for one in (at, noted))
    return scalars and zoned and isinstance(told.get("revision", 0), int)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _text(value: object) -> str:
    return "" if value is None else str(value)
