"""What an agency has given that can prove another answer as well, what fits best first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.answers import AnswerKey
from bot.flows.evidence import subject
from bot.flows.inputs import Sent
from bot.screens.register_views import DocumentLine
from bot.services import cards
from bot.services.desk import Desk
from bot.services.evidence_documents import Document, documents, key_of_subject, label, piece_of
from bot.services.evidence_rows import PLACE, is_good
from storage.evidence import EvidenceRow


def offers(desk: Desk, key: AnswerKey) -> tuple[Document, ...]:
    """Documents, links and posts that do not prove this answer yet and can be used: those of questions that ask
    for the same kinds of documents first, then those of its section, then the newest. A place is none."""
    if not desk.evidence:
        return ()
    about = subject(desk.form, key)
    found = [
        one
        for one in documents(desk)
        if one.row.kind != PLACE
        and is_good(one.row)
        and all(subject(desk.form, use.key) != about for use in one.uses)
    ]
    return tuple(sorted(found, key=lambda one: _fits(desk, key, one)))


def _fits(desk: Desk, key: AnswerKey, document: Document) -> tuple[bool, bool, int]:
    kinds = set(desk.form.questions[key.question].evidence_kinds)
    section = desk.form.section_of(key.question)
    proved = [use.key.question for use in document.uses]
    same_kinds = any(kinds.intersection(desk.form.questions[one].evidence_kinds) for one in proved)
    same_section = any(desk.form.section_of(one) == section for one in proved)
    return not same_kinds, not same_section, -document.row.id


def sent_before(desk: Desk, sent: Sent) -> EvidenceRow | None:
    """The piece of this agency that is the same file, by the name that Telegram has for it; one that can be used."""
    if not sent.unique_id:
        return None
    same = (
        (about, row)
        for about, rows in desk.evidence.items()
        for row in rows
        if row.unique_id == sent.unique_id and is_good(row)
    )
    return next((row for about, row in same if key_of_subject(desk, about) is not None), None)


def proved_by(desk: Desk, file_id: int, but: AnswerKey) -> tuple[str, ...]:
    """The other questions that a file proves, each in a line."""
    about = subject(desk.form, but)
    found = (
        key_of_subject(desk, one)
        for one, rows in desk.evidence.items()
        if one != about and any(row.file_id == file_id for row in rows)
    )
    return tuple(label(desk, key) for key in found if key is not None)


def document_line(desk: Desk, document: Document, numbers: Mapping[AnswerKey, int]) -> DocumentLine:
    """A document as lists show it. `numbers` are those of questions in their section, where they matter."""
    first = document.uses[0].key
    return DocumentLine(
        piece_of(document.row, 0),
        tuple(dict.fromkeys(_numbered(desk, use.key, numbers, first) for use in document.uses)),
        at=document.row.at,
        section=cards.section_label(desk, desk.form.section_of(first.question)),
    )


def _numbered(desk: Desk, key: AnswerKey, numbers: Mapping[AnswerKey, int], first: AnswerKey) -> str:
    """A number counts in its section: another one than that of the first question is named."""
    section = desk.form.section_of(key.question)
    said = numbered(desk, key, numbers)
    if not numbers or section == desk.form.section_of(first.question):
        return said
    return f"{cards.section_label(desk, section)} {said}"


def numbered(desk: Desk, key: AnswerKey, numbers: Mapping[AnswerKey, int]) -> str:
    """'4 Imunisasi dasar lengkap'."""
    number = numbers.get(key)
    return f"{number} {label(desk, key)}" if number else label(desk, key)
