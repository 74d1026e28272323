"""Rounds: opened from a form, a deadline and a list of agencies; and the desks of all its agencies at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.answers import Answers
from bot.flows.form import Form
from bot.flows.instance import Facts, Instance
from bot.flows.loading.agencies import AgencyEntry as AgencyEntry
from bot.flows.roster import Member, Roster
from bot.screens.views import Status
from bot.services.desk import (
    Desk,
    context_facts,
    core_answers,
    file_names,
    returned_in,
    sent_files,
    unusable,
)
from bot.services.evidence_rows import by_subject, of_round
from bot.services.library import Library
from storage import agencies, answers, forms, regions, rounds, sections, submissions
from storage.answers import AnswerRow
from storage.chats import ChatRow, WorkRow
from storage.rounds import RoundRow


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a round made. `orphans` are region-wide questions that no agency of the list can answer."""

    round_id: int
    region: str
    agencies: int
    questions: int
    orphans: tuple[str, ...]


def open_round(
    conn: Connection,
    *,
    form: Form,
    xform: str,
    region: str,
    name: str,
    deadline: datetime,
    timezone: str,
    entries: Sequence[AgencyEntry],
    at: datetime,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    trial: bool = False,
) -> Opened:
    """Open a round: the form version and its pictures are kept, the agencies are made or brought up to date.
    A `trial` is for a coordinator who tries the form out.

    Raises `storage.rounds.Duplicate` when the region has a round of this name."""
    form_row = forms.put(
        conn,
        form_id=form.form_id,
        version=form.version,
        sha256=hashlib.sha256(xform.encode()).hexdigest(),
        xform=xform,
        at=at,
    )
    for file_name, content in pictures.items():
        forms.put_picture(conn, form_row, file_name, content)
    region_id = regions.put(conn, name=region)
    round_id = rounds.open_(
        conn,
        region_id=region_id,
        form_id=form_row,
        name=name,
        deadline=deadline,
        timezone=timezone,
        at=at,
        trial=trial,
    )
    ids = [
        agencies.put(
            conn,
            region_id=region_id,
            code=entry.code,
            name=entry.name,
            short_name=entry.short_name,
            kinds=entry.kinds,
            contact=entry.contact,
        )
        for entry in entries
    ]
    submissions.create(conn, round_id=round_id, agency_ids=ids)
    members = tuple(
        Member(submission, frozenset(row.kinds)) for submission, row in agencies.in_round(conn, round_id)
    )
    orphans = Roster(form, members).orphans
    questions = sum(question.answerable for question in form.questions.values())
    return Opened(round_id, region, len(ids), questions, orphans)


def desks_of_round(
    conn: Connection,
    library: Library,
    round_: RoundRow,
    chat: ChatRow,
    now: datetime,
    only: int | None = None,
) -> list[Desk]:
    """Every agency's desk as a coordinator sees it, in the order of the list: six statements for all.

    `only` one submission's desk settles the form once instead of once an agency, and knows the files among its
    answers."""
    logic = library.logic(conn, round_.form_id)
    roster = library.roster(conn, round_.form_id, round_.id, now)
    members = agencies.in_round(conn, round_.id)
    region_submission = submissions.region_of(conn, round_.id)
    ids = [submission for submission, _ in members]
    proofs = of_round(conn, logic.form, round_.id, () if only is None else (only, region_submission))
    alone = only is not None and not logic.shared(roster.asked(only))
    by_submission: dict[int, list[AnswerRow]] = {one: [] for one in (*ids, region_submission)}
    if only is not None and alone:
        by_submission = {only: [], region_submission: []}
    for row in answers.load(conn, list(by_submission)):
        by_submission[row.submission_id].append(row)
    found = sections.statuses(conn, ids)
    is_back = any(row.status == Status.RETURNED for row in found.values())
    back = returned_in(conn, ids) if is_back else {}
    extended = submissions.extensions(conn, round_.id)
    everybody = {one: core_answers(rows) for one, rows in by_submission.items() if one != region_submission}
    region_answers = core_answers(by_submission[region_submission])
    past = library.past(conn, round_.id)
    shown = [] if only is None else [*by_submission.get(only, ()), *by_submission[region_submission]]
    sent = sent_files(conn, logic.form, shown)
    desks = []
    for submission, agency in members:
        if only not in (None, submission):
            continue
        deadline = extended.get(submission, round_.deadline)
        work = work_of(round_, submission, region_submission, agency, deadline)
        zone_now = now.astimezone(ZoneInfo(round_.timezone))
        language = logic.form.language(chat.language)
        facts = Facts(zone_now, language, context_facts(work), chat.language, str(submission))
        asked = roster.asked(submission)
        own = Answers({**everybody[submission].by_key, **region_answers.by_key})
        statuses = {path: Status(row.status) for (one, path), row in found.items() if one == submission}
        shared = everybody if logic.shared(asked) else {}
        pieces = by_subject(
            logic.form,
            (*proofs.get(submission, ()), *proofs.get(region_submission, ())),
            submission,
            region_submission,
        )
        desks.append(
            Desk(
                chat,
                work,
                Instance(logic, own, asked, facts, shared),
                statuses,
                now,
                file_names(sent),
                unusable=unusable(sent),
                evidence=pieces,
                returned=back.get(submission, {}),
                past=past,
            )
        )
    return desks


def work_of(
    round_: RoundRow,
    submission: int,
    region_submission: int,
    agency: agencies.AgencyRow,
    deadline: datetime,
) -> WorkRow:
    """An agency's work as somebody sees it who does not represent it."""
    return WorkRow(
        submission_id=submission,
        region_submission_id=region_submission,
        agency=agency,
        represents=False,
        round_id=round_.id,
        form_id=round_.form_id,
        round_name=round_.name,
        deadline=deadline,
        timezone=round_.timezone,
        closed_at=round_.closed_at,
        region_id=round_.region_id,
        region_name=round_.region_name,
        is_kppn=round_.is_kppn,
        round_deadline=round_.deadline,
    )
