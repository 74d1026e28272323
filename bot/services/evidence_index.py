"""Every piece of evidence and every file that answers a question, as the workbook of a round lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.flows.answers import Standing
from bot.flows.evidence import GROUP
from bot.flows.form import Form
from bot.flows.inputs import Medium
from bot.reports.file_names import clean
from bot.reports.trail import Piece
from bot.services.evidence_rows import FILE
from storage import answers, evidence, files
from storage.agencies import AgencyRow
from storage.evidence import EvidenceRow
from storage.files import FileRow


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose evidence it is: an agency's submission, or the region's own."""

    submission: int
    name: str


def holders(members: Sequence[tuple[int, AgencyRow]], region: int, region_name: str) -> tuple[Holder, ...]:
    """All agencies in the order of the list, then the region."""
    of_agencies = (Holder(submission, agency.name) for submission, agency in members)
    return (*of_agencies, Holder(region, region_name))


def index(conn: Connection, holder: Holder, form: Form, is_file: Callable[[str], bool]) -> Iterator[Piece]:
    """What was handed in for one submission: evidence, what was taken back too, and files that are answers or were.
    One submission at a time is held in memory."""
    proofs = evidence.ever(conn, holder.submission)
    sent = files.of_submission(conn, holder.submission)
    senders = {row.person_id for row in proofs} | {row.person_id for row in sent}
    names = answers.authors(conn, [one for one in senders if one is not None])
    for row in proofs:
        yield _proof(row, holder, form, names.get(row.person_id or 0, ""))
    proving = {row.file_id for row in proofs}
    rest = [row for row in sent if row.id not in proving]
    if not rest:
        return
    held: dict[str, tuple[str, str]] = {}
    for event in answers.history(conn, holder.submission):
        if is_file(event.question):
            held |= dict.fromkeys(event.value.split(), (event.question, event.items))
    present = {
        one
        for answer in answers.load(conn, (holder.submission,))
        if answer.standing == Standing.GIVEN.value and is_file(answer.question)
        for one in answer.value.split()
    }
    for one in rest:
        question, items = held.get(str(one.id), ("", ""))
        used = str(one.id) in present
        yield _file(one, holder, question, items, names.get(one.person_id or 0, ""), used=used)


def attachment(number: int, name: str, medium: str, mime: str) -> str:
    """What a file is called in exports: its number, so that no two are called the same, and its own name, in
    characters that every system takes."""
    said = mime or ("image/jpeg" if medium == Medium.PHOTO else "")
    return f"{number}-{clean(name, mime='' if name else said, fallback=medium)}"


def _proof(row: EvidenceRow, holder: Holder, form: Form, who: str) -> Piece:
    rows = form.evidence_groups.get(row.subject.removeprefix(GROUP), ())
    question = row.subject if not row.subject.startswith(GROUP) else rows[0].path if rows else ""
    is_file = row.kind == FILE
    return Piece(
        number=row.file_id or 0,
        agency=holder.name,
        question=question,
        items=row.items,
        name=attachment(row.file_id or 0, row.name, row.medium, row.mime) if is_file else row.text,
        medium=row.medium if is_file else row.kind,
        mime=row.sniffed or row.mime,
        size=row.size,
        received_at=row.at,
        who=who,
        standing=_standing(row) if is_file else "kept",
        used=row.removed_at is None,
        sha256=row.sha256 or "",
        caption=row.caption,
        origin=row.origin,
        origin_at=row.origin_at,
    )


def _file(row: FileRow, holder: Holder, question: str, items: str, who: str, *, used: bool) -> Piece:
    return Piece(
        number=row.id,
        agency=holder.name,
        question=question,
        items=items,
        name=attachment(row.id, row.name, row.medium, row.mime),
        medium=row.medium,
        mime=row.sniffed or row.mime,
        size=row.size,
        received_at=row.received_at,
        who=who,
        standing=_standing(row),
        used=used,
        sha256=row.sha256 or "",
    )


def _standing(row: FileRow | EvidenceRow) -> str:
    if row.gave_up_at is not None:
        return "lost"
    if row.refused:
        return "refused"
    return "kept" if row.fetched_at is not None else "waiting"
