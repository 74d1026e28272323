"""Same as last round? What the same agency, or the region, answered to the same question in an earlier round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import carrying, interview
from bot.flows.answers import AnswerKey
from bot.flows.carrying import CARRIED
from bot.flows.form import Form, Question, Scope
from bot.flows.inputs import Tapped
from bot.flows.interview import Turn
from bot.screens.views import EarlierView
from bot.services import cards
from bot.services.desk import Desk
from storage import earlier


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """An answer of an earlier round. `fits`: it would be accepted as an answer today."""

    value: str  # canonical
    shown: str  # as its reader sees it
    at: datetime  # when it was given
    round: str  # the name of that round
    fits: bool


def earlier_value(conn: Connection, desk: Desk, key: AnswerKey) -> EarlierValue | None:
    """What was answered to this question last, in the newest earlier round that has it; None when none does. In a
    record it is what stood in the record that this one was taken over from.

    One statement, and none at all where the region has no earlier round. For whoever reads (a reviewer, too) as
    well as for whoever may answer: only with `fits` may it be offered."""
    question = desk.form.questions.get(key.question)
    if question is None or not desk.past or not carrying.is_carried(question) or desk.work.agency is None:
        return None
    where = _source(desk, key)
    asked = _asked_then(desk, question)
    if where is None or not asked:
        return None
    paths = sorted({path for path, _ in asked.values()})
    for row in earlier.answers_of(conn, list(asked), desk.work.agency.id, paths):
        path, name = asked[row.round_id]
        found = row.answer
        here = (found.question, row.regional) == (path, question.scope is Scope.REGION)
        if not here or not found.value or found.items != where[1]:
            continue
        if where[0] in (0, found.submission_id):
            fits = carrying.takes(desk.instance, key, found.value, desk.chat.language)
            return EarlierValue(found.value, cards.shown(desk, key, found.value), found.at, name, fits)
    return None


def offer(conn: Connection, desk: Desk, key: AnswerKey) -> EarlierView | None:
    """What stands on the card of an open question, where the earlier answer may be kept."""
    found = earlier_value(conn, desk, key)
    if found is None or not found.fits:
        return None
    return EarlierView(found.shown, found.at.astimezone(desk.zone).date())


def carry(conn: Connection, desk: Desk, key: AnswerKey, seen: int) -> Turn | None:
    """'Still the same': the earlier answer becomes today's, marked as carried over. None when there is none to
    take over (any more)."""
    found = earlier_value(conn, desk, key)
    if found is None or not found.fits:
        return None
    author = replace(desk.author, origin=CARRIED)
    return interview.record(
        desk.instance, key, Tapped(found.value), author, language=desk.chat.language, seen=seen
    )


def source_of(submission: int, item: str) -> str:
    """How an item remembers the record that it was taken over from."""
    return f"{submission}.{item}"


def same_repeat(then: Form, repeat: str) -> str:
    """The list of records of an earlier form that is the same: of the same path, or the only one of its name; ''
    for none. Lists inside other lists are none."""
    found = then.groups.get(repeat)
    if found is None or not found.repeat:
        name = repeat.rpartition("/")[2]
        named = [group for group in then.groups.values() if group.repeat and group.name == name]
        found = named[0] if len(named) == 1 else None
    return found.path if found is not None and then.repeats_of[found.path] == (found.path,) else ""


def _source(desk: Desk, key: AnswerKey) -> tuple[int, str] | None:
    """The submission (0: whichever) and the items where the earlier answer stands; None for a record of today."""
    if not key.items:
        return 0, ""
    if len(key.items) > 1:
        return None
    item = AnswerKey(desk.form.repeats_of[key.question][0], key.items)
    submission, dot, place = desk.instance.answers.value(item).partition(".")
    return (int(submission), place) if dot and submission.isdecimal() else None


def _asked_then(desk: Desk, question: Question) -> Mapping[int, tuple[str, str]]:
    """Round -> path of the same question in its form, and the name of the round."""
    found = {}
    for past in desk.past:
        then = carrying.same_question(past.form, question, desk.form)
        if then is not None:
            found[past.round_id] = then.path, past.name
    return found
