"""A representative's desk: everything one turn needs, loaded in a few statements.

Whose submission it is, the pinned form, the agency's own answers and the region's, settled into an `Instance`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.answers import Answer, AnswerKey, Answers, Standing
from bot.flows.form import FILES, Form, Scope
from bot.flows.inputs import Medium
from bot.flows.instance import Facts, Instance
from bot.flows.interview import Author
from bot.flows.logic import Logic
from bot.flows.moves import LOCKED
from bot.flows.progress import is_gap
from bot.flows.roster import Roster
from bot.flows.stops import Stop, find
from bot.screens.views import Deadline, Place, Status
from bot.services.evidence_rows import Evidence, kept
from bot.services.library import Library, Past
from storage import answers as answer_rows
from storage import files, sections
from storage import returned as returned_rows
from storage.answers import AnswerRow
from storage.chats import ChatRow, WorkRow
from storage.files import FileRow
from storage.returned import ReturnedRow

NAMED = frozenset({Medium.DOCUMENT, Medium.AUDIO, Medium.VIDEO})
MOST_BYTES = 20 << 20  # what Telegram's public server lets a bot fetch
STANDINGS = {standing.value: standing for standing in Standing}
REGULATIONS = {"kabupaten": "Peraturan Bupati", "kota": "Peraturan Wali Kota"}


@dataclass(frozen=True)
class Desk:
    chat: ChatRow
    work: WorkRow
    instance: Instance
    statuses: Mapping[str, Status]  # section path -> where it stands; draft when absent
    now: datetime
    files: Mapping[str, str] = field(
        default_factory=dict
    )  # id of a file in an answer -> its name, if it has one
    unusable: frozenset[str] = (
        frozenset()
    )  # ids of files in answers that were refused or could not be fetched
    most_bytes: int = MOST_BYTES  # of a file that is taken
    evidence: Evidence = field(default_factory=dict)  # what proves what; empty where the form asks for none
    # what reviewers want done again, and is not sent back yet
    returned: Mapping[AnswerKey, ReturnedRow] = field(default_factory=dict)
    past: tuple[Past, ...] = ()  # the region's earlier rounds, the newest first

    @property
    def form(self) -> Form:
        return self.instance.form

    @property
    def place(self) -> Place:
        return Place(self.work.submission_id, self.work.form_id)

    @property
    def author(self) -> Author:
        return Author(self.chat.person_id, self.now)

    @property
    def deadline(self) -> Deadline:
        return Deadline(self.work.deadline, self.zone, self.now)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.work.timezone)

    @property
    def closed(self) -> bool:
        """Whether the round is over: everything can be read, nothing changed."""
        return self.work.closed_at is not None and self.work.closed_at <= self.now

    def status(self, section: str) -> Status:
        return self.statuses.get(section, Status.DRAFT)

    def locked(self, section: str) -> bool:
        return self.closed or self.status(section) in LOCKED

    def may_change(self, key: AnswerKey) -> bool:
        """Whether this answer, and its evidence, may change now: of a returned section, only what was returned."""
        section = self.form.section_of(key.question)
        if self.locked(section):
            return False
        if self.status(section) is not Status.RETURNED:
            return True
        return self.returned_with(key) is not None or self._opened_since(key, section)

    def returned_with(self, key: AnswerKey) -> ReturnedRow | None:
        """What was returned and this is a part of: the question itself, or a list of records around it."""
        around = (
            AnswerKey(repeat, key.items[:depth])
            for depth, repeat in enumerate(self.form.repeats_of.get(key.question, ()))
        )
        return next((self.returned[one] for one in (key, *around) if one in self.returned), None)

    def _opened_since(self, key: AnswerKey, section: str) -> bool:
        """Whether a fix asks for it: a question that was not answered when its section was returned, and keeps it
        from being sent, or did until it was answered since; a list that is too long or too short by now, and all
        of a record that was added since. Nothing that was answered before may change."""
        sent = [row.sent_at for row in self.returned.values() if row.path == section and row.sent_at]
        since = min(sent, default=self.now)
        if self._in_a_new_record(key, since):
            return True
        if key.question in self.form.groups:
            return self._list_opened_since(key, since)
        if find(self.instance, key) is None:
            return False
        answer = self.instance.answers.by_key.get(key)
        return is_gap(self.instance, Stop(key)) or (answer is not None and _is_after(answer, since))

    def _list_opened_since(self, key: AnswerKey, since: datetime) -> bool:
        """The same of a list; `key` is the list, or one of its items."""
        repeat = AnswerKey(key.question, key.items[: len(self.form.repeats_of[key.question]) - 1])
        stop = find(self.instance, repeat)
        if stop is None:
            return False
        items = (a for a in self.instance.answers if a.key.question == repeat.question)
        changed = any(_is_after(a, since) for a in items if a.key.items[:-1] == repeat.items and a.key.items)
        return changed or is_gap(self.instance, stop)

    def _in_a_new_record(self, key: AnswerKey, since: datetime) -> bool:
        """Whether it stands in a record that was not there then; one that was brought back is not new."""
        around = enumerate(self.form.repeats_of.get(key.question, ()), start=1)
        items = (AnswerKey(repeat, key.items[:depth]) for depth, repeat in around if depth <= len(key.items))
        found = (self.instance.answers.get(item) for item in items)
        return any(one is not None and one.revision == 1 and _is_after(one, since) for one in found)

    def submission_for(self, key: AnswerKey) -> int:
        """Where an answer is kept: with the agency, or with the region when it is asked once for all."""
        question = self.form.questions.get(key.question)
        scope = question.scope if question is not None else repeat_scope(self.form, key.question)
        return self.work.region_submission_id if scope is Scope.REGION else self.work.submission_id


def _is_after(answer: Answer, moment: datetime) -> bool:
    return answer.at is not None and answer.at > moment


def open_desk(conn: Connection, library: Library, chat: ChatRow, now: datetime) -> Desk:
    """The desk of a chat that has work. Raises LookupError when it has none, or no longer the right to it."""
    work = chat.work
    if work is None or not work.represents:
        raise LookupError(f"chat {chat.chat_id} has no work")
    logic = library.logic(conn, work.form_id)
    roster = library.roster(conn, work.form_id, work.round_id, now)
    asked = roster.asked(work.submission_id)
    rows = answer_rows.load(conn, (work.submission_id, work.region_submission_id))
    shared = logic.shared(asked)
    everybody = _everybody(conn, work.round_id, shared, roster) if shared else {}
    zone = ZoneInfo(work.timezone)
    facts = Facts(
        now.astimezone(zone),
        logic.form.language(chat.language),
        context_facts(work),
        reader=chat.language,
        seed=str(work.submission_id),
    )
    found = sections.statuses(conn, (work.submission_id,))
    statuses = {path: Status(row.status) for (_, path), row in found.items()}
    sent = sent_files(conn, logic.form, rows)
    back = returned_in(conn, (work.submission_id,)) if Status.RETURNED in statuses.values() else {}
    return Desk(
        chat,
        work,
        Instance(logic, core_answers(_met(rows, logic, asked, work)), asked, facts, everybody),
        statuses,
        now,
        file_names(sent),
        unusable=unusable(sent),
        evidence=kept(conn, logic.form, work),
        returned=back.get(work.submission_id, {}),
        past=library.past(conn, work.round_id),
    )


def returned_in(
    conn: Connection, submissions: Sequence[int]
) -> Mapping[int, Mapping[AnswerKey, ReturnedRow]]:
    """What of these submissions was returned and is not sent back yet. Ask only where a section is returned."""
    found: dict[int, dict[AnswerKey, ReturnedRow]] = {}
    for row in returned_rows.present(conn, submissions):
        if row.sent_at is not None:
            key = AnswerKey(row.question, tuple(row.items.split(".")) if row.items else ())
            found.setdefault(row.submission_id, {})[key] = row
    return found


def sent_files(conn: Connection, form: Form, rows: Sequence[AnswerRow]) -> list[FileRow]:
    """The files of submissions that answer with some. Asks the database only when there are such answers."""
    sent = {
        row.submission_id
        for row in rows
        if row.value and row.question in form.questions and form.questions[row.question].kind in FILES
    }
    return [file for submission in sorted(sent) for file in files.of_submission(conn, submission)]


def file_names(sent: Sequence[FileRow]) -> Mapping[str, str]:
    """The names of files that people sent as documents; a photo or a voice message has none worth reading."""
    return {str(file.id): file.name for file in sent if file.medium in NAMED}


def unusable(sent: Sequence[FileRow]) -> frozenset[str]:
    """The ids of those that were refused or lost: they answer nothing."""
    return frozenset(str(file.id) for file in sent if file.refused or file.gave_up_at is not None)


def _met(
    rows: Sequence[AnswerRow], logic: Logic, asked: frozenset[str], work: WorkRow
) -> Sequence[AnswerRow]:
    """The agency's own rows, and of the region's those that it is asked or that something of it reads: a region
    answers for all its agencies, and most of that is none of this one's business."""
    shape, own = logic.shape(asked), work.submission_id
    return [row for row in rows if row.submission_id == own or shape.has(row.question)]


def core_answers(rows: Sequence[AnswerRow]) -> Answers:
    """Rows as the core knows them."""
    found = {}
    for row in rows:
        key = AnswerKey(row.question, tuple(row.items.split(".")) if row.items else ())
        found[key] = Answer(
            key,
            row.value,
            STANDINGS[row.standing],
            row.reason,
            row.revision,
            row.person_id,
            row.at,
            row.origin,
        )
    return Answers(found)


def context_facts(work: WorkRow) -> Mapping[str, str]:
    """What `context` rows of a form are filled with; see docs/questionnaire-format.md."""
    facts = {
        "round.year": str(work.round_deadline.astimezone(ZoneInfo(work.timezone)).year),
        "region.name": work.region_name,
        "region.is_kppn": "yes" if work.is_kppn else "no",
    }
    # the head of a kabupaten is a bupati, of a kota a wali kota, and their regulations are named after them
    first_word = work.region_name.split(" ", 1)[0].lower()
    if first_word in REGULATIONS:
        facts["region.regulation"] = REGULATIONS[first_word]
    return facts


def repeat_scope(form: Form, repeat: str) -> Scope:
    """The scope of a repeat's items: that of the questions in it. What this form version does not have is nobody's
    but the agency's."""
    first = next(iter(form.inside(repeat)), None) if repeat in form.groups else None
    return first.scope if first is not None else Scope.AGENCY


def _everybody(
    conn: Connection, round_id: int, shared: frozenset[str], roster: Roster
) -> Mapping[int, Answers]:
    by_submission: dict[int, list[AnswerRow]] = {one.submission: [] for one in roster.members}
    for row in answer_rows.for_questions(conn, round_id, sorted(shared)):
        if row.submission_id in by_submission:
            by_submission[row.submission_id].append(row)
    return {one: core_answers(rows) for one, rows in by_submission.items()}
