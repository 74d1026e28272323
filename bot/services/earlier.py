"""Same as last round? What the same agency, or the region, answered to the same question in an earlier round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import carrying, interview
from bot.flows.answers import AnswerKey
from bot.flows.carrying import CARRIED
from bot.flows.form import Scope
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
    """What was answered to this question last, in the newest earlier round that has it; None when none does.

    One statement, and none at all where the region has no earlier round. For whoever reads (a reviewer, too) as
    well as for whoever may answer: only with `fits` may it be offered."""
    question = desk.form.questions.get(key.question)
    if question is None or not desk.past or not carrying.is_carried(question):
        return None
    if desk.work.agency is None or key.items:
        return None
    names = {}
    for past in desk.past:
        found = carrying.same_question(past.form, question, desk.form)
        if found is not None:
            names[past.round_id] = found.path, past.name
    if not names:
        return None
    rows = earlier.answers_of(
        conn, list(names), desk.work.agency.id, sorted({path for path, _ in names.values()})
    )
    for row in rows:
        path, name = names[row.round_id]
        regional = question.scope is Scope.REGION
        if row.answer.question == path and row.regional == regional and row.answer.value:
            value = row.answer.value
            fits = carrying.takes(desk.instance, key, value, desk.chat.language)
            return EarlierValue(value, cards.shown(desk, key, value), row.answer.at, name, fits)
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
