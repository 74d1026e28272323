"""The seal: what an agency has handed in as one fingerprint, and whether it is still what its head confirmed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.form import FILES
from bot.flows.instance import Instance
from bot.flows.moves import LOCKED
from bot.reports import canonical
from bot.reports.canonical import Content, Proof, Whose
from bot.screens.views import HomeView, SealView
from bot.services.desk import Desk
from storage import evidence, files, receipts, rounds
from storage.evidence import EvidenceRow
from storage.receipts import ReceiptRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be confirmed now."""

    content: Content
    waiting: int  # files that were sent and are not fetched yet: nobody knows their hash
    lost: int  # files that Telegram no longer gives out, or that prove nothing

    @property
    def text(self) -> bytes:
        return canonical.canonical_json(self.content)

    @property
    def fingerprint(self) -> str:
        return canonical.fingerprint(self.text)


@dataclass(frozen=True, slots=True)
class Seal:
    """A receipt beside what stands now. `changed`: answers that differ, or whose evidence does."""

    receipt: ReceiptRow
    changed: tuple[AnswerKey, ...]

    @property
    def intact(self) -> bool:
        return not self.changed

    @property
    def number(self) -> str:
        return self.receipt.number

    @property
    def at(self) -> datetime:
        return self.receipt.at


def draft(conn: Connection, desk: Desk) -> Draft:
    """The canonical submission of a desk's agency as it stands."""
    whose = Whose(
        region=desk.work.region_name,
        round=desk.work.round_name,
        agency=desk.work.agency.code if desk.work.agency is not None else "",
        form_id=desk.form.form_id,
        form_version=desk.form.version,
    )
    places = (desk.work.submission_id, desk.work.region_submission_id)
    return draft_of(conn, whose, desk.instance, desk.instance.asked, places)


def draft_of(
    conn: Connection,
    whose: Whose,
    instance: Instance,
    asked: frozenset[str],
    places: tuple[int, int],
    proved: Sequence[EvidenceRow] | None = None,
) -> Draft:
    """The same without a desk: `places` are the agency's submission and the region's; `proved` their evidence,
    where it is at hand."""
    proofs, waiting, lost = [], 0, 0
    kept = canonical.settled(instance, asked)
    named = canonical.subjects(instance, kept)
    for row in evidence.present(conn, places) if proved is None else proved:
        if (row.subject, row.items) not in named:
            continue  # a task's, or of an answer that does not count now
        if row.kind == "file" and row.sha256 is None and row.gave_up_at is None:
            waiting += 1
        elif row.kind == "file" and (row.sha256 is None or row.refused):
            lost += 1
        else:
            proofs.append(Proof(row.subject, row.items, row.kind, row.sha256 or row.text))
    hashes = {}
    for one in _holders(instance, asked, places):
        for file in files.of_submission(conn, one):
            if file.sha256 is not None or file.gave_up_at is not None:
                hashes[str(file.id)] = file.sha256 or ""
    for key in kept:
        if instance.form.questions[key.question].kind in FILES:
            waiting += sum(one not in hashes for one in instance.value(key).split())
    return Draft(canonical.content(whose, instance, asked, proofs, hashes), waiting, lost)


def seal(conn: Connection, desk: Desk) -> Seal | None:
    """The newest receipt of the desk's agency held against its answers; None where nobody has signed."""
    row = receipts.latest(conn, desk.work.submission_id)
    return compare(row, draft(conn, desk).content) if row is not None else None


def seal_view(conn: Connection, desk: Desk) -> SealView | None:
    """The same as screens show it."""
    found = seal(conn, desk)
    return None if found is None else SealView(found.number, found.at, desk.zone, len(found.changed))


def seal_views(conn: Connection, round_id: int, desks: Sequence[Desk]) -> dict[int, SealView]:
    """Submission id -> its seal, of these desks of a round; one statement where nobody has signed."""
    alone = desks[0].work.submission_id if len(desks) == 1 else None
    kept = receipts.of_round(conn, round_id, alone)
    found = {}
    for desk in desks:
        row = kept.get(desk.work.submission_id)
        if row is not None:
            held = compare(row, draft(conn, desk).content)
            found[row.submission_id] = SealView(row.number, row.at, desk.zone, len(held.changed))
    return found


def intact_number(conn: Connection, desk: Desk) -> str:
    """The receipt whose seal a change would break; '' where there is none, or it is broken already."""
    found = seal(conn, desk)
    return found.number if found is not None and found.intact else ""


def on_home(conn: Connection, desk: Desk, view: HomeView) -> HomeView:
    """The home card with its seal. Asks the database only once some section was sent."""
    if not desk.statuses:
        return view
    found = seal_view(conn, desk)
    done = bool(view.sections) and all(one.status in LOCKED for one in view.sections)
    return replace(view, seal=found, signable=done and (found is not None or can_be_asked(conn, desk)))


def can_be_asked(conn: Connection, desk: Desk) -> bool:
    """Whether there is anything to confirm here at all: a trial has no head."""
    round_ = rounds.get(conn, desk.work.round_id)
    return round_ is not None and not round_.trial


def compare(row: ReceiptRow, present: Content) -> Seal:
    """A receipt beside the present content. A new version of the form alone breaks nothing: what was answered
    is what was confirmed."""
    return Seal(row, canonical.changed(json.loads(row.content), present))


def _holders(instance: Instance, asked: frozenset[str], places: tuple[int, int]) -> tuple[int, ...]:
    """Whose files have to be looked up; nobody's where no question takes one."""
    takes = any(
        path in instance.form.questions and instance.form.questions[path].kind in FILES for path in asked
    )
    return places if takes else ()
