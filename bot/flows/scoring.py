"""The self-check: points of 0 to 4 for every answer that has a score, averaged into an estimate.

The rules are those of `rules` in questionnaires/*/scoring.yaml. Official scores are given by assessors, so what
comes out is never called anything but an estimate (perkiraan).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from statistics import fmean

from bot.flows.answers import AnswerKey
from bot.flows.calculations import Calculations
from bot.flows.form import Form, Kind, Question
from bot.flows.instance import Instance
from bot.flows.logic import Logic

LOWEST, HIGHEST = 0.0, 4.0
NO_DIMENSION = ""

_LINE = re.compile(r"\s*(\d{4})\s+(\w+)\s+(.*?)\s*", re.DOTALL)
_WEIGHT = re.compile(r"([\w-]+)=(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of some items together. `score` is None while nothing that counts is answered."""

    score: float | None
    answered: int  # items that somebody has answered
    items: int
    dimensions: Mapping[str, float] = field(default_factory=dict)
    pillars: Mapping[str, Estimate] = field(default_factory=dict)
    topics: Mapping[str, Estimate] = field(default_factory=dict)  # each dimension by itself


@dataclass(frozen=True, slots=True)
class Item:
    """One question over all agencies and records that it is asked of."""

    question: Question
    score: float
    answered: bool


def estimate(parts: Iterable[tuple[Instance, frozenset[str]]], weights: Mapping[str, float]) -> Estimate:
    """The estimate over all agencies of a round, overall and for each pillar that has items.

    Each part is an agency and the rows by which it is scored (`rows_of`; its instance must have been asked
    `settling` them). `weights` may be empty: then all dimensions weigh the same."""
    marks: dict[str, list[tuple[float, bool]]] = {}
    questions: dict[str, Question] = {}
    for instance, rows in parts:
        for path in rows:
            question = instance.form.questions[path]
            found = _mark(instance, question)
            if found is not None:
                marks.setdefault(path, []).append(found)
                questions[path] = question
    items = [
        Item(questions[path], fmean(score for score, _ in of), any(answered for _, answered in of))
        for path, of in sorted(marks.items())
    ]
    overall = _estimate(items, weights)
    return replace(
        overall,
        pillars=_apart(items, [item.question.pillar for item in items], weights),
        topics=_apart(items, [item.question.dimension for item in items], weights),
    )


def index(dimensions: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """The weighted mean of dimension scores; a dimension without a score is left out, with its weight."""
    weighed = [(weights.get(name, 0.0) if weights else 1.0, score) for name, score in dimensions.items()]
    whole = sum(weight for weight, _ in weighed)
    return sum(weight * score for weight, score in weighed) / whole if whole > 0 else None


def score_of(instance: Instance, question: Question, key: AnswerKey) -> float | None:
    """Points of the answer that stands there; None for an empty one and for one that gives no points."""
    value = instance.value(key)
    if not value:
        return None
    if question.score:
        return _held(instance.string(f"number({question.score})", key))
    if question.kind is Kind.SELECT_ONE and question.choices is not None:
        for choice in instance.form.lists.get(question.choices.list_name, ()):
            if choice.name == value:
                return _held(choice.columns.get("score", ""))
    return None


def scored_rows(form: Form, weights: Mapping[str, float]) -> frozenset[str]:
    """Paths of all rows that can give points."""
    return frozenset(path for path, question in form.questions.items() if _counts(question, form, weights))


def rows_of(calculations: Calculations, submission: int, scored: frozenset[str]) -> frozenset[str]:
    """The rows by which one agency is scored: of what it is asked, and what is computed from that."""
    return scored & (calculations.roster.asked(submission) | calculations.of(submission))


def settling(logic: Logic, rows: frozenset[str]) -> frozenset[str]:
    """What an instance must be asked, so that these rows and whatever their scores look at have values."""
    looked_at = (logic.reads(logic.form.questions[path].score, path) for path in rows)
    return rows.union(*looked_at)


# ------------------------------------------------------------------------ weights


@dataclass(frozen=True, slots=True)
class Weights:
    """Dimension -> weight, and the year they are of; empty and of year 0 where the form says nothing."""

    year: int = 0
    of: Mapping[str, float] = field(default_factory=dict)


def weights_of(form: Form, year: int, cohort: str = "") -> Weights:
    """The weights of the latest year that is not after `year`, else of the earliest.

    A cohort that the form does not name is the form's first one."""
    found = read_weights(form.weights)
    cohorts = [name for _, name in found]
    if not cohorts:
        return Weights()
    wanted = cohort if cohort in cohorts else cohorts[0]
    years = sorted(at for at, name in found if name == wanted)
    at = max((one for one in years if one <= year), default=years[0])
    return Weights(at, found[at, wanted])


def read_weights(text: str) -> Mapping[tuple[int, str], Mapping[str, float]]:
    """'2023 regular baseline=10 output=20; 2023 priority_area …' -> (year, cohort) -> dimension -> weight.

    What cannot be read is left out: the author is told when the form is loaded."""
    found = {}
    for line in text.split(";"):
        matched = _LINE.fullmatch(line)
        if matched is None:
            continue
        weights = {name: float(weight) for name, weight in _WEIGHT.findall(matched.group(3))}
        if sum(weights.values()) > 0:
            found[int(matched.group(1)), matched.group(2)] = weights
    return found


def write_weights(rows: Sequence[tuple[int, str, Mapping[str, float]]]) -> str:
    """The same as one line of text, for the XForm's root element; the first row's cohort is the usual one."""
    return "; ".join(
        f"{year} {cohort} " + " ".join(f"{name}={weight:g}" for name, weight in weights.items())
        for year, cohort, weights in rows
    )


# ------------------------------------------------------------------------ items


def _apart(
    items: Sequence[Item], names: Sequence[str | None], weights: Mapping[str, float]
) -> Mapping[str, Estimate]:
    """An estimate for each name; items without one belong to none."""
    found: dict[str, list[Item]] = {}
    for item, name in zip(items, names, strict=True):
        if name:
            found.setdefault(name, []).append(item)
    return {name: _estimate(of, weights) for name, of in found.items()}


def _estimate(items: Sequence[Item], weights: Mapping[str, float]) -> Estimate:
    by_dimension: dict[str, list[float]] = {}
    for item in items:
        by_dimension.setdefault(item.question.dimension or NO_DIMENSION, []).append(item.score)
    dimensions = {name: fmean(scores) for name, scores in by_dimension.items()}
    answered = sum(item.answered for item in items)
    return Estimate(index(dimensions, weights) if answered else None, answered, len(items), dimensions)


def _counts(question: Question, form: Form, weights: Mapping[str, float]) -> bool:
    """Whether a row is an item: it has a score, and a dimension that is weighed."""
    if weights and question.dimension not in weights:
        return False
    if question.score:
        return True
    if question.kind is not Kind.SELECT_ONE or question.choices is None:
        return False
    return any(choice.columns.get("score") for choice in form.lists.get(question.choices.list_name, ()))


def _mark(instance: Instance, question: Question) -> tuple[float, bool] | None:
    """The mean over the records that it stands in, and whether any is answered; None when it is left out."""
    scores = []
    answered = False
    for key in _keys(instance, question.path):
        if not instance.relevant(key):
            continue
        score = score_of(instance, question, key)
        if score is not None and not question.asked and not instance.begun(question.path):
            scores.append(LOWEST)  # a count or a sum of what nobody has answered is a zero of nobody's
        elif score is not None:
            scores.append(score)
            answered = True
        elif not instance.value(key) and question.asked and instance.truth(question.required, key):
            scores.append(LOWEST)  # a required item without an answer counts nothing, and does count
    return (fmean(scores), answered) if scores else None


def _keys(instance: Instance, path: str) -> Iterator[AnswerKey]:
    places: list[tuple[str, ...]] = [()]
    for repeat in instance.form.repeats_of[path]:
        places = [(*around, one) for around in places for one in instance.items(AnswerKey(repeat, around))]
    yield from (AnswerKey(path, items) for items in places)


def _held(text: str) -> float | None:
    try:
        score = float(text)
    except ValueError:
        return None
    return min(max(score, LOWEST), HIGHEST) if isfinite(score) else None
