"""What a question of today may take over of an earlier round: the same question's answer, where it still fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flows import records
from bot.flows.answers import AnswerKey
from bot.flows.form import FILES, Form, Kind, Question
from bot.flows.inputs import Tapped
from bot.flows.instance import Instance
from bot.flows.interview import Author, Turn, answer_to, offered, reads_only, write
from bot.flows.values import Accepted, read

CARRIED = "carried"  # the origin of an answer that was taken over
ASK, NEVER = "ask", "no"  # what the column `carry` says; nothing else keeps it with a record
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})


def same_question(then: Form, now: Question, form: Form) -> Question | None:
    """The question of an earlier form that asks the same: of the same path, or the only one of its name.

    One that has another type, unit or scope since, or stands in other repeats, is not the same."""
    found = then.questions.get(now.path)
    if found is None:
        named = [question for question in then.questions.values() if question.name == now.name]
        found = named[0] if len(named) == 1 else None
    if found is None or found.unit != now.unit or found.scope != now.scope:
        return None
    alike = found.kind is now.kind or {found.kind, now.kind} <= _NUMBERS
    nested = len(then.repeats_of[found.path]) == len(form.repeats_of[now.path])
    return found if alike and nested else None


def is_carried(question: Question) -> bool:
    """Whether earlier answers to such a question mean anything today; a photograph, or somebody's word that
    something is true, is of its own day."""
    own_day = question.kind in FILES or question.kind is Kind.ACKNOWLEDGE
    return question.answerable and not own_day and question.carry != NEVER


def takes(instance: Instance, key: AnswerKey, value: str, language: str) -> bool:
    """Whether a stored value would be accepted as an answer now: its choices are on offer, its constraint holds."""
    question = instance.form.questions[key.question]
    if not value or not is_carried(question) or reads_only(instance, key):
        return False
    choices = offered(instance, question, key)
    reading = read(
        question,
        Tapped(value),
        choices=choices,
        language=language,
        today=instance.facts.now.date(),
        unit=instance.unit(question),
        now=instance.facts.now,
    )
    return isinstance(reading, Accepted) and instance.holds(question, key, reading.value)


def carry_item(
    instance: Instance,
    repeat: AnswerKey,
    values: Mapping[str, str],
    author: Author,
    source: str,
    language: str,
) -> tuple[Turn, AnswerKey | None]:
    """A record of an earlier round goes on: a new item with those of its values that still fit, by path. What its
    author wants to be asked again each time stays open."""
    carrier = replace(author, origin=CARRIED)
    turn, item = records.add_item(instance, repeat, carrier, source)
    if item is None:
        return turn, None
    changes, after = list(turn.changes), turn.after
    for question in instance.form.inside(repeat.question):  # in order: choices hang on answers before them
        key = AnswerKey(question.path, item.items)
        value = values.get(question.path, "")
        if question.carry == ASK or not value or not takes(after, key, value, language):
            continue
        changes.append(answer_to(instance, key, value, carrier))
        after = after.with_answers(after.answers.with_answer(changes[-1]))
    return write(instance, changes, carrier, seen=0, replacing=True), item
