"""A round as ODK Central exports one: a zip of CSV files that ODK's own tools read, our columns after theirs.

A row is an agency; what the region answers once stands in the row of the agency that answers it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.flows.answers import AnswerKey
from bot.flows.form import FILES
from bot.flows.values.figures import is_plain
from bot.reports.cells import clean, coordinates, guarded
from bot.reports.odk_fields import CHOICE, PLACE, Field, fields, file_names
from bot.reports.submission import Entry, Round, State, Submission

if TYPE_CHECKING:
    from _csv import Writer

CENTRAL = (
    "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState",
    "DeviceID", "Edits", "FormVersion",
)  # fmt: skip
OURS = ("region", "round", "agency", "agency_name", "kinds", "deadline", "unavailable")
INSTANCE_ID = "meta-instanceID"


@dataclass(frozen=True, slots=True)
class _Table:
    repeat: str  # '' for the root
    fields: tuple[Field, ...]
    writer: Writer


def write(path: Path, round_: Round, submissions: Iterable[Submission], *, split: bool) -> None:
    """Make the zip; its parts are written beside it first, because they grow at the same time."""
    versions = round_.versions
    names = file_names(round_.present.form.form_id, versions.repeats())
    passing = {repeat: path.with_name(f"{path.name}.{number}") for number, repeat in enumerate(names)}
    with ExitStack() as stack:
        tables = []
        for repeat, part in passing.items():
            file = stack.enter_context(part.open("w", encoding="utf-8", newline=""))
            table = _Table(
                repeat, fields(versions, repeat, split=split), csv.writer(file, lineterminator="\n")
            )
            table.writer.writerow([guarded(clean(name)) for name in _header(table, round_)])
            tables.append(table)
        root, *repeats = tables
        for submission in submissions:
            entries = [entry for entry in submission.entries() if entry.at is not None]
            if not entries and not submission.reviews:
                continue  # ODK knows no submission that nobody began
            root.writer.writerow(_root_row(root, submission, entries, round_))
            for one in repeats:
                one.writer.writerows(_record_rows(one, submission))
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for repeat, name in names.items():
            stamp = round_.made_at.astimezone(round_.zone).timetuple()[:6]
            info = ZipInfo(name, stamp)
            info.compress_type = ZIP_DEFLATED
            with passing[repeat].open("rb") as source, archive.open(info, "w") as target:
                while block := source.read(1 << 16):
                    target.write(block)
            passing[repeat].unlink()


def _header(table: _Table, round_: Round) -> list[str]:
    own = [field.heading(table.repeat) for field in table.fields]
    if table.repeat:
        return [*own, "PARENT_KEY", "KEY", "pilar-agency"]
    reviews = (f"status-{section.replace('/', '-')}" for section in round_.versions.sections())
    return ["SubmissionDate", *own, INSTANCE_ID, *CENTRAL, *(f"pilar-{name}" for name in (*OURS, *reviews))]


def _root_row(table: _Table, submission: Submission, entries: Sequence[Entry], round_: Round) -> list[str]:
    last = max(entries, key=lambda entry: entry.at or round_.made_at, default=None)
    sent = max((review.at for review in submission.reviews.values()), default=None)
    at = sent or (last.at if last is not None else None)
    files = [one for entry in entries if entry.question.kind in FILES for one in entry.value.split()]
    unavailable = (str(entry.key) for entry in entries if entry.state is State.UNAVAILABLE)
    agency = submission.agency
    return [
        _stamp(at),
        *_values(table, submission, ()),
        submission.key,
        submission.key,
        str(last.person) if last is not None and last.person is not None else "",
        _text(last.who if last is not None else ""),
        str(sum(one in submission.kept for one in files)),
        str(len(files)),
        "",
        _review_state(submission),
        "",
        str(sum(entry.edits for entry in entries)),
        _text(submission.present.form.version),
        *map(_text, (round_.region, round_.name, agency.code, agency.name, " ".join(agency.kinds))),
        _stamp(submission.deadline),
        _text(" ".join(unavailable)),
        *(_status(submission, section) for section in round_.versions.sections()),
    ]


def _record_rows(table: _Table, submission: Submission) -> Iterator[list[str]]:
    version = submission.versions.speaker(table.repeat)
    assert version is not None
    for items in submission.records(version, table.repeat):
        steps = list(_steps(submission, version, table.repeat, items))
        yield [
            *_values(table, submission, items),
            "/".join((submission.key, *(step for level in steps[:-1] for step in level))),
            "/".join((submission.key, *(step for level in steps for step in level))),
            _text(submission.agency.code),
        ]


def _steps(
    submission: Submission, version: int, repeat: str, items: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """What each level of a record adds to its key: the groups on the way and 'repeat[place]', from 1."""
    instance = submission.instances[version]
    before = ""
    for depth, path in enumerate(instance.form.repeats_of[repeat]):
        siblings = instance.items(AnswerKey(path, tuple(items[:depth])))
        inside = path[len(before) + 1 :] if before else path
        *groups, name = inside.split("/")
        yield (*groups, f"{name}[{siblings.index(items[depth]) + 1}]")
        before = path


def _values(table: _Table, submission: Submission, items: tuple[str, ...]) -> Iterator[str]:
    known: dict[str, Entry | None] = {}
    for field in table.fields:
        if field.path not in known:
            known[field.path] = submission.answer(field.path, items)
        yield _value(known[field.path], field.part, submission)


def _value(entry: Entry | None, part: str, submission: Submission) -> str:
    if part.startswith(CHOICE):
        return str(int(entry is not None and part[1:] in entry.value.split()))
    if entry is None or not entry.value:
        return ""
    if part in PLACE:
        parts = coordinates(entry.question, entry.value)
        return parts[PLACE.index(part)] if parts else ""
    if entry.question.kind in FILES:
        return _text(" ".join(submission.files.get(one, one) for one in entry.value.split()))
    return entry.value if is_plain(entry.value) else _text(entry.value)


def _review_state(submission: Submission) -> str:
    """ODK's word for the whole submission: approved when all of it is, hasIssues when some of it came back."""
    found = {submission.reviews[s].status if s in submission.reviews else "" for s in submission.tallies}
    if "returned" in found:
        return "hasIssues"
    return "approved" if found == {"accepted"} else ""


def _status(submission: Submission, section: str) -> str:
    if section not in submission.tallies:
        return ""
    return submission.reviews[section].status if section in submission.reviews else "draft"


def _stamp(at: datetime | None) -> str:
    if at is None:
        return ""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(value: str) -> str:
    return guarded(clean(value))
