"""From a desk to the view of a card: labels filled in, values in words, what is on offer and what stands now.

Home, lists and reviews are in `lists`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.flows import interview, progress, records
from bot.flows.answers import Answer, AnswerKey, Standing
from bot.flows.carrying import CARRIED
from bot.flows.form import CHOOSING, FILES, Kind
from bot.flows.interview import Stop
from bot.flows.values import Offered, expectation, show
from bot.screens.phrases import phrases
from bot.screens.saved import reason
from bot.screens.views import OfferView, QuestionView, SavedView
from bot.services.desk import Desk
from bot.services.quick import quick

SHORT = 64  # characters of a question's label in one line
SUMMARY = 40


def brief(text: str, length: int = SHORT) -> str:
    """A label in one line, cut at a word."""
    line = " ".join(text.split()).rstrip("?:. ")
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


# -------------------------------------------------------------------- values


def label_of(desk: Desk, key: AnswerKey) -> str:
    """The label of a question or repeat in the reader's language; its name when the author wrote none."""
    row = desk.form.questions.get(key.question) or desk.form.groups[key.question]
    return desk.instance.text(row.label, key) or row.name


def shown(desk: Desk, key: AnswerKey, value: str) -> str:
    """A canonical value as the reader sees it."""
    question = desk.form.questions[key.question]
    if question.kind in FILES:
        p, ids = phrases(desk.chat.language), value.split()
        names = [desk.files.get(one, "") for one in ids]
        said = ", ".join(names) if all(names) else p.plain("value-files", count=len(names))
        bad = len(desk.unusable.intersection(ids))
        return p.plain("value-files-unusable", value=said, count=bad) if bad else said
    choices: tuple[Offered, ...] = ()
    if question.choices is not None:
        choices = tuple(
            Offered(choice.name, desk.instance.text(choice.label, key) or choice.name)
            for choice in desk.form.lists.get(question.choices.list_name, ())
        )
    return show(
        question, value, language=desk.chat.language, choices=choices, unit=desk.instance.unit(question)
    )


def told(desk: Desk, key: AnswerKey, standing: Standing, said: str) -> str:
    """An answer in a few words as plain text: its value, or why there is none."""
    if standing is Standing.GIVEN:
        return shown(desk, key, said)
    p = phrases(desk.chat.language)
    if standing is Standing.UNAVAILABLE:
        return p.plain("value-unavailable-why", why=reason(p, said))
    return p.plain("value-skipped")


def saved_view(desk: Desk, answer: Answer, *, unchanged: bool = False, fallen: int = 0) -> SavedView:
    """The line that reads an answer back."""
    value = shown(desk, answer.key, answer.value) if answer.value else ""
    label = brief(label_of(desk, answer.key))
    carried = answer.origin == CARRIED
    return SavedView(
        label, value, answer.standing, answer.reason, unchanged=unchanged, fallen=fallen, carried=carried
    )


# -------------------------------------------------------------------- cards


def question_view(
    desk: Desk, key: AnswerKey, names: Mapping[int, str], draft: str | None = None
) -> QuestionView:
    """The card of a question. `draft` are the ticks that wait for Done; `names` the colleagues by person id."""
    instance, language = desk.instance, desk.chat.language
    question = desk.form.questions[key.question]
    section = desk.form.section_of(key.question)
    stops = interview.path(instance, section)
    item = records.record_around(instance, key)  # a record is a small questionnaire of its own
    around = records.stops_inside(instance, item) if item is not None else stops
    counted = [stop.key for stop in around if progress.counts(instance, stop)]
    number = counted.index(key) + 1 if key in counted else 0
    answer = instance.answers.get(key)
    value = instance.value(key)
    picked = (draft if draft is not None else value).split() if question.kind in CHOOSING else []
    group = [g for g in desk.form.ancestors(key.question) if g.path != section and not g.repeat and g.label]
    expected = expectation(question, language=language, unit=instance.unit(question))
    offers = tuple(
        OfferView(
            index,
            instance.text(choice.label, key) or choice.name,
            picked=choice.name in picked,
            rank=picked.index(choice.name) + 1 if choice.name in picked else 0,
        )
        for index, choice in instance.choices(question, key)
    )
    return QuestionView(
        place=desk.place,
        ordinal=question.ordinal,
        items=key.items,
        revision=instance.answers.revision(key),
        kind=question.kind,
        section=section_label(desk, section),
        group=instance.text(group[-1].label, key) if group else "",
        record=record_of(desk, key),
        number=number,
        total=len(counted),
        label=label_of(desk, key),
        hint=instance.text(question.hint, key),
        guidance=instance.text(question.guidance, key),
        expectation=phrases(language).plain(expected.key, **expected.params) if expected.key else "",
        required=instance.truth(question.required, key),
        read_only=interview.reads_only(instance, key),
        fallback_language=instance.fallback(question.label),
        fallback_hint=instance.fallback(question.hint) or instance.fallback(question.guidance),
        present=shown(desk, key, value) if value else "",
        present_standing=answer.standing if answer is not None else None,
        present_reason=answer.reason if answer is not None else "",
        present_by=colleague_of(desk, answer, names),
        offers=offers,
        first=_first(desk, stops, key) if question.kind in CHOOSING and not offers else None,
        appearance=question.appearance,
        can_back=interview.previous(instance, key) is not None or _was_just_added(desk, key),
        quick=quick(desk, key),
        unavailable_allowed=question.answerable and question.kind is not Kind.ACKNOWLEDGE,
        passable=question.answerable and question.kind is not Kind.ACKNOWLEDGE,
    )


def _was_just_added(desk: Desk, key: AnswerKey) -> bool:
    """Whether Back takes the record off again in which this is the first question, with nothing before it."""
    return records.untouched_item(desk.instance, key, desk.author) is not None


def _first(desk: Desk, stops: Sequence[Stop], key: AnswerKey) -> tuple[int, tuple[str, ...], str] | None:
    """The first open question before this one: choices hang on it, as a kabupaten does on its province."""
    for stop in stops:
        if stop.key == key:
            return None
        if (
            progress.counts(desk.instance, stop)
            and not stop.repeat
            and interview.is_open(desk.instance, stop)
        ):
            question = desk.form.questions[stop.key.question]
            return question.ordinal, stop.key.items, brief(label_of(desk, stop.key))
    return None


def section_label(desk: Desk, section: str) -> str:
    """The label of a section; the form's title for the rows outside of groups."""
    if section:
        group = desk.form.groups[section]
        return desk.instance.text(group.label, AnswerKey(section)) or group.name
    return title(desk)


def title(desk: Desk) -> str:
    """The form's title in the reader's language."""
    titles = desk.form.titles
    return titles.get(desk.chat.language) or titles.get("") or next(iter(titles.values()), "")


def agency_name(desk: Desk) -> str:
    """The agency's full name; the region's for the region's own row."""
    return desk.work.agency.name if desk.work.agency is not None else desk.work.region_name


def colleague_of(desk: Desk, answer: Answer | None, names: Mapping[int, str]) -> str:
    """Who gave this answer, when it was not the reader herself."""
    if answer is None or answer.person_id is None or answer.person_id == desk.chat.person_id:
        return ""
    return names.get(answer.person_id, "")


def record_of(desk: Desk, key: AnswerKey, inside: int = 0) -> str:
    """'Aplikasi 2' for a row inside a repeat; inner repeats follow: 'Aplikasi 2 › Modul 1'. With `inside` 1 the
    outermost is left out, as on its own card."""
    steps = []
    for depth, repeat in list(enumerate(desk.form.repeats_of[key.question][: len(key.items)]))[inside:]:
        outer = AnswerKey(repeat, key.items[:depth])
        items = desk.instance.items(outer)
        number = items.index(key.items[depth]) + 1 if key.items[depth] in items else 0
        said = brief(label_of(desk, outer), SUMMARY)
        steps.append(f"{said} {number}" if number else said)  # one that was taken off has none
    return " › ".join(steps)


def settled(desk: Desk, turn: interview.Turn) -> Desk:
    """The desk after a turn."""
    return replace(desk, instance=turn.after)
