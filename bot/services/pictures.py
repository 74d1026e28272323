"""The pictures that an author put beside a question or its choices, sent when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.form import Form, Question
from bot.screens import notices
from bot.screens.screen import Screen
from bot.services import cards
from bot.services.desk import Desk
from bot.services.replies import Reply, Where
from storage import forms

MOST = 10  # pictures sent at one tap


def names(form: Form) -> frozenset[str]:
    """The file names of all pictures that a form mentions."""
    of_questions = (
        part
        for question in form.questions.values()
        for parts in question.image.by_language.values()
        for part in parts
        if isinstance(part, str)
    )
    of_choices = (choice.image for choices in form.lists.values() for choice in choices if choice.image)
    return frozenset((*of_questions, *of_choices))


def has_pictures(desk: Desk, question: Question) -> bool:
    """Whether the card of this question offers pictures."""
    if question.image:
        return True
    listed = desk.form.lists.get(question.choices.list_name, ()) if question.choices else ()
    return any(choice.image for choice in listed)


def send(conn: Connection, desk: Desk, key: AnswerKey) -> Reply:
    """Each picture as a message of its own, under the name of what it shows; the card stays the card."""
    screens = tuple(_screens(conn, desk, key))[:MOST]
    if not screens:
        return Reply(toast=notices.toast(notices.Toast.NO_PICTURE, desk.chat.language), alert=True)
    return Reply(screens[0], Where.ASIDE, also=screens[1:])


def _screens(conn: Connection, desk: Desk, key: AnswerKey) -> Iterator[Screen]:
    question = desk.form.questions[key.question]
    shown = [(desk.instance.text(question.image, key), cards.label_of(desk, key))]
    for _, choice in desk.instance.choices(question, key):
        shown.append((choice.image or "", desk.instance.text(choice.label, key) or choice.name))
    for name, label in shown:
        content = forms.picture_of(conn, desk.work.form_id, name) if name else None
        if content is not None:
            yield notices.picture(content, label)
