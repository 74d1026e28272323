"""The evidence of a round as its zip and manifest need it: agency by agency, each piece with what it proves now.

A piece is found where its answer stands on the path; what stands nowhere any more is listed, and not packed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.evidence import GROUP, Subject, subject
from bot.flows.form import FILES, Scope
from bot.flows.instance import Instance
from bot.flows.progress import counts
from bot.flows.stops import path
from bot.reports.proofs import Proof, Proves, Standing, Target
from bot.reports.submission import Submission, says, section_label
from bot.services.archive import Archive
from bot.services.tasks import SUBJECT
from storage import agencies, answers, evidence, files, submissions, tasks
from storage.evidence import EvidenceRow
from storage.files import FileRow


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an agency is asked now: what each subject is, and the questions whose answers are files."""

    targets: Mapping[tuple[str, str, bool], Target]  # subject, items, whether it is the region's
    answers: tuple[tuple[AnswerKey, Target], ...]


def proofs(
    conn: Connection,
    archive: Archive,
    round_id: int,
    *,
    only: Collection[int] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Proof]:
    """Every piece, agency by agency in the order of the list; of the submissions `only`, if there are any."""
    region = submissions.region_of(conn, round_id)
    members = agencies.in_round(conn, round_id)
    for (submission, _), settled in zip(members, archive.submissions(progress), strict=True):
        if not only or submission in only:
            yield from _of_agency(conn, settled, submission, region)


def _of_agency(conn: Connection, settled: Submission, submission: int, region: int) -> Iterator[Proof]:
    seen = _seen(settled)
    rows = evidence.present(conn, (submission, region))
    holders = (submission, region) if seen.answers else ()
    sent = {row.id: row for one in holders for row in files.of_submission(conn, one)}
    given = {row.id: row for row in tasks.of_submission(conn, submission)}
    authors = {one.person_id for one in rows} | {one.person_id for one in sent.values()}
    people = answers.authors(conn, (one for one in authors if one is not None))
    counted: dict[Target, int] = {}

    def numbered(proof: Proof) -> Proof:
        counted[proof.target] = counted.get(proof.target, 0) + 1
        return replace(proof, piece=counted[proof.target])

    agency = settled.agency
    for key, target in seen.answers:
        for one in settled.present.value(key).split():
            file = sent.get(int(one)) if one.isdecimal() else None
            if file is not None:
                who = people.get(file.person_id or 0, "")
                yield numbered(_answer(agency.name, agency.code, target, file, who))
    for row in rows:
        regional = row.submission_id == region
        found = seen.targets.get((row.subject, row.items, regional))
        if found is None and row.subject.startswith(SUBJECT) and not regional:
            number = row.subject.removeprefix(SUBJECT)
            task = given.get(int(number)) if number.isdecimal() else None
            found = Target(Proves.TASK, str(task.id), task.text) if task is not None else None
        if found is None and regional:
            continue  # another agency answers it, or nobody
        standing = _standing(row) if found is not None else Standing.OFF
        target = found or Target(Proves.QUESTION, row.subject, _label(settled, row))
        who = people.get(row.person_id or 0, "")
        yield numbered(_piece(agency.name, agency.code, target, row, standing, who))


def _seen(settled: Submission) -> _Seen:
    instance = copy(settled.present)
    instance.asked = settled.asked  # as its people see it: numbers are theirs
    form = instance.form
    targets: dict[tuple[str, str, bool], Target] = {}
    held: list[tuple[AnswerKey, Target]] = []
    shared: dict[Subject, list[str]] = {}
    for place, section in enumerate(form.sections, start=1):
        label = section_label(instance, section)
        stops = [stop for stop in path(instance, section) if counts(instance, stop)]
        for number, stop in enumerate(stops, start=1):
            key = stop.key
            if stop.repeat:
                continue
            question = form.questions[key.question]
            said = says(instance, key.question, key.items)
            target = Target(
                Proves.QUESTION, key.question, said, label, place, number, _records(instance, key)
            )
            regional = question.scope is Scope.REGION
            if question.kind in FILES and instance.value(key):
                held.append((key, target))
            about = subject(form, key)
            if about.name.startswith(GROUP):
                shared.setdefault(about, []).append(f"{number}. {said}")
            targets[key.question, ".".join(key.items), regional] = target
    for about, labels in shared.items():
        name = about.name.removeprefix(GROUP)
        together = Target(Proves.GROUP, ".".join((name, *about.items)), "; ".join(labels))
        targets[about.name, ".".join(about.items), about.scope is Scope.REGION] = together
    return _Seen(targets, tuple(held))


def _records(instance: Instance, key: AnswerKey) -> tuple[int, ...]:
    """The places of the records that a question stands in, from 1, the outermost first."""
    around = instance.form.repeats_of[key.question]
    return tuple(
        instance.items(AnswerKey(repeat, key.items[:depth])).index(key.items[depth]) + 1
        for depth, repeat in enumerate(around)
    )


def _label(settled: Submission, row: EvidenceRow) -> str:
    items = tuple(row.items.split(".")) if row.items else ()
    return says(settled.present, row.subject, items)


def _standing(row: EvidenceRow) -> Standing:
    if row.kind != "file":
        return Standing.LISTED
    return _file_standing(row.refused, row.fetched_at is not None, row.gave_up_at is not None)


def _file_standing(refused: str, fetched: bool, gave_up: bool) -> Standing:
    if refused:
        return Standing.REFUSED
    if fetched:
        return Standing.KEPT
    return Standing.LOST if gave_up else Standing.WAITING


def _answer(agency: str, code: str, target: Target, file: FileRow, who: str) -> Proof:
    standing = _file_standing(file.refused, file.fetched_at is not None, file.gave_up_at is not None)
    return Proof(
        agency=agency,
        code=code,
        target=target,
        piece=0,
        kind="file",
        standing=standing,
        who=who,
        at=file.received_at,
        name=file.name,
        medium=file.medium,
        mime=file.mime,
        sniffed=file.sniffed,
        size=file.size,
        sha256=file.sha256 or "",
    )


def _piece(agency: str, code: str, target: Target, row: EvidenceRow, standing: Standing, who: str) -> Proof:
    # what is no file has none of a file's columns
    return Proof(
        agency=agency,
        code=code,
        target=target,
        piece=0,
        kind=row.kind,
        standing=standing,
        who=who,
        at=row.at,
        name=row.name or "",
        medium=row.medium or "",
        mime=row.mime or "",
        sniffed=row.sniffed or "",
        size=row.size or 0,
        sha256=row.sha256 or "",
        text=row.text,
        caption=row.caption,
        origin=row.origin,
        origin_at=row.origin_at,
    )
