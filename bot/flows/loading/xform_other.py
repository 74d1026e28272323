"""What `or_other` adds to a form: pyxform writes it in English whatever the language; Indonesian gets its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.form import Choice, Question, Text, language_code

_NAME = "other"
_OWN = {"Other": {"id": "Lainnya"}, "Specify other.": {"id": "Sebutkan lainnya."}}
"""pyxform's own texts -> how a language says them. Whatever an author wrote is left alone."""

Lists = Mapping[str, tuple[Choice, ...]]


def say_other(questions: Mapping[str, Question], lists: Lists) -> tuple[dict[str, Question], Lists]:
    """The questions and lists with pyxform's own words of `or_other` translated."""
    added = {
        path: question
        for path, question in questions.items()
        if path.endswith(f"_{_NAME}") and path.removesuffix(f"_{_NAME}") in questions
    }
    asked = (questions[path.removesuffix(f"_{_NAME}")] for path in added)
    names = {question.choices.list_name for question in asked if question.choices}
    mended = {
        path: question.model_copy(update={"label": _translated(question.label)})
        for path, question in added.items()
    }
    return {**questions, **mended}, {
        name: tuple(map(_named, choices)) if name in names else choices for name, choices in lists.items()
    }


def _named(choice: Choice) -> Choice:
    if choice.name != _NAME:
        return choice
    return choice.model_copy(update={"label": _translated(choice.label)})


def _translated(text: Text) -> Text:
    said = set(text.by_language.values())
    own = next((words for words in _OWN if said == {(words,)}), None)
    if own is None:
        return text
    return Text(
        by_language={
            language: (_OWN[own].get(language_code(language), own),) for language in text.by_language
        }
    )
