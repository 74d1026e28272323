"""From rows of evidence to what proves what: the pieces of every subject of an agency and its region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.evidence import Subject, subject
from bot.flows.form import Form, Scope
from storage import evidence
from storage.chats import WorkRow
from storage.evidence import EvidenceRow

FILE, LINK, POST, PLACE = "file", "link", "post", "place"  # kinds of pieces

Evidence = Mapping[Subject, tuple[EvidenceRow, ...]]


def kept(conn: Connection, form: Form, work: WorkRow) -> Evidence:
    """The evidence of an agency and of its region. HOT: one statement, none where the form asks for no evidence."""
    if not form.may_need_evidence:
        return {}
    ids = sorted({work.submission_id, work.region_submission_id})
    return by_subject(form, evidence.present(conn, ids), work.submission_id, work.region_submission_id)


def of_round(
    conn: Connection, form: Form, round_id: int, only: Sequence[int] = ()
) -> Mapping[int, Sequence[EvidenceRow]]:
    """The evidence of a whole round, or of these submissions alone, by submission, in one statement."""
    found: dict[int, list[EvidenceRow]] = {}
    if not form.may_need_evidence:
        return found
    for row in evidence.present(conn, only) if only else evidence.of_round(conn, round_id):
        found.setdefault(row.submission_id, []).append(row)
    return found


def by_subject(form: Form, rows: Iterable[EvidenceRow], own: int, region: int) -> Evidence:
    """Of these rows those of an agency's submission or its region's, by what they prove, the oldest first. What was
    given for a question that shares its evidence since the form was corrected counts for all that share it."""
    found: dict[Subject, tuple[EvidenceRow, ...]] = {}
    for row in rows:
        items = tuple(row.items.split(".")) if row.items else ()
        question = form.questions.get(row.subject)
        for scope, submission in (
            (Scope.AGENCY, own),
            (Scope.REGION, region),
        ):
            if row.submission_id == submission:
                about = Subject(row.subject, items, scope)
                if question is not None and question.evidence_group and question.scope is scope:
                    about = subject(form, AnswerKey(row.subject, items))
                found[about] = (*found.get(about, ()), row)
    return found


def joined(
    form: Form, found: Evidence, new: Sequence[EvidenceRow], work: WorkRow, gone: int | None = None
) -> Evidence:
    """The evidence with new pieces behind the others, and without one whose place was taken."""
    after = dict(found)
    for about, rows in by_subject(form, new, work.submission_id, work.region_submission_id).items():
        after[about] = (*(row for row in found.get(about, ()) if row.id != gone), *rows)
    return after


def is_good(row: EvidenceRow) -> bool:
    """Whether a piece counts: its file was not refused, and Telegram did not lose it. One under way counts."""
    return not row.refused and row.gave_up_at is None
