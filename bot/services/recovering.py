"""After a process died: what it may not have shown is shown again, and what it may not have said is said.

An update that was applied, and whose reply nobody noted, is either one of a tap whose card may not have been
redrawn, of an answer whose next card may not have been sent, or of a message that was refused unheard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.screens import notices
from bot.services.desk import Desk
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.showing import show_present
from bot.services.waiting import REFUSED
from bot.services.workplaces import desk_for
from storage import answers, chats, evidence, remarks
from storage.chats import ChatRow

# Nobody reads a card and types an answer to it within a second; Telegram's dates are cut to whole seconds.
AT_ONCE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits behind the one whose reply was lost."""

    message_id: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Unreplied:
    """An update of a private chat that a process applied before it died. At most one of the three is set: the
    message under a tap, the message that she sent, the message of hers that she edited."""

    chat_id: int
    received_at: datetime
    tapped: int | None = None
    sent: int | None = None
    edited: int | None = None
    gives_answer: bool = False  # whether it is a text or a file, which are meant as answers
    unsaved: bool = False  # a card that was shown again was to say so
    behind: Sequence[Waiting] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What she has to be shown: her card, and whether her last message has to be sent again."""

    unsaved: bool
    card_id: int | None  # an old card that goes when the present one comes


def lose(conn: Connection, unreplied: Unreplied) -> Loss | None:
    """Find out what the reply was about, and note if nobody knows which card she sees. None: it was out after all.

    A card that was sent is known once Telegram confirmed it; of one that was edited, nobody can tell."""
    chat = chats.for_chat(conn, unreplied.chat_id)
    if chat is None or chat.work is None:
        return None
    has_drawn = chat.shown_at is not None and chat.shown_at >= unreplied.received_at
    redrawn = unreplied.tapped if unreplied.edited is None else chat.card_id
    is_open = chat.card_id is None or chat.card_id == redrawn
    unsaved = unreplied.unsaved or (unreplied.gives_answer and not _is_heard(conn, chat, unreplied))
    if has_drawn and not is_open and not unsaved:
        return None
    if has_drawn and is_open and (unreplied.tapped or unreplied.sent or unreplied.edited):
        chats.lose(conn, chat, _surely_before(chat, unreplied))
    return Loss(unsaved, chat.card_id)


def show_again(
    conn: Connection, setting: Setting, chat_id: int, now: datetime, loss: Loss = Loss(False, None)
) -> Reply:
    """Where she was, with a word of apology: after a loss, or an outage in which presses may have been lost."""
    chat = chats.for_chat(conn, chat_id)
    desk = desk_for(conn, setting.library, chat, now) if chat is not None else None
    if desk is None:
        return Reply()
    card = show_present(conn, desk, card=None)
    screen = notices.welcome_back(card, desk.chat.language, unsaved=loss.unsaved)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id or loss.card_id)


def landed_again(conn: Connection, desk: Desk, reply: Reply, tapped: int) -> Reply:
    """A tap where nobody knows which card she sees: a new card is sent, since only its id will tell what she
    typed before it and what after."""
    if not desk.chat.is_lost or reply.where is not Where.CARD:
        return reply
    chats.put(conn, desk.chat.chat_id, card_id=None)
    return replace(reply, where=Where.BELOW, old_card=tapped or None)


def _surely_before(chat: ChatRow, unreplied: Unreplied) -> int:
    """The last message that she cannot have sent under a card that she owed to the lost reply."""
    if unreplied.sent is None:  # right after a tap she may mean the card as it was or as it would be
        return unreplied.tapped or unreplied.edited or 0
    assert chat.shown_at is not None
    at_once = (one.message_id for one in unreplied.behind if one.sent_at <= chat.shown_at + AT_ONCE)
    return max((unreplied.sent, *at_once))


def _is_heard(conn: Connection, chat: ChatRow, unreplied: Unreplied) -> bool:
    """Whether a message was stored as an answer, as evidence or as a word about a question, or its refusal is
    confirmed."""
    message_id = unreplied.sent or unreplied.edited
    if message_id is None:
        return True
    is_refused = chat.mode == REFUSED and chat.draft.split("\n")[0] == str(message_id)
    if is_refused and chat.card_id is not None and unreplied.sent is not None:
        return True
    if evidence.by_message(conn, unreplied.chat_id, message_id):
        return True
    if unreplied.sent is not None and remarks.said_since(conn, chat.person_id, unreplied.received_at):
        return True
    event = answers.by_message(conn, unreplied.chat_id, message_id)
    return event is not None and (unreplied.sent is not None or event.at >= unreplied.received_at)
