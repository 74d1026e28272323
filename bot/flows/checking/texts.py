"""Texts that no Telegram message can hold, and texts that a language of the form does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.findings import Finding, Rows
from bot.flows.form import CHOOSING, Choice, Form, Question, Text
from bot.flows.said import Param, Place, said

MOST_UNITS = 4_000
"""A message holds 4,096 UTF-16 code units (Bot API, sendMessage); the rest is for our own lines."""

MOST_CHOICE_UNITS = 300
"""A choice is read among others; a longer label is cut where choices are listed."""

PAGE, LONG_LIST_PAGE = 10, 8
"""Choices in one message: up to ten are shown at once, longer lists by eight."""

_NUMBERING = 4  # '10. ' and the line break share with the next
MOST_NAMED = 10
"""So many rows without a translation are named one by one; more are counted."""


def check_texts(form: Form, rows: Rows) -> Iterator[Finding]:
    yield from _lengths(form, rows)
    yield from _translations(form, rows)


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _lengths(form: Form, rows: Rows) -> Iterator[Finding]:
    asked = set()
    for question in form.questions.values():
        choices = _choices(form, question)
        if choices and question.choices:
            asked.add(question.choices.list_name)
        if not question.asked:
            continue
        for language in form.languages:
            size = _size(question, choices, language)
            if size > MOST_UNITS:
                what = said("check-question-choices") if choices else said("check-question")
                yield Mistake.TOO_LONG.at(
                    rows.of(question.path),
                    question.name,
                    what=what,
                    size=size,
                    language=_in(language),
                    limit=MOST_UNITS,
                )
                break
    for list_name in sorted(asked):
        for choice in form.lists.get(list_name, ()):
            yield from _choice(form, list_name, choice, rows)


def _choice(form: Form, list_name: str, choice: Choice, rows: Rows) -> Iterator[Finding]:
    for language in form.languages:
        size = units(_plain(choice.label, language, form))
        if size > MOST_CHOICE_UNITS:
            yield Mistake.TOO_LONG.at(
                rows.of_choice(list_name, choice.name),
                choice.name,
                what=said("check-choice-label"),
                size=size,
                language=_in(language),
                limit=MOST_CHOICE_UNITS,
            )
            break


def _size(question: Question, choices: tuple[Choice, ...], language: str) -> int:
    texts = (question.label, question.hint, question.guidance)
    own = sum(units(_said(text, language)) for text in texts)
    labels = sorted((units(_said(choice.label, language) or choice.name) for choice in choices), reverse=True)
    return own + sum(
        label + _NUMBERING for label in labels[: PAGE if len(labels) <= PAGE else LONG_LIST_PAGE]
    )


def _choices(form: Form, question: Question) -> tuple[Choice, ...]:
    if question.kind not in CHOOSING or question.choices is None:
        return ()
    return form.lists.get(question.choices.list_name, ())


def _said(text: Text, language: str) -> str:
    """The literal part of a text; what `${…}` adds is not known before somebody answers."""
    parts = text.by_language.get(language) or next(iter(text.by_language.values()), ())
    return "".join(part for part in parts if isinstance(part, str))


def _plain(text: Text, language: str, form: Form) -> str:
    return _said(text, language if language in text.by_language else form.languages[0])


def _in(language: str) -> Param:
    return said("check-in-language", language=language) if language else ""


def _translations(form: Form, rows: Rows) -> Iterator[Finding]:
    for language in form.languages if len(form.languages) > 1 else ():
        first = language == form.languages[0]
        shown = said("check-another-language") if first else said("check-default-language")
        missing = list(_untranslated(form, language, rows))
        if len(missing) <= MOST_NAMED:
            for where, name, columns in missing:
                yield Mistake.MISSING_TRANSLATION.at(
                    where, name, what=columns, language=language, named="", shown=shown
                )
        else:
            names = tuple(name for _, name, _ in missing[:MOST_NAMED])
            yield Mistake.MISSING_TRANSLATION.at(
                "survey",
                what=said("check-many-rows", count=len(missing)),
                language=language,
                named=said("check-named", names=names),
                shown=shown,
            )


def _untranslated(form: Form, language: str, rows: Rows) -> Iterator[tuple[Place, str, str]]:
    for path, group in form.groups.items():
        if _lacks(group.label, language):
            yield rows.of(path), group.name, "label"
    used = set()
    for path, question in form.questions.items():
        if question.choices:
            used.add(question.choices.list_name)
        texts: Mapping[str, Text] = {
            "label": question.label,
            "hint": question.hint,
            "guidance_hint": question.guidance,
            "constraint_message": question.constraint_message,
            "required_message": question.required_message,
        }
        columns = [column for column, text in texts.items() if _lacks(text, language)]
        if columns:
            yield rows.of(path), question.name, ", ".join(columns)
    for list_name in sorted(used):
        for choice in form.lists.get(list_name, ()):
            if _lacks(choice.label, language):
                yield rows.of_choice(list_name, choice.name), choice.name, "label"


def _lacks(text: Text, language: str) -> bool:
    return bool(text) and not text.by_language.get(language)
