"""Edits of messages: the answer, or the evidence, that a message gave changes with it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import Answer, AnswerKey, Standing
from bot.flows.form import Kind
from bot.flows.inputs import Typed
from bot.flows.interview import Stop, Turn
from bot.screens import notices
from bot.screens.notices import Unasked
from bot.services import cards, evidence
from bot.services.desk import Desk
from bot.services.outcomes import again, awaited_question, locked, record, saved_line
from bot.services.receiving import answer_with
from bot.services.replies import Reply, Where
from bot.services.showing import show_present, show_review, show_stop
from bot.services.storing import Source, store
from bot.services.waiting import REFUSED, awaited, offering
from storage import answers


def correct(conn: Connection, desk: Desk, text: str, source: Source) -> Reply:
    """She edited a message of hers: the answer that it gave (or its part of it) changes with it."""
    assert source.message_id is not None
    event = answers.by_message(conn, source.chat_id, source.message_id)
    if event is None:
        refused = desk.chat.mode == REFUSED and desk.chat.draft.split("\n")[0] == str(source.message_id)
        key = awaited_question(desk)
        if refused and key is not None:
            return answer_with(conn, desk, key, Typed(text), source)
        corrected = evidence.correct(conn, desk, text, source)
        if corrected is not None:
            return corrected
        return Reply(notices.unasked(Unasked.EDITED, desk.chat.language, desk.place), Where.ASIDE)
    key = AnswerKey(event.question, tuple(event.items.split(".")) if event.items else ())
    section = desk.form.section_of(key.question)
    if event.submission_id != desk.submission_for(key) or interview.find(desk.instance, key) is None:
        return Reply(notices.unasked(Unasked.EDITED, desk.chat.language, desk.place), Where.ASIDE)
    if not desk.may_change(key):
        return locked(desk, section)
    joined = False
    if event.standing == Standing.UNAVAILABLE:
        turn = interview.unavailable(desk.instance, key, text, desk.author, seen=event.revision)
    else:
        whole = desk.instance.value(key)
        part, grew = _part(conn, event)
        joined = (
            grew and desk.form.questions[key.question].kind is Kind.TEXT and f"\n{part}\n" in f"\n{whole}\n"
        )
        if joined:
            text = f"\n{whole}\n".replace(f"\n{part}\n", f"\n{text}\n", 1)[1:-1]
        turn = record(desk, key, Typed(text), event.revision)
    present = desk.instance.answers.get(key)
    if turn.changes and present is not None and present.revision != event.revision and not joined:
        return _newer_stays(conn, desk, key, turn.changes[0])
    return _after_correction(conn, desk, key, turn, source)


def _after_correction(conn: Connection, desk: Desk, key: AnswerKey, turn: Turn, source: Source) -> Reply:
    if turn.changes:
        store(conn, desk, turn.changes, source)
    if turn.changes or turn.unchanged:
        after = cards.settled(desk, turn)
        line, section = saved_line(after, key, turn), desk.form.section_of(key.question)
        if awaited(after) is None:
            screen = show_review(conn, after, section, card=desk.chat.card_id, saved=line)
        else:
            screen = show_present(conn, after, card=desk.chat.card_id, saved=line)
        where = Where.BELOW if desk.chat.card_id is None else Where.CARD
        return Reply(screen, where, old_card=desk.chat.card_id)
    return Reply(again(conn, desk, key, turn, card=None), Where.BELOW, old_card=desk.chat.card_id)


def _newer_stays(conn: Connection, desk: Desk, key: AnswerKey, mine: Answer) -> Reply:
    """She edited a message whose answer she has replaced since: the newer one stays until she says otherwise."""
    # the turn that is not taken may have spent the instance
    desk = replace(desk, instance=desk.instance.with_answers(desk.instance.answers))
    screen = show_stop(conn, desk, Stop(key), waiting=offering(mine), card=None)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def _part(conn: Connection, event: answers.EventRow) -> tuple[str, bool]:
    """What one message gave of an answer, and whether the answer has only grown and been corrected since: a long
    one may come in several messages, each adding to those before."""
    history = answers.history(conn, event.submission_id, event.question, event.items)
    earlier = [row for row in history if row.revision < event.revision]
    part = (
        event.value.removeprefix(f"{earlier[-1].value}\n") if earlier and earlier[-1].value else event.value
    )
    messages = {row.message_id for row in (*earlier, event)}
    last, grew = event.value, True
    for row in history[len(earlier) + 1 :]:
        corrected = row.message_id is not None and row.message_id in messages
        grew = grew and (corrected or row.value.startswith(f"{last}\n"))
        messages.add(row.message_id)
        last = row.value
    return part, grew
