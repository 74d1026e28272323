"""What a button or a reply speaks of: of which agency's work, and of which question in the form as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.inputs import Sent, Typed
from bot.screens.press import Press, Verb, decode
from bot.services import moving, records
from bot.services.desk import Desk
from bot.services.questioning import LIST
from bot.services.setting import Setting
from bot.services.waiting import EXPLAIN, HOLDING, MORE, REASON, TICKS, key_of
from bot.services.workplaces import switch
from storage import answers
from storage.chats import ChatRow

OWN_WORDS = frozenset({EXPLAIN, REASON, MORE})  # the present card asks for something else than an answer
LEADING = frozenset({Verb.OPEN, Verb.EVIDENCE})  # to a question, from wherever they stand
OF_REVIEW = frozenset({Verb.FIX, Verb.INSPECT, Verb.RETURN, Verb.THREAD})  # of a question, or of a list: LIST
OF_SECTIONS = frozenset({Verb.LIST, Verb.REVIEW, Verb.SUBMIT})


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """The message that somebody replied to: its id, and what its buttons carry."""

    message_id: int
    carried: tuple[str, ...] = ()


def in_this_version(conn: Connection, setting: Setting, desk: Desk, pressed: Press) -> Press:
    """A button of an earlier form version names its question, or its list, by that version's ordinals."""
    if pressed.form in (0, desk.work.form_id) or pressed.ordinal < 0:
        return pressed
    try:
        logic = setting.library.logic(conn, pressed.form)
    except LookupError:
        return replace(pressed, ordinal=-1)
    old, lists = logic.form, desk.instance.logic.ordered_repeats
    pressed = replace(pressed, form=desk.work.form_id)
    if _is_of_list(pressed):
        known = logic.ordered_repeats
        path = known[pressed.ordinal] if pressed.ordinal < len(known) else ""
        return replace(pressed, ordinal=lists.index(path) if path in lists else -1)
    path = old.by_ordinal[pressed.ordinal].path if pressed.ordinal < len(old.by_ordinal) else ""
    question = desk.form.questions.get(path)
    return replace(pressed, ordinal=question.ordinal if question is not None else -1)


def _is_of_list(pressed: Press) -> bool:
    """Whether its ordinal counts lists of records."""
    return pressed.verb in records.VERBS or (
        pressed.verb in OF_REVIEW and pressed.argument.startswith(LIST) and pressed.ordinal >= 0
    )


def of_her_work(conn: Connection, chat: ChatRow, replied: RepliedTo) -> ChatRow:
    """A reply to a card of another of her agencies, or to her own message there, is work for that agency, as a tap
    would be."""
    pressed = next(filter(None, map(decode, replied.carried)), None)
    if pressed is None:
        return of_her_message(conn, chat, replied.message_id)
    return _at(conn, chat, pressed.submission)


def of_her_message(conn: Connection, chat: ChatRow, message_id: int) -> ChatRow:
    """The same of a message that gave an answer. What a region answers as a whole is of all of its agencies."""
    event = answers.by_message(conn, chat.chat_id, message_id)
    return _at(conn, chat, event.submission_id) if event is not None else chat


def _at(conn: Connection, chat: ChatRow, submission: int) -> ChatRow:
    work = chat.work
    if not submission or (work and submission in (work.submission_id, work.region_submission_id)):
        return chat
    return switch(conn, chat, submission) or chat


def replies_elsewhere(replied: RepliedTo | None) -> bool:
    """Whether she replied to a card that is not a guest's: then her words are for that one."""
    if replied is None or not replied.carried:
        return False
    return not any(one.verb is Verb.GUEST for one in filter(None, map(decode, replied.carried)))


def asked_in(
    conn: Connection, setting: Setting, desk: Desk, replied: RepliedTo, raw: Typed | Sent
) -> AnswerKey | None:
    """The question on the card that was replied to, or the one that the replied message answered. None where the
    present card was replied to and asks for other words, or holds ticks that they may join."""
    asks_otherwise = OWN_WORDS | HOLDING | {TICKS} if isinstance(raw, Typed) else OWN_WORDS
    if replied.message_id == desk.chat.card_id and desk.chat.mode in asks_otherwise:
        return None
    pressed = _of_one_question(replied.carried, desk.work.submission_id)
    if pressed is not None:
        return moving.question_key(desk, in_this_version(conn, setting, desk, pressed))
    event = answers.by_message(conn, desk.chat.chat_id, replied.message_id)
    key = key_of(event.question, event.items) if event is not None else None
    return key if event and key and event.submission_id == desk.submission_for(key) else None


def _of_one_question(carried: Sequence[str], submission: int) -> Press | None:
    """A button that names the question of its card; None for a card of many: a record, a list, a review. What only
    leads to a question stands on those, too."""
    buttons = [one for one in map(decode, carried) if one is not None and one.submission == submission]
    of_list = [one for one in buttons if _is_of_list(one)]
    asking = [one for one in buttons if one.ordinal >= 0 and one not in of_list]
    own = next((one for one in asking if one.verb not in LEADING), None)
    if own is not None or of_list or any(one.verb in OF_SECTIONS for one in buttons):
        return own
    return asking[0] if len({(one.ordinal, one.items) for one in asking}) == 1 else None
