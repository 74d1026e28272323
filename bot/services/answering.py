"""Taps that answer: a button becomes a stored answer and the next card.

Every function is the work of one transaction. Rights, locks and the path are checked here, whatever the
button said: buttons can be old, and they can be forged.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import FILES, Kind
from bot.flows.inputs import Tapped
from bot.flows.interview import Stop, Turn
from bot.flows.problems import Problem
from bot.screens.press import Press, Verb
from bot.screens.views import SavedView
from bot.services import cards, earlier
from bot.services.desk import Desk
from bot.services.offers import page_of, pressed_choice
from bot.services.outcomes import (
    again,
    awaits,
    landed,
    landing,
    locked,
    moved_on,
    receipt,
    record,
    saved_line,
)
from bot.services.replies import Reply, Where
from bot.services.showing import show_after, show_stop
from bot.services.storing import Source, store
from bot.services.waiting import ANSWER, REASON, REPLACE, TICKS, Waiting, held, holding, offered


def tap(conn: Connection, desk: Desk, press: Press, key: AnswerKey, source: Source, tapped: int) -> Reply:
    """A button that answers. `tapped` is the message it stands under, `key` the question it names."""
    card = landing(desk, tapped)
    return landed(desk, _answer(conn, desk, press, key, source, card), card)


def _answer(
    conn: Connection, desk: Desk, press: Press, key: AnswerKey, source: Source, card: int | None
) -> Reply:
    section = desk.form.section_of(key.question)
    if not desk.may_change(key):
        return locked(desk, section)
    if interview.find(desk.instance, key) is None:
        return moved_on(conn, desk, card)
    question = desk.form.questions[key.question]
    match press.verb:
        case Verb.TICK | Verb.UNTICK:
            return _tick(conn, desk, press, key, card)
        case Verb.DONE:
            names = _ticks(desk, key)
            order = [choice.name for _, choice in desk.instance.choices(question, key)]
            if question.kind is Kind.SELECT_MULTIPLE:
                names = [name for name in order if name in names]
            if names:
                turn = record(desk, key, Tapped(" ".join(names)), press.revision)
            else:  # she passes by, where that is allowed
                turn = interview.skip(desk.instance, key, desk.author, seen=press.revision)
        case Verb.CHOOSE:
            name = pressed_choice(desk.instance, question, press.argument)
            if name is None:
                return moved_on(conn, desk, card)
            turn = record(desk, key, Tapped(name), press.revision)
        case Verb.VALUE:
            turn = record(desk, key, Tapped(press.argument), press.revision)
        case Verb.SKIP:
            turn = interview.skip(desk.instance, key, desk.author, seen=press.revision)
        case Verb.UNAVAILABLE if press.argument:
            reason = f"reason-{press.argument}"
            turn = interview.unavailable(desk.instance, key, reason, desk.author, seen=press.revision)
        case Verb.UNAVAILABLE:
            waiting = holding(REASON, "", held(desk, key))
            screen = show_stop(conn, desk, Stop(key), waiting=waiting, card=card)
            return Reply(screen, Where.CARD)
        case Verb.CLEAR:
            turn = interview.clear(desk.instance, key, desk.author)
        case Verb.REPLACE:
            turn = _replace(desk, key)
        case Verb.CARRY:
            taken = earlier.carry(conn, desk, key, press.revision)
            if taken is None:
                return moved_on(conn, desk, card)
            turn = taken
        case _:
            return moved_on(conn, desk, card)
    return _after_tap(conn, desk, key, turn, press.revision, source, card)


def _after_tap(
    conn: Connection, desk: Desk, key: AnswerKey, turn: Turn, seen: int, source: Source, card: int | None
) -> Reply:
    if turn.problem is not None and turn.problem.key == "problem-not-asked":
        return moved_on(conn, desk, card)
    if not turn.changes and not turn.unchanged:
        ticks = held(desk, key)
        kept = ANSWER if ticks is None else Waiting(TICKS, ticks)
        return Reply(again(conn, desk, key, turn, card=card, waiting=kept), Where.CARD)
    if turn.changes:
        store(conn, desk, turn.changes, source)
    after = cards.settled(desk, turn)
    line = saved_line(after, key, turn, seen)
    if desk.chat.card_id not in (None, card) and _elsewhere(desk, key):
        return Reply(receipt(after, key, line), Where.TAPPED, toast=_toast(line))
    if after.instance.answers.get(key) is None:
        return Reply(show_stop(conn, after, Stop(key), card=card, saved=line), Where.CARD)
    return Reply(show_after(conn, after, key, saved=line, card=card), Where.CARD)


def _tick(conn: Connection, desk: Desk, press: Press, key: AnswerKey, card: int | None) -> Reply:
    question = desk.form.questions[key.question]
    name = pressed_choice(desk.instance, question, press.argument)
    if name is None or question.kind not in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return moved_on(conn, desk, card)
    ticks = _ticks(desk, key)
    if press.verb is Verb.TICK and name not in ticks:
        ticks.append(name)
    elif press.verb is Verb.UNTICK and name in ticks:
        ticks.remove(name)
    page = page_of(desk.instance, question, key, name)
    waiting = Waiting(TICKS, " ".join(ticks))
    return Reply(show_stop(conn, desk, Stop(key), waiting=waiting, card=card, page=page), Where.CARD)


def _ticks(desk: Desk, key: AnswerKey) -> list[str]:
    """The ticks that wait for Done: of this very question, or else the stored answer."""
    ticks = held(desk, key)
    return (desk.instance.value(key) if ticks is None else ticks).split()


def _replace(desk: Desk, key: AnswerKey) -> Turn:
    """'Yes, put mine in its place': the value waits in the chat's row since the question was asked."""
    if desk.chat.mode != REPLACE or not awaits(desk, key):
        return Turn(desk.instance, problem=Problem("problem-not-asked"))
    seen = desk.instance.answers.revision(key)
    standing, origin, value = offered(desk.chat.draft)
    author = replace(desk.author, origin=origin)
    if standing is Standing.UNAVAILABLE:
        return interview.unavailable(desk.instance, key, value, author, seen=seen, replacing=True)
    if desk.form.questions[key.question].kind in FILES:  # they were kept while she decided
        mine = interview.answer_to(desk.instance, key, value, author)
        return interview.write(desk.instance, [mine], author, seen=seen, replacing=True)
    return interview.record(
        desk.instance, key, Tapped(value), author, language=desk.chat.language, seen=seen, replacing=True
    )


def _toast(line: SavedView) -> str:
    return f"✓ {line.label}: {line.value}"[:200] if line.value else f"✓ {line.label}"[:200]


def _elsewhere(desk: Desk, key: AnswerKey) -> bool:
    """Whether the present card is about another question than the one that was tapped."""
    return bool(desk.chat.question) and not awaits(desk, key)
