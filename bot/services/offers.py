"""Choices on offer: found by the index behind a button, or by typing a part of a label; readings of a doubt."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bot.flows.answers import AnswerKey
from bot.flows.form import Question
from bot.flows.instance import Instance
from bot.flows.values import Doubt, words
from bot.screens import offers
from bot.screens.press import read36
from bot.screens.views import OfferView
from bot.services import cards
from bot.services.desk import Desk

LONG_LIST = 8  # a list that fits on one page is not worth searching


def pressed_choice(instance: Instance, question: Question, argument: str) -> str | None:
    """The name of the choice with this index (base 36) in the form's list; None for a forged index."""
    if question.choices is None:
        return None
    listed = instance.form.lists.get(question.choices.list_name, ())
    index = read36(argument)
    return listed[index].name if 0 <= index < len(listed) else None


def filtered(instance: Instance, question: Question, key: AnswerKey, text: str) -> tuple[OfferView, ...]:
    """The choices of a long list whose label holds this text; empty for a short list or when none does."""
    choices = instance.choices(question, key)
    wanted = _folded(text)
    if len(choices) <= LONG_LIST or not wanted:
        return ()
    labelled = ((index, instance.text(choice.label, key) or choice.name) for index, choice in choices)
    return tuple(OfferView(index, label) for index, label in labelled if wanted in _folded(label))


def page_of(instance: Instance, question: Question, key: AnswerKey, name: str) -> int:
    """The page of the list on which this choice stands."""
    names = [choice.name for _, choice in instance.choices(question, key)]
    return offers.page_of(names.index(name), len(names)) if name in names else 0


def readings(desk: Desk, key: AnswerKey, doubt: Doubt) -> Sequence[tuple[str, str, str]]:
    """Canonical value, as shown, and in words, for each sensible reading."""
    language = desk.chat.language
    return tuple(
        (value, cards.shown(desk, key, value) if value else "", words(value, language) if value else "")
        for value in doubt.readings
    )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
