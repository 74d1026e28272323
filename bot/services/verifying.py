"""A receipt that somebody brings back, held against what is stored: whether we made it, and what stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.services.library import Library
from bot.services.overseeing import nobody
from bot.services.receipts import named
from bot.services.rounds import desks_of_round
from bot.services.sealing import seal
from storage import receipts, rounds, submissions


@dataclass(frozen=True, slots=True)
class Held:
    """`known`: this number was given out here; `ours`: the region and round are in this database at all.
    `differs` are the facts that we have otherwise."""

    known: bool
    ours: bool
    differs: tuple[str, ...] = ()
    replaced_by: str = ""
    changed: tuple[str, ...] | None = (
        None  # answers that differ since, in words; None where that is not known
    )


def held_against(
    conn: Connection, library: Library, facts: Mapping[str, Any], now: datetime, language: str = "id"
) -> Held:
    """The facts of a receipt beside our own."""
    kept = receipts.by_number(conn, facts["number"])
    same_place = [
        one for one in rounds.all_(conn) if (one.region_name, one.name) == (facts["region"], facts["round"])
    ]
    if kept is None:
        return Held(False, bool(same_place))
    submission = submissions.get(conn, kept.submission_id)
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if submission is None or round_ is None:
        return Held(False, False)
    (desk,) = desks_of_round(conn, library, round_, nobody(language), now, only=submission.id)
    assert desk.work.agency is not None
    own = {
        "fingerprint": kept.fingerprint,
        "at": kept.at.replace(microsecond=0),
        "region": round_.region_name,
        "round": round_.name,
        "code": desk.work.agency.code,
    }
    said = {**facts, "at": datetime.fromisoformat(facts["at"])}
    differs = [key for key, value in own.items() if said[key] != value]
    newest = receipts.latest(conn, submission.id)
    if newest is not None and newest.id != kept.id:
        return Held(True, True, tuple(differs), newest.number)
    present = seal(conn, desk)
    changed = tuple(named(desk, key) for key in present.changed) if present is not None else None
    return Held(True, True, tuple(differs), changed=changed)


def signer(conn: Connection, number: str) -> str:
    """Who signed it, as we have it; '' for a number that we do not know."""
    kept = receipts.by_number(conn, number)
    return kept.name if kept is not None else ""
