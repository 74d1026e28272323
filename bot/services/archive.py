"""A round as its exports read it: agency by agency, each settled as it stands, and what happened meanwhile.

Nothing here grows with the number of agencies but the list of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from html import unescape
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.answers import Answers
from bot.flows.calculations import Calculations
from bot.flows.evidence import Subject
from bot.flows.form import FILES, Kind
from bot.flows.instance import Facts, Instance
from bot.flows.logic import Logic
from bot.flows.roster import Member, Roster
from bot.reports.canonical import Whose
from bot.reports.columns import Versions
from bot.reports.submission import Agency, Confirmed, Review, Round, Submission
from bot.reports.trail import Event, Piece
from bot.screens.acts import what
from bot.screens.dates import zone_name
from bot.screens.phrases import phrases
from bot.screens.seals import plain_seal
from bot.screens.views import SealView
from bot.services import sealing
from bot.services.acting import told
from bot.services.desk import context_facts, core_answers
from bot.services.evidence_index import attachment, holders, index
from bot.services.evidence_rows import by_subject, is_good
from bot.services.library import Library
from bot.services.rounds import work_of
from storage import (
    agencies,
    answers,
    evidence,
    exports,
    files,
    ledger,
    people,
    receipts,
    sections,
    submissions,
)
from storage.acts import ActRow
from storage.agencies import AgencyRow
from storage.answers import AnswerRow
from storage.exports import ChangeRow
from storage.files import FileRow
from storage.rounds import RoundRow


@dataclass(frozen=True)
class _Version:
    """A form version of the round, who is asked what in it, and what all agencies said to its shared rows."""

    logic: Logic
    roster: Roster
    calculations: Calculations
    unasked: frozenset[str]  # rows that nobody answers and a report shows all the same: facts of the round
    shared: dict[frozenset[str], tuple[Mapping[int, Answers], dict[str, list[str]]]]


class Archive:
    """Reads through one connection; each of its streams is gone through once."""

    def __init__(self, conn: Connection, row: RoundRow, language: str, now: datetime) -> None:
        self._conn, self._row, self._language, self._now = conn, row, language, now
        self._members = agencies.in_round(conn, row.id)
        self._region = submissions.region_of(conn, row.id)
        self._signed = receipts.signed(conn, row.id)
        self._region_answers = answers.load(conn, (self._region,))
        library = Library()
        ids = exports.versions(conn, row.id)
        self._versions = [self._version(library.logic(conn, one)) for one in ids]
        nobody = AgencyRow(0, row.region_id, "", "", "", ())
        # the round's own deadline, not an agency's longer one: the year asked about is the same for all
        self._context = context_facts(work_of(row, self._region, self._region, nobody, row.deadline))
        versions = Versions(tuple(one.logic.form for one in self._versions), ids.index(row.form_id))
        zone = ZoneInfo(row.timezone)
        self.round = Round(
            region=row.region_name,
            name=row.name,
            deadline=row.deadline,
            zone=zone,
            zone_name=zone_name(zone, row.deadline),
            made_at=now,
            language=language,
            versions=versions,
            blank=tuple(self._blank(one) for one in self._versions),
        )
        self._needed = self._needed_versions()

    def submissions(self, progress: Callable[[int, int], None] | None = None) -> Iterator[Submission]:
        """Every agency in the order of the list, settled when its turn comes."""
        extended = submissions.extensions(self._conn, self._row.id)
        for number, (submission, agency) in enumerate(self._members, start=1):
            deadline = extended.get(submission, self._row.deadline)
            yield self._submission(number, submission, agency, deadline)
            if progress is not None:
                progress(number, len(self._members))

    def evidence(self) -> Iterator[Piece]:
        """Every piece of evidence, and every file with the question that it answers or once answered."""
        form = self.round.present.form
        for holder in holders(self._members, self._region, self._row.region_name):
            yield from index(self._conn, holder, form, self._is_file)

    def history(self) -> Iterator[Event]:
        """Everything that happened, the oldest first."""
        changes = (_change(row, self._row.region_name) for row in exports.changes(self._conn, self._row.id))
        deeds = map(self._deed, exports.deeds(self._conn, self._row.id))
        yield from merge(changes, deeds, key=lambda event: event.at)

    def _deed(self, row: ActRow) -> Event:
        """An act as /riwayat tells it."""
        names = {submission: agency.name for submission, agency in self._members}
        line = told(self._conn, row, self.round.present.form, names, self._language)
        said = what(line, self.round.zone, phrases(self._language))
        number, digits = ledger.numbers(self._conn, "act", [row.id]).get(row.id, (0, ""))
        return Event(
            at=row.at,
            agency=names.get(row.submission_id or 0) or self._row.region_name,
            who=row.person_name,
            act=row.kind,
            told=unescape(said),
            undone=row.undone_at is not None,
            number=number,
            hash=digits,
        )

    def _version(self, logic: Logic) -> _Version:
        members = tuple(Member(submission, frozenset(row.kinds)) for submission, row in self._members)
        roster = Roster(logic.form, members)
        facts = frozenset(path for path, q in logic.form.questions.items() if q.kind is Kind.HIDDEN)
        return _Version(logic, roster, Calculations(logic, roster), facts, {})

    def _facts(self, version: _Version, seed: str = "") -> Facts:
        return Facts(
            self._now.astimezone(ZoneInfo(self._row.timezone)),
            version.logic.form.language(self._language),
            self._context,
            self._language,
            seed,
        )

    def _blank(self, version: _Version) -> Instance:
        return Instance(
            version.logic, Answers(), frozenset(version.logic.form.questions), self._facts(version)
        )

    def _needed_versions(self) -> tuple[int, ...]:
        """The present version, and the older ones that alone have a question."""
        versions = self.round.versions
        rows = {path for form in versions.forms for path in form.questions}
        speakers = {versions.speaker(path) for path in rows} | {versions.present}
        return tuple(sorted(one for one in speakers if one is not None))

    def _submission(self, number: int, submission: int, agency: AgencyRow, deadline: datetime) -> Submission:
        rows = answers.load(self._conn, (submission,))
        own = core_answers([*rows, *self._region_answers])
        found = sections.statuses(self._conn, (submission,))
        authors = {row.person_id for row in (*rows, *self._region_answers)}
        authors |= {row.changed_by for row in found.values()}
        names = answers.authors(self._conn, (one for one in authors if one is not None))
        members = people.representatives(self._conn, agency.id)
        seen = [one.seen_at for one in members if one.seen_at is not None]
        present = self._versions[self.round.versions.present]
        sent = self._sent(submission, rows)
        instances = {one: self._settled(self._versions[one], submission, own) for one in self._needed}
        asked = present.roster.asked(submission)
        return Submission(
            number=number,
            key=self._key(agency),
            agency=Agency(agency.code, agency.name, agency.short_name, agency.kinds),
            versions=self.round.versions,
            instances=instances,
            asked=asked,
            deadline=deadline,
            reviews={
                path: Review(row.status, row.changed_at, names.get(row.changed_by or 0, ""))
                for (_, path), row in found.items()
            },
            people=names,
            members=tuple(one.name for one in members),
            seen_at=max(seen, default=None),
            files={str(row.id): attachment(row.id, row.name, row.medium, row.mime) for row in sent},
            pieces=self._pieces(submission),
            kept=frozenset(str(row.id) for row in sent if row.fetched_at is not None),
            confirmed=self._confirmed(submission, agency.code, instances[self.round.versions.present], asked),
        )

    def _confirmed(
        self, submission: int, code: str, present: Instance, asked: frozenset[str]
    ) -> Confirmed | None:
        """The newest receipt held against what stands now; asks for nothing where nobody has signed."""
        kept = receipts.latest(self._conn, submission) if submission in self._signed else None
        if kept is None:
            return None
        form = present.form
        whose = Whose(self._row.region_name, self._row.name, code, form.form_id, form.version)
        drafted = sealing.draft_of(self._conn, whose, present, asked, (submission, self._region))
        changed = len(sealing.compare(kept, drafted.content).changed)
        view = SealView(kept.number, kept.at, self.round.zone, changed)
        return Confirmed(kept.number, kept.name, kept.at, plain_seal(view, phrases(self._language)))

    def _settled(self, version: _Version, submission: int, own: Answers) -> Instance:
        asked = version.roster.asked(submission) | version.calculations.of(submission) | version.unasked
        shared = version.logic.shared(asked)
        everybody: Mapping[int, Answers] = {}
        side_by_side: dict[str, list[str]] = {}
        if shared:
            if shared not in version.shared:
                version.shared[shared] = self._everybody(version, shared), {}
            everybody, side_by_side = version.shared[shared]
        facts = self._facts(version, str(submission))
        return Instance(version.logic, own, asked, facts, everybody, side_by_side=side_by_side)

    def _everybody(self, version: _Version, shared: frozenset[str]) -> Mapping[int, Answers]:
        found: dict[int, list[AnswerRow]] = {one.submission: [] for one in version.roster.members}
        for row in answers.for_questions(self._conn, self._row.id, sorted(shared)):
            if row.submission_id in found:
                found[row.submission_id].append(row)
        return {one: core_answers(rows) for one, rows in found.items()}

    def _pieces(self, submission: int) -> Mapping[Subject, int]:
        """How many pieces count for what, of an agency and of its region; none where the form asks for none."""
        if not self.round.present.form.may_need_evidence:
            return {}
        rows = evidence.present(self._conn, sorted({submission, self._region}))
        proofs = by_subject(self.round.present.form, rows, submission, self._region)
        return {about: sum(map(is_good, found)) for about, found in proofs.items()}

    def _key(self, agency: AgencyRow) -> str:
        row = self._row
        seed = f"pilar:{row.region_name}/{row.name}/{row.opened_at.isoformat()}/{agency.code}"
        return f"uuid:{uuid5(NAMESPACE_URL, seed)}"

    def _is_file(self, path: str) -> bool:
        speaker = self.round.speaker(path)
        question = speaker.form.questions.get(path) if speaker is not None else None
        return question is not None and question.kind in FILES

    def _sent(self, submission: int, rows: list[AnswerRow]) -> list[FileRow]:
        """The files of an agency and of the region; asks the database only when an answer holds one."""
        holders = {
            row.submission_id
            for row in (*rows, *self._region_answers)
            if row.value and self._is_file(row.question)
        }
        return [row for one in sorted(holders) for row in files.of_submission(self._conn, one)]


def _change(row: ChangeRow, region: str) -> Event:
    return Event(
        at=row.at,
        agency=row.agency or region,
        who=row.person or "",
        question=row.question,
        items=row.items,
        value=row.value,
        standing=row.standing,
        reason=row.reason,
        revision=row.revision,
        before=row.before,
        number=row.number,
        hash=row.hash,
    )
