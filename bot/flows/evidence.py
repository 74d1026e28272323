"""Which answers need evidence, what one piece of it proves, and which answers still lack theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import Form, Question, Scope
from bot.flows.instance import Instance
from bot.flows.interview import reads_only

GROUP = "group:"  # a subject that several questions share begins with it


class Need(StrEnum):
    """Whether an answer is asked for evidence, and whether it lacks something without."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Subject:
    """What evidence is kept for: one question, or all rows of an evidence_group, of the agency or the region."""

    name: str  # path of the question, or 'group:NAME'
    items: tuple[str, ...] = ()  # of the repeats that all its rows stand in
    scope: Scope = Scope.AGENCY


@dataclass(frozen=True, slots=True)
class Wanted:
    """A subject that given answers ask evidence for. Rows that share one count once."""

    key: AnswerKey  # the first answer that asks, and asks most: its card stands for all of them
    subject: Subject
    need: Need
    asking: tuple[AnswerKey, ...]  # all answers that ask for it, in the order of the path


def need(instance: Instance, key: AnswerKey) -> Need:
    """What a given answer needs. One that is open, passed by, not available or off the path needs nothing.

    A rule is a word or an XPath: true means required, false none (docs/questionnaire-format.md)."""
    question = instance.form.questions.get(key.question)
    answer = instance.answers.get(key)
    if question is None or answer is None or answer.standing is not Standing.GIVEN:
        return Need.NONE
    if not question.may_need_evidence or not instance.value(key) or reads_only(instance, key):
        return Need.NONE
    if question.evidence_rule is None:
        return Need(question.evidence)
    return Need.REQUIRED if instance.truth(question.evidence_rule, key) else Need.NONE


def subject(form: Form, key: AnswerKey) -> Subject:
    """What evidence for this answer is kept under. Raises KeyError for a question that the form has not."""
    question = form.questions[key.question]
    if not (question.evidence_group and question.may_need_evidence):
        return Subject(question.path, key.items, question.scope)
    depth = _depth(form, form.evidence_groups[question.evidence_group])
    return Subject(GROUP + question.evidence_group, key.items[:depth], question.scope)


def sharing(instance: Instance, key: AnswerKey) -> tuple[Question, ...]:
    """The other rows that this agency is asked and that share the evidence of this one; empty for none."""
    question = instance.form.questions[key.question]
    rows = instance.form.evidence_groups.get(question.evidence_group or "", ())
    return tuple(
        one
        for one in rows
        if one.path != key.question and one.scope is question.scope and one.path in instance.asked
    )


def wanted(instance: Instance) -> tuple[Wanted, ...]:
    """Every subject that some given answer asks evidence for, in the order of the path."""
    found: dict[Subject, Wanted] = {}
    if not instance.form.may_need_evidence:
        return ()
    for key, needs in _needing(instance):
        about = subject(instance.form, key)
        known = found.get(about)
        asking = (*known.asking, key) if known is not None else (key,)
        if known is not None and (known.need is Need.REQUIRED or needs is Need.OPTIONAL):
            found[about] = replace(known, asking=asking)
        else:
            found[about] = Wanted(key, about, needs, asking)
    return tuple(found.values())


def _needing(instance: Instance) -> list[tuple[AnswerKey, Need]]:
    """Answers that ask for evidence, in the order of the path. Answers are gone through rather than the path, which
    would be walked a second time for every screen that counts."""
    form = instance.form
    asking = [
        answer.key
        for answer in instance.answers
        if answer.key.question in form.evidence_rows
        and answer.key.question in instance.asked
        and instance.relevant(answer.key)
    ]
    found = [(key, needs) for key in asking if (needs := need(instance, key)) is not Need.NONE]
    return sorted(found, key=lambda one: _place(form, one[0]))


def _place(form: Form, key: AnswerKey) -> tuple[int, ...]:
    """Where an answer stands on the path: a record begins where its list does, and goes by the number of its id."""
    around = form.repeats_of[key.question]
    steps = [
        number
        for repeat, item in zip(around, key.items, strict=True)
        for number in (form.first_in[repeat], int(item, 36))
    ]
    return (*steps, form.questions[key.question].ordinal)


def lacking(instance: Instance, is_proved: Callable[[Subject], bool]) -> tuple[AnswerKey, ...]:
    """Answers that need evidence and have none, in the order of the path; of those that share it the first."""
    return tuple(
        one.key for one in wanted(instance) if one.need is Need.REQUIRED and not is_proved(one.subject)
    )


def _depth(form: Form, rows: tuple[Question, ...]) -> int:
    """How many repeats all of these rows stand in together."""
    around = [form.repeats_of[row.path] for row in rows]
    first, last = min(around), max(around)  # what the first and the last share, all share
    return next(
        (n for n, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first)
    )
