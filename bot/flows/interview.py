"""The interview: form + answers + input -> a turn. The path is derived anew each time; nothing remembers it.

All functions are pure. They take the settled `Instance` of the agency and return what should be written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.flows.answers import Answer, AnswerKey, Answers, Standing
from bot.flows.bounds import bounds
from bot.flows.form import CHOOSING, FILES, Kind, Question
from bot.flows.inputs import Input
from bot.flows.instance import Instance
from bot.flows.limits import shortfall
from bot.flows.problems import Problem
from bot.flows.stops import Stop, find, fits, following, is_open, next_open, path, previous
from bot.flows.values import Accepted, Doubt, Offered, example, read

SETTLED = frozenset({Standing.GIVEN, Standing.UNAVAILABLE})

__all__ = [
    "SETTLED", "Author", "Stop", "Turn", "answer_to", "clear", "complaint", "confirmed", "example_for", "find",
    "fits", "following", "is_open", "next_open", "offered", "path", "previous", "reads_only", "record", "skip",
    "unavailable", "write",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers, and when; it goes into every answer."""

    person_id: int | None
    at: datetime
    origin: str = ""  # carried, guest, sheet, copied; '' when she gives it herself


@dataclass(frozen=True, slots=True)
class Turn:
    """What an input leads to: answers to write and the agency's instance after them, or why nothing is written."""

    after: Instance
    changes: tuple[Answer, ...] = ()
    fallen: int = 0  # answers that fell off the path; kept, not counted
    unchanged: bool = False  # the same answer again
    problem: Problem | None = None
    doubt: Doubt | None = None
    colleague: Answer | None = None  # somebody else answered meanwhile: ask before replacing
    mine: Answer | None = None  # with `colleague`: what would be written in its place


# -------------------------------------------------------------------- answering


def record(
    instance: Instance,
    key: AnswerKey,
    raw: Input,
    author: Author,
    *,
    language: str,
    seen: int,
    replacing: bool = False,
) -> Turn:
    """Answer a question. `seen` is the answer's revision when the card was drawn; `language` is 'id' or 'en'.

    Refused input comes back as a problem or a doubt and writes nothing."""
    question = instance.form.questions[key.question]
    refusal = _not_now(instance, question, key)
    if refusal is not None:
        return Turn(instance, problem=refusal)
    limits = bounds(instance, question, key)
    reading = read(
        question,
        raw,
        choices=offered(instance, question, key),
        language=language,
        today=instance.facts.now.date(),
        bounds=limits,
        unit=instance.unit(question),
        offset=instance.facts.now.isoformat()[-6:],
        now=instance.facts.now,
    )
    if isinstance(reading, Doubt):
        fitting = tuple(v for v in reading.readings if not v or instance.holds(question, key, v))
        if len(fitting) != 1 or not fitting[0]:
            return Turn(instance, doubt=replace(reading, readings=fitting) if fitting else reading)
        reading = Accepted(fitting[0])
    if isinstance(reading, Problem):
        return Turn(instance, problem=_with_example(reading, instance, key, language))
    if question.kind not in FILES and not instance.holds(question, key, reading.value):
        text = instance.text(question.constraint_message, key)
        problem = Problem("problem-constraint", text=text or None)
        return Turn(instance, problem=_with_example(problem, instance, key, language))
    return write(
        instance, [answer_to(instance, key, reading.value, author)], author, seen=seen, replacing=replacing
    )


def skip(instance: Instance, key: AnswerKey, author: Author, *, seen: int) -> Turn:
    """Pass by a question that is not required, or read a note."""
    question = instance.form.questions[key.question]
    if question.answerable and instance.truth(question.required, key) and not reads_only(instance, key):
        text = instance.text(question.required_message, key)
        return Turn(instance, problem=Problem("problem-required", text=text or None))
    answer = answer_to(instance, key, "", author, Standing.SKIPPED)
    return write(instance, [answer], author, seen=seen, replacing=False)


def unavailable(
    instance: Instance, key: AnswerKey, reason: str, author: Author, *, seen: int, replacing: bool = False
) -> Turn:
    """There is no answer, and she says why; it counts as dealt with, also where an answer is required."""
    question = instance.form.questions[key.question]
    refusal = _not_now(instance, question, key)
    if refusal is not None:
        return Turn(instance, problem=refusal)
    if not reason.strip():
        return Turn(instance, problem=Problem("problem-reason"))
    answer = replace(answer_to(instance, key, "", author, Standing.UNAVAILABLE), reason=reason.strip())
    return write(instance, [answer], author, seen=seen, replacing=replacing)


def clear(instance: Instance, key: AnswerKey, author: Author) -> Turn:
    """Take an answer back; the question is open again."""
    if instance.answers.get(key) is None and not instance.value(key):  # a default can be taken back too
        return Turn(instance, unchanged=True)
    answer = answer_to(instance, key, "", author, Standing.CLEARED)
    return write(instance, [answer], author, seen=answer.revision - 1, replacing=True)


def confirmed(instance: Instance, section: str, author: Author) -> list[Answer]:
    """What the form filled in by an expression and she left as it is: with the section that she sends it becomes her
    answer, since a date that is counted from today would move on without her."""
    keys = [stop.key for stop in path(instance, section) if not stop.repeat]
    left = (key for key in keys if instance.form.questions[key.question].default_expression)
    values = [(key, instance.value(key)) for key in left if instance.answers.get(key) is None]
    return [answer_to(instance, key, value, author) for key, value in values if value]


# -------------------------------------------------------------------- what a card needs


def offered(instance: Instance, question: Question, key: AnswerKey) -> tuple[Offered, ...]:
    """The choices as this person sees them now, in order."""
    return tuple(
        Offered(choice.name, instance.text(choice.label, key) or choice.name)
        for _, choice in instance.choices(question, key)
    )


def example_for(instance: Instance, key: AnswerKey, language: str) -> str:
    """An answer that would be accepted, as a person types it; '' where a button or nothing at all answers."""
    question = instance.form.questions[key.question]
    if question.kind is Kind.ACKNOWLEDGE or (
        question.kind in CHOOSING and not instance.choices(question, key)
    ):
        return ""
    return example(question, bounds(instance, question, key), language, unit=instance.unit(question))


def complaint(instance: Instance, key: AnswerKey) -> Problem | None:
    """What is wrong with a stored answer now that other answers have changed, or with the length of a list; None
    when it still holds."""
    if key.question in instance.form.groups:
        return shortfall(instance, key)
    question = instance.form.questions[key.question]
    value = instance.value(key)
    if not value or question.kind in FILES:
        return None
    if not fits(instance, key):
        return Problem("problem-not-shown")
    if not instance.holds(question, key, value):
        return Problem("problem-constraint", text=instance.text(question.constraint_message, key) or None)
    return None


def reads_only(instance: Instance, key: AnswerKey) -> bool:
    """Whether this question is only shown: a note, or a value that the form computes."""
    question = instance.form.questions[key.question]
    return question.kind is Kind.NOTE or instance.truth(question.read_only, key)


def _not_now(instance: Instance, question: Question, key: AnswerKey) -> Problem | None:
    if key.question not in instance.asked or not instance.relevant(key):
        return Problem("problem-not-asked")
    if reads_only(instance, key):
        return Problem("problem-read-only")
    return None


def write(instance: Instance, changes: list[Answer], author: Author, *, seen: int, replacing: bool) -> Turn:
    """The turn of these answers, of which the first is the one that the person gave."""
    first = changes[0]
    present = instance.answers.by_key.get(first.key)
    if present is not None and _same(present, first):
        return Turn(instance, unchanged=True)
    overtaken = (
        present is not None
        and present.standing in SETTLED
        and present.revision != seen
        and present.person_id != author.person_id
    )
    if overtaken and not replacing:
        return Turn(instance, colleague=present, mine=first)
    if len(changes) == 1 and not instance.moves(first.key.question) and not instance.kept():
        return Turn(instance.with_answer(first), (first,))
    after = instance.with_answers(_with(instance.answers, changes))
    computed = [*_triggered(after, changes, author), *_kept(after, author)]
    if computed:
        changes = [*changes, *computed]
        after = instance.with_answers(_with(instance.answers, changes))
    return Turn(after, tuple(changes), fallen=_fallen(instance, after))


def _triggered(after: Instance, changes: list[Answer], author: Author) -> list[Answer]:
    """What these answers set off, without what is among them itself."""
    found: dict[AnswerKey, Answer] = {}
    written = dict.fromkeys(change.key for change in changes)
    author = replace(author, origin="")  # what a form computes was carried over by nobody
    for changed in written:
        for question in after.logic.triggered_by(changed.question):
            key = AnswerKey(question.path, changed.items[: len(after.form.repeats_of[question.path])])
            value = after.computed(question, key)
            if key not in written and value != after.value(key):
                found[key] = answer_to(after, key, value, author)
    return list(found.values())


def _kept(after: Instance, author: Author) -> list[Answer]:
    """What a form computes once becomes an answer, so that it stays what it is."""
    author = replace(author, origin="")
    return [answer_to(after, key, value, author) for key, value in after.kept()]


def _fallen(before: Instance, after: Instance) -> int:
    return sum(
        answer.standing is Standing.GIVEN
        and answer.key.question in before.asked
        and before.relevant(answer.key)
        and not after.relevant(answer.key)
        for answer in before.answers
    )


def _with(answers: Answers, changes: Iterable[Answer]) -> Answers:
    return Answers({**answers.by_key, **{answer.key: answer for answer in changes}})


def _same(present: Answer, new: Answer) -> bool:
    return (present.value, present.standing, present.reason) == (new.value, new.standing, new.reason)


def answer_to(
    instance: Instance, key: AnswerKey, value: str, author: Author, standing: Standing = Standing.GIVEN
) -> Answer:
    """An answer as this author would give it now, one revision after the present one."""
    revision = instance.answers.revision(key) + 1
    return Answer(key, value, standing, "", revision, author.person_id, author.at, author.origin)


def _with_example(problem: Problem, instance: Instance, key: AnswerKey, language: str) -> Problem:
    return replace(problem, example=example_for(instance, key, language) or None)
