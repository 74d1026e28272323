"""How far an agency is: counted from the path, so an answer that fell off it is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import FILES, Form, Kind, Question
from bot.flows.instance import Instance
from bot.flows.interview import SETTLED, Stop, complaint, is_open, path, reads_only

SECONDS = {Kind.TEXT: 75, Kind.SELECT_MULTIPLE: 45, Kind.SELECT_ONE: 40, Kind.ACKNOWLEDGE: 15, Kind.NOTE: 10}
SECONDS_FILE = 120
SECONDS_NUMBER = 75  # a figure has to be looked up


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one section: how many questions count, how many are dealt with, and which still stop a submission."""

    section: str
    asked: int
    done: int
    gaps: tuple[Stop, ...]  # required and without an answer


def tally(instance: Instance, section: str) -> Tally:
    counted = [stop for stop in path(instance, section) if counts(instance, stop)]
    return Tally(
        section,
        len(counted),
        sum(not is_open(instance, stop) for stop in counted),
        tuple(stop for stop in counted if is_gap(instance, stop)),
    )


def tallies(instance: Instance) -> tuple[Tally, ...]:
    """All sections in which this agency is asked something, in form order."""
    found = (tally(instance, section) for section in instance.form.sections if has_part(instance, section))
    return tuple(one for one in found if one.asked)


def has_part(instance: Instance, section: str) -> bool:
    """Whether a section asks this agency anything at all, on whatever path."""
    return asks(instance.form, instance.asked, section)


def asks(form: Form, asked: frozenset[str], section: str) -> bool:
    """The same of anybody who is asked these questions."""
    return any(path in asked for path in section_paths(form, section))


def section_paths(form: Form, section: str) -> Iterator[str]:
    """Paths of all questions of a section."""
    for row in form.section_rows[section]:
        if row in form.questions:
            yield row
        else:
            yield from (question.path for question in form.inside(row))


def counts(instance: Instance, stop: Stop) -> bool:
    """Notes and computed values are shown, not counted."""
    return stop.repeat or not reads_only(instance, stop.key)


def is_gap(instance: Instance, stop: Stop) -> bool:
    """Whether a stop keeps its section from being submitted: required and without an answer, with one that no
    longer holds because another answer changed, or a list with too few records or too many."""
    if stop.repeat:
        return complaint(instance, stop.key) is not None
    question = instance.form.questions[stop.key.question]
    if instance.value(stop.key):
        return complaint(instance, stop.key) is not None
    answer = instance.answers.get(stop.key)
    settled = answer is not None and answer.standing in SETTLED
    return not settled and instance.truth(question.required, stop.key)


def minutes(questions: Iterable[Question]) -> int:
    """A fair guess of how long these take on a phone, in minutes, at least one."""
    return max(1, round(sum(map(_seconds, questions)) / 60))


def unavailable(instance: Instance, section: str) -> tuple[AnswerKey, ...]:
    """Questions of the section for which somebody said that there is no answer."""
    found = []
    for stop in path(instance, section):
        answer = instance.answers.get(stop.key)
        if answer is not None and answer.standing is Standing.UNAVAILABLE:
            found.append(stop.key)
    return tuple(found)


def _seconds(question: Question) -> int:
    if not question.asked:
        return 0
    return SECONDS_FILE if question.kind in FILES else SECONDS.get(question.kind, SECONDS_NUMBER)
