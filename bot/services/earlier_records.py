"""Still running? The records of an earlier round, each of which may go on as a record of this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import carrying
from bot.flows.answers import AnswerKey, to36
from bot.flows.carrying import same_question
from bot.flows.form import Scope
from bot.flows.interview import Turn
from bot.screens.press import read36
from bot.screens.record_views import EarlierRecord
from bot.services import cards
from bot.services.desk import Desk, repeat_scope
from bot.services.earlier import same_repeat, source_of
from storage import earlier

OFFERED = 10  # buttons; who has more takes them over from a table
SUMMARY = 40


@dataclass(frozen=True, slots=True)
class _Record:
    submission: int
    item: str
    round: str
    at: datetime
    values: dict[str, str] = field(default_factory=dict)  # by path of today's question

    @property
    def token(self) -> str:
        return f"{to36(self.submission)}.{self.item}"


def offered(conn: Connection, desk: Desk, repeat: AnswerKey) -> tuple[str, tuple[EarlierRecord, ...]]:
    """The name of the newest earlier round that has such records, and those that nobody has taken over yet."""
    taken = _taken(desk, repeat)
    left = [one for one in _records(conn, desk, repeat) if source_of(one.submission, one.item) not in taken]
    found = [EarlierRecord(one.token, _summary(desk, repeat, one.values)) for one in left[:OFFERED]]
    return (left[0].round if left else ""), tuple(one for one in found if one.summary)


def take_over(
    conn: Connection, desk: Desk, repeat: AnswerKey, token: str
) -> tuple[Turn, AnswerKey | None] | None:
    """Let an earlier record go on. None when there is no such record of this agency, or it goes on already."""
    submission, _, item = token.partition(".")
    found = next(
        (o for o in _records(conn, desk, repeat) if (o.submission, o.item) == (read36(submission), item)),
        None,
    )
    if found is None or source_of(found.submission, found.item) in _taken(desk, repeat):
        return None
    source = source_of(found.submission, found.item)
    return carrying.carry_item(desk.instance, repeat, found.values, desk.author, source, desk.chat.language)


def taken_as(desk: Desk, repeat: AnswerKey, token: str) -> AnswerKey | None:
    """The item that an earlier record goes on as already; None when it does not."""
    submission, _, item = token.partition(".")
    return _taken(desk, repeat).get(source_of(read36(submission), item))


def _taken(desk: Desk, repeat: AnswerKey) -> Mapping[str, AnswerKey]:
    """Where the items that stand on the list now were taken over from."""
    items = (AnswerKey(repeat.question, (*repeat.items, item)) for item in desk.instance.items(repeat))
    return {desk.instance.answers.value(item): item for item in items}


def _records(conn: Connection, desk: Desk, repeat: AnswerKey) -> list[_Record]:
    """The records of the newest earlier round that has any, in their order. One statement."""
    if not desk.past or repeat.items or desk.work.agency is None:
        return []
    if desk.form.groups[repeat.question].count or len(desk.form.repeats_of[repeat.question]) > 1:
        return []
    then = _paths_then(desk, repeat)
    wanted = {path for lists in then.values() for path in lists}
    if not wanted:
        return []
    regional = repeat_scope(desk.form, repeat.question) is Scope.REGION
    names = {past.round_id: past.name for past in desk.past}
    found: dict[int, dict[str, _Record]] = {}
    listed: dict[int, set[str]] = {}
    for row in earlier.answers_of(conn, list(then), desk.work.agency.id, sorted(wanted)):
        one = row.answer
        path = then[row.round_id].get(one.question)
        if path is None or row.regional != regional or not one.items or "." in one.items:
            continue
        if path == repeat.question:
            listed.setdefault(row.round_id, set()).add(one.items)
            continue
        fresh = _Record(one.submission_id, one.items, names[row.round_id], one.at)
        found.setdefault(row.round_id, {}).setdefault(one.items, fresh).values[path] = one.value
    for past in desk.past:
        counted = (
            past.form.groups[_list_then(then, past.round_id, repeat)].count if past.round_id in then else None
        )
        kept = [
            record
            for item, record in found.get(past.round_id, {}).items()
            if counted or item in listed.get(past.round_id, ())
        ]
        if kept:
            return sorted(kept, key=lambda record: int(record.item, 36))
    return []


def _paths_then(desk: Desk, repeat: AnswerKey) -> Mapping[int, Mapping[str, str]]:
    """Round -> path in its form -> path of today: the list itself, and the questions that are carried."""
    found: dict[int, dict[str, str]] = {}
    own = [q for q in desk.form.inside(repeat.question) if carrying.is_carried(q)]
    for past in desk.past:
        before = same_repeat(past.form, repeat.question)
        if not before:
            continue
        paths = {before: repeat.question}
        for question in own:
            then = same_question(past.form, question, desk.form)
            if then is not None and past.form.repeats_of[then.path] == (before,):
                paths[then.path] = question.path
        found[past.round_id] = paths
    return found


def _list_then(then: Mapping[int, Mapping[str, str]], round_id: int, repeat: AnswerKey) -> str:
    return next(path for path, now in then[round_id].items() if now == repeat.question)


def _summary(desk: Desk, repeat: AnswerKey, values: Mapping[str, str]) -> str:
    """The first two values, as they read today."""
    said: list[str] = []
    for question in desk.form.inside(repeat.question):
        value = values.get(question.path, "")
        if value and len(said) < 2:
            said.append(cards.brief(cards.shown(desk, AnswerKey(question.path), value), SUMMARY))
    return " · ".join(said)
