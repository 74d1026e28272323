"""A new form version into an open round: an explicit step with a receipt. Nothing is lost and nothing moved.

Answers are keyed by question, so they stay with theirs. What a version drops is kept, leaves the path, and keeps
its column in the exports.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Connection

from bot.flows.answers import Standing
from bot.flows.form import CHOOSING, FILES, Form, Kind, Question
from bot.flows.loading.xform import read_form
from bot.flows.values import KINDS
from bot.flows.values.readings import UNBOUNDED, Asked
from storage import acts, agencies, forms, overview, rounds, sections

UPDATED = "form_updated"
SENT = frozenset({"submitted", "accepted"})


class OtherForm(Exception):
    """The file is another questionnaire: its form_id is not that of the round."""

    def __init__(self, wanted: str, found: str) -> None:
        super().__init__(found)
        self.wanted, self.found = wanted, found


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a new version does to a round. Questions are named by their paths."""

    old: str  # versions as their authors named them
    new: str
    same: bool  # the round has this very form already
    added: tuple[str, ...]
    dropped: Mapping[str, int]  # question -> answers that are kept, but no longer counted
    unfit: Mapping[str, int]  # question -> answers that the new version would not take: to be asked again
    sent: tuple[tuple[str, str], ...]  # (agency, section) that were sent and have new questions now


def publish(
    conn: Connection,
    round_id: int,
    *,
    form: Form,
    xform: str,
    at: datetime,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    person_id: int | None = None,
    only_tell: bool = False,
) -> Receipt:
    """Pin a round to another version of its form, and what that means; `only_tell` changes nothing.

    Raises `LookupError` when there is no such round, `OtherForm` for another questionnaire."""
    row = rounds.get(conn, round_id)
    pinned = forms.get(conn, row.form_id) if row is not None else None
    if row is None or pinned is None:
        raise LookupError(f"round {round_id}")
    if pinned.form_id != form.form_id:
        raise OtherForm(pinned.form_id, form.form_id)
    digest = hashlib.sha256(xform.encode()).hexdigest()
    receipt = _compare(conn, round_id, read_form(pinned.xform), form, same=digest == pinned.sha256)
    if only_tell or receipt.same:
        return receipt
    version = forms.put(conn, form_id=form.form_id, version=form.version, sha256=digest, xform=xform, at=at)
    for name, content in pictures.items():
        forms.put_picture(conn, version, name, content)
    rounds.pin(conn, round_id, version, at)
    acts.add(
        conn,
        region_id=row.region_id,
        round_id=round_id,
        submission_id=None,
        person_id=person_id,
        kind=UPDATED,
        params={"old": receipt.old, "new": receipt.new},
        at=at,
    )
    return receipt


def _compare(conn: Connection, round_id: int, old: Form, new: Form, *, same: bool) -> Receipt:
    dropped: Counter[str] = Counter(
        {
            path: 0
            for path, question in old.questions.items()
            if question.answerable and path not in new.questions
        }
    )
    unfit: Counter[str] = Counter()
    for answer in overview.all_answers(conn, round_id):
        if answer.standing != Standing.GIVEN.value or not answer.value:
            continue
        question = new.questions.get(answer.question)
        if question is None:
            if answer.question in old.questions:
                dropped[answer.question] += 1
        elif not fits(new, question, answer.value):
            unfit[answer.question] += 1
    added = tuple(
        path for path, question in new.questions.items() if question.answerable and path not in old.questions
    )
    grown = {new.section_of(path) for path in added}
    names = {submission: agency.name for submission, agency in agencies.in_round(conn, round_id)}
    sent = tuple(
        (names[submission], section)
        for (submission, section), row in sections.statuses(conn, list(names)).items()
        if row.status in SENT and section in grown
    )
    return Receipt(old.version, new.version, same, added, dict(dropped), dict(unfit), sent)


def fits(form: Form, question: Question, value: str) -> bool:
    """Whether a stored value is one that this version of its question could have stored."""
    if question.kind in CHOOSING:
        listed = form.lists.get(question.choices.list_name, ()) if question.choices else ()
        names = value.split(" ")
        return {*names} <= {choice.name for choice in listed} and (
            len(names) == 1 or question.kind is not Kind.SELECT_ONE
        )
    if question.kind in FILES:
        return all(one.isdecimal() for one in value.split())
    if not question.answerable:
        return True
    asked = Asked(question, "en", date.min, (), UNBOUNDED, "")
    return question.kind is Kind.TEXT or KINDS[question.kind].holds(value, asked)
