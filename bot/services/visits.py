"""The four things that can happen in a chat: a tap, a message, an edit, a command. Each is one transaction.

Here a person becomes somebody with rights, and what she did finds the use case that it belongs to.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.screens import notices
from bot.screens.commands import Action
from bot.screens.notices import Toast, Trouble, Unasked
from bot.screens.press import Press, Verb, decode
from bot.services import (
    answering,
    claims,
    controls,
    correcting,
    enrolling,
    evidence,
    evidence_register,
    fixing,
    guests,
    moving,
    preparing,
    proposals,
    receipts,
    receiving,
    review_replies,
    sharing,
    snoozing,
    speaking,
    submitting,
    task_delivering,
    tracing,
)
from bot.services.addressing import RepliedTo as RepliedTo
from bot.services.addressing import (
    asked_in,
    in_this_version,
    of_her_message,
    of_her_work,
    replies_elsewhere,
)
from bot.services.cockpit import end_errand
from bot.services.desk import Desk
from bot.services.enrolling import Who, nowhere
from bot.services.inviting import ASSESSOR, COORDINATOR, read_code
from bot.services.outcomes import awaits_file, landed, landing, moved_on
from bot.services.recovering import landed_again
from bot.services.replies import Reply, Where
from bot.services.setting import Setting as Setting
from bot.services.storing import Source
from bot.services.task_showing import TASK
from bot.services.waiting import EVIDENCE
from bot.services.workplaces import desk_for, no_work, switch, work_for
from storage import chats, people

ANSWERS = frozenset(
    {
        Verb.CHOOSE,
        Verb.VALUE,
        Verb.TICK,
        Verb.UNTICK,
        Verb.DONE,
        Verb.SKIP,
        Verb.UNAVAILABLE,
        Verb.CLEAR,
        Verb.REPLACE,
        Verb.CARRY,
    }
)


def press(conn: Connection, setting: Setting, who: Who, data: str, tapped: int, now: datetime) -> Reply:
    """A button, possibly old or forged."""
    pressed = decode(data)
    chat = chats.for_chat(conn, who.telegram_id)
    if chat is None:
        return nowhere(who, "")
    if pressed is None:
        return Reply(toast=notices.toast(Toast.STALE, chat.language))
    people.seen(conn, chat.person_id, now, chat.seen_at, private=who.private)
    traced = pressed.verb is Verb.TRACE and who.private and tracing.is_own(conn, chat, pressed.submission)
    if pressed.verb in controls.BUTTONS and not traced:
        return controls.press(conn, setting, who, chat, pressed, tapped, now)
    if pressed.verb is Verb.SETUP:
        return preparing.press(conn, setting, who, chat, pressed.argument, tapped, now)
    if not who.private:
        return Reply(toast=notices.toast(Toast.NOT_ALLOWED, chat.language), alert=True)
    if pressed.verb is Verb.GUEST:
        return guests.press(conn, setting, chat, pressed, now)
    end_errand(conn, chat)
    if pressed.verb in snoozing.VERBS:
        return snoozing.press(conn, setting, chat, pressed, tapped, now)
    if pressed.verb is Verb.SIGN:
        return receipts.press(conn, setting, chat, pressed, now)
    if pressed.verb is Verb.LANGUAGE:
        spoken = speaking.speak(conn, setting.library, who, chat, pressed.argument, now, tapped)
        return _of_guest(conn, setting, who, spoken, now)
    if pressed.verb is Verb.AGENCY:
        return work_for(conn, setting.library, who, chat, pressed.argument, now, tapped)
    if pressed.submission and (chat.work is None or pressed.submission != chat.work.submission_id):
        switched = switch(conn, chat, pressed.submission)
        if switched is None:
            return Reply(toast=notices.toast(Toast.NOT_ALLOWED, chat.language), alert=True)
        chat = switched
    desk = desk_for(conn, setting.library, chat, now)
    if desk is None:
        return guests.idle(conn, setting, chat, now) or no_work(conn, chat)
    if pressed.submission not in (0, desk.work.submission_id):  # its round is over, and she has gone on
        card = landing(desk, tapped)
        return landed_again(conn, desk, landed(desk, moved_on(conn, desk, card), card), tapped)
    return landed_again(
        conn, desk, _at_desk(conn, setting, desk, pressed, Source(who.chat_id), tapped), tapped
    )


def _at_desk(
    conn: Connection, setting: Setting, desk: Desk, pressed: Press, source: Source, tapped: int
) -> Reply:
    if pressed.verb is Verb.SUBMIT:
        return submitting.submit(conn, setting.library, desk, pressed.argument, tapped)
    if pressed.verb is Verb.DELIVER:
        return task_delivering.press(conn, desk, pressed.argument, tapped)
    if pressed.verb is Verb.CLAIM:
        return claims.press(conn, desk, pressed, tapped)
    if pressed.verb is Verb.PROPOSAL:
        return proposals.press(conn, desk, pressed, source, tapped)
    pressed = in_this_version(conn, setting, desk, pressed)
    if pressed.verb is Verb.FIX:
        return fixing.press(conn, desk, pressed, tapped)
    if pressed.verb is Verb.TRACE:
        return tracing.of_own(conn, desk, pressed, tapped)
    if pressed.verb is Verb.SHARE:
        return sharing.press(conn, setting, desk, pressed, tapped)
    if pressed.verb not in ANSWERS:
        return moving.move(conn, desk, pressed, source, tapped)
    key = moving.question_key(desk, pressed)
    if key is None:
        return moved_on(conn, desk, tapped)
    return answering.tap(conn, desk, pressed, key, source, tapped)


def message(
    conn: Connection,
    setting: Setting,
    who: Who,
    raw: Typed | Sent,
    message_id: int,
    replied: RepliedTo | None,
    now: datetime,
) -> Reply:
    """A typed text or a sent file. A code lets somebody in; everything else answers a question."""
    chat = chats.for_chat(conn, who.chat_id)
    is_post = isinstance(raw, Typed) and raw.origin is not None  # somebody else's words: evidence at most
    if is_post and (chat is None or chat.mode not in (EVIDENCE, TASK) or chat.errand):
        return unasked(conn, setting, who, Unasked.FORWARD, now)
    token = read_code(raw.text) if isinstance(raw, Typed) and not is_post else None
    if token is not None and (chat is None or not chat.question or enrolling.is_known(conn, token)):
        return enrolling.enrol(conn, setting.library, who, token, now)
    if chat is None:
        return nowhere(who, "")
    people.seen(conn, chat.person_id, now, chat.seen_at)
    further = guests.join(conn, setting, chat, raw, now)
    if further is not None:
        return further
    if guests.is_answering(chat):
        if not replies_elsewhere(replied):
            return guests.words(conn, setting, chat, raw, now)
    elif chat.errand and not (
        isinstance(raw, Typed) and replied and review_replies.is_thread(replied.carried)
    ):
        reply = controls.words(conn, setting, who, chat, raw, message_id, now)
        if reply is not None:
            return reply
    if replied is not None and isinstance(raw, Typed):
        word = review_replies.said(conn, setting, chat, replied.carried, raw, now)
        if word is not None:
            return word
    chat = of_her_work(conn, chat, replied) if replied is not None else chat
    desk = desk_for(conn, setting.library, chat, now)
    unplaced = isinstance(raw, Sent) and replied is None and (desk is None or preparing.looks_like_form(raw))
    if unplaced and enrolling.coordinates(conn, chat.person_id):
        assert isinstance(raw, Sent)
        waits = desk is not None and (awaits_file(desk) or desk.chat.mode in (EVIDENCE, TASK))
        if preparing.looks_like_form(raw) and not waits:
            return preparing.receive_unasked(conn, setting, chat, raw, message_id, now)
        if desk is None:
            return Reply(notices.unasked_by_coordinator(chat.language), Where.ASIDE)
    if desk is None:
        return guests.idle(conn, setting, chat, now, raw) or no_work(conn, chat)
    desk = replace(desk, most_bytes=setting.most_bytes)
    asked = asked_in(conn, setting, desk, replied, raw) if replied is not None else None
    proving = asked is not None and replied is not None and evidence.is_card(replied.carried)
    source = Source(who.chat_id, message_id)
    carried = replied.carried if replied is not None and replied.carried else None
    meant = task_delivering.meant(conn, desk, raw, carried) if asked is None else None
    if meant is not None:
        task, more = meant
        return task_delivering.receive(conn, desk, task, raw, source, more=more)
    return receiving.receive(conn, desk, raw, source, asked=asked, proving=proving)


def edited(conn: Connection, setting: Setting, who: Who, text: str, message_id: int, now: datetime) -> Reply:
    """An edit of her own message."""
    chat = chats.for_chat(conn, who.chat_id)
    if chat is None:
        return Reply()
    chat = of_her_message(conn, chat, message_id)
    desk = desk_for(conn, setting.library, chat, now)
    if desk is None:  # a guest's question, once more: what she sends now is her answer
        return guests.idle(conn, setting, chat, now) or Reply()
    return correcting.correct(conn, desk, text, Source(who.chat_id, message_id))


def command(
    conn: Connection, setting: Setting, who: Who, action: Action, argument: str, now: datetime
) -> Reply:
    """A command, in whichever language it was typed."""
    chat = chats.for_chat(conn, who.telegram_id)
    if not who.private:
        if chat is not None:
            people.seen(conn, chat.person_id, now, chat.seen_at, private=False)
        return speaking.in_group(conn, setting, who, chat, action, argument, now)
    if action is Action.START and (token := read_code(argument)):
        return enrolling.enrol(conn, setting.library, who, token, now)
    if chat is None:
        wanted = notices.code_wanted if action is Action.START and not argument else notices.stranger
        return Reply(wanted(who.language), Where.ASIDE)
    people.seen(conn, chat.person_id, now, chat.seen_at)
    end_errand(conn, chat)
    if action is Action.SETUP:
        return preparing.command(conn, setting, chat, now)
    of_both = action in (Action.TASKS, Action.HISTORY)  # coordinators and representatives have their own
    sets_tasks = action is Action.TASKS and _sets_tasks(conn, chat.person_id)
    is_hers = of_both and not sets_tasks and not enrolling.coordinates(conn, chat.person_id)
    if action in controls.COMMANDS and not is_hers:
        return controls.command(conn, setting, who, chat, action, argument, now)
    match action:
        case Action.LANGUAGE if argument in ("id", "en"):
            spoken = speaking.speak(conn, setting.library, who, chat, argument, now, None)
            return _of_guest(conn, setting, who, spoken, now)
        case Action.LANGUAGE:
            place = desk_for(conn, setting.library, chat, now)
            return Reply(notices.language_choice(chat.language, place.place if place else None), Where.ASIDE)
        case Action.HELP:
            return _of_guest(conn, setting, who, speaking.explain(conn, setting.library, chat, now), now)
    desk = desk_for(conn, setting.library, chat, now)
    if desk is None:
        return guests.idle(conn, setting, chat, now) or no_work(conn, chat)
    match action:
        case Action.CONTINUE:
            return moving.go_on(conn, desk)
        case Action.REVIEW:
            return moving.review(conn, desk)
        case Action.EVIDENCE:
            return evidence_register.command(conn, desk)
        case Action.TASKS:
            return task_delivering.command(conn, desk)
        case Action.HISTORY:
            return tracing.command(conn, desk)
        case _:
            return moving.at_home(conn, desk)


def unasked(conn: Connection, setting: Setting, who: Who, what: Unasked, now: datetime) -> Reply:
    """A sticker, a contact, a poll: nothing can be done with it, and a sentence says so."""
    chat = chats.for_chat(conn, who.chat_id)
    if chat is None:
        return nowhere(who, "")
    desk = desk_for(conn, setting.library, chat, now)
    if desk is None and enrolling.coordinates(conn, chat.person_id):
        return Reply(notices.unasked_by_coordinator(chat.language), Where.ASIDE)
    return Reply(notices.unasked(what, chat.language, desk.place if desk else None), Where.ASIDE)


def trouble(conn: Connection, chat_id: int, what: Trouble) -> Reply:
    """Something went wrong on our side; said in the person's language if we can read it."""
    chat = chats.for_chat(conn, chat_id)
    return Reply(notices.trouble(what, chat.language if chat else "id"), Where.ASIDE)


def _of_guest(conn: Connection, setting: Setting, who: Who, reply: Reply, now: datetime) -> Reply:
    """The question that a guest helps with, in the language of now, where a stranger would be told that this is not
    for her."""
    chat = chats.for_chat(conn, who.chat_id)
    if chat is None or people.memberships(conn, chat.person_id):
        return reply
    asked = guests.idle(conn, setting, chat, now)
    return replace(reply, screen=asked.screen, where=asked.where) if asked is not None else reply


def _sets_tasks(conn: Connection, person_id: int) -> bool:
    return any(one.role in (COORDINATOR, ASSESSOR) for one in people.memberships(conn, person_id))
