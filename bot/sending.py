"""One screen to one chat, and Telegram's many errors as four outcomes: sent, later, moved, gone."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Any

import structlog
from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.screens.screen import Button, Given, Screen

log = structlog.get_logger(__name__)

CAPTION_LENGTH = 1024  # UTF-16 units after parsing
TEXT_LENGTH = 4096
TOKEN_PAUSE = 60.0  # seconds; a proxy's or a restarting server's 404 looks like a wrong token

# Parts of Telegram's descriptions that say the person or group cannot be reached at all.
UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights",
    "chat_write_forbidden",
    "chat_restricted",
    "bot is not a member",
)
TOPIC_GONE = ("topic_closed", "topic_deleted", "topic_id_invalid", "message thread not found")
NO_PICTURES = "not enough rights to send photos"
# Why Telegram does not show a file that somebody sent: another bot's, deleted, or voices are unwelcome
NO_FILE = (
    "wrong file identifier",
    "wrong remote file",
    "file_reference",
    "file of type",
    "voice_messages_forbidden",
)


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing arrived, or nobody knows. `seconds` is Telegram's wish; None leaves it to the dispatcher."""

    seconds: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    """It will not arrive. `unreachable`: nobody is there (blocked, deleted, left), or our text is wrong. `topic`:
    the group may well be there, but its topic is closed or gone."""

    why: str
    unreachable: bool = True
    topic: bool = False


# How each medium is sent: a file's id names what it is, and Telegram takes it as nothing else
SENDS = {
    "photo": ("sendPhoto", "photo"),
    "document": ("sendDocument", "document"),
    "audio": ("sendAudio", "audio"),
    "voice": ("sendVoice", "voice"),
    "video": ("sendVideo", "video"),
}

Outcome = Sent | Later | Moved | Gone


async def send(bot: Bot, chat_id: int, screen: Screen, topic_id: int | None = None) -> Outcome:
    """Send a screen; never raises for what Telegram or the network does. A screen that Telegram cannot read
    goes out once more as plain text: a reminder without bold beats none. `topic_id` is that of a forum group."""
    try:
        return Sent(await _send(bot, chat_id, screen, topic_id))
    except BadRequest as error:
        outcome = outcome_of(error)
        if not isinstance(outcome, Gone) or outcome.unreachable:
            return outcome
        log.error("sender.refused", chat=chat_id, why=outcome.why)
    except Exception as error:
        return outcome_of(error)
    try:
        plain = _plain(screen.text)
        fields = {"text": plain, "message_thread_id": topic_id, **NO_PREVIEW}
        return Sent(await _id_of(call(bot, "sendMessage", chat_id=chat_id, **fields)))
    except Exception as error:
        return outcome_of(error)


def outcome_of(error: BaseException) -> Outcome:
    """What a failed send or edit means. PTB's `BadRequest` is a `NetworkError`: it comes first."""
    why = f"{type(error).__name__}: {error}"[:500]
    if isinstance(error, BadRequest):
        text = str(error).lower()
        if "message is not modified" in text:
            return Sent(None)
        if any(part in text for part in TOPIC_GONE):
            return Gone(why, topic=True)
        return Gone(why, unreachable=any(part in text for part in UNREACHABLE))
    if isinstance(error, RetryAfter):
        return Later(error._retry_after.total_seconds(), why)
    if isinstance(error, ChatMigrated):
        return Moved(error.new_chat_id)
    if isinstance(error, Forbidden):
        return Gone(why)
    if isinstance(error, InvalidToken):
        log.error("sender.token_refused")
        return Later(TOKEN_PAUSE, why)
    if isinstance(error, (TelegramError, KeyError, OSError, TimeoutError)):
        return Later(None, why)
    log.error("sender.failed", exc_info=error)
    return Gone(why, unreachable=False)


async def edit(bot: Bot, chat_id: int, message_id: int, screen: Screen, *, below_file: bool = False) -> None:
    """Edit a message into this screen; `below_file`: the words below a file. Raises `TelegramError`."""
    fields = {"chat_id": chat_id, "message_id": message_id, "parse_mode": ParseMode.HTML}
    fields["reply_markup"] = _keyboard(screen)
    if below_file:
        await call(bot, "editMessageCaption", caption=screen.text, **fields)
    else:
        await call(bot, "editMessageText", text=screen.text, **fields, **NO_PREVIEW)


async def call(bot: Bot, method: str, **fields: object) -> Any:
    """A Bot API method by its own names; what it answers, as it is. Raises `TelegramError`.

    PTB's method makes an object of every button on the way out and of the whole message on the way back, which
    nobody looks at; for what every answer needs that was a tenth of its cost (docs/speed.md)."""
    given = [RequestParameter(name, value, None) for name, value in fields.items() if value is not None]
    return await bot.request.post(f"{bot.base_url}/{method}", RequestData(given))


NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


async def _send(bot: Bot, chat_id: int, screen: Screen, topic_id: int | None) -> int:
    buttons = _keyboard(screen)
    if screen.document is not None:
        content = await asyncio.to_thread(screen.document.path.open, "rb")
        with content:  # read while it is sent: through a server of one's own it may be larger than the memory
            message = await bot.send_document(
                chat_id,
                InputFile(content, screen.document.name, read_file_handle=False),
                caption=screen.text,
                parse_mode=ParseMode.HTML,
                message_thread_id=topic_id,
                api_kwargs={"reply_markup": buttons} if buttons else None,
            )
        return message.message_id
    if screen.given is not None:
        return await _send_given(bot, chat_id, screen, screen.given, topic_id, buttons)
    if screen.image:
        try:
            return await _send_picture(bot, chat_id, screen, topic_id, buttons)
        except BadRequest as error:  # a group may allow words alone
            if NO_PICTURES not in str(error).lower():
                raise
    return await _send_text(bot, chat_id, screen, topic_id, buttons)


async def _send_given(
    bot: Bot,
    chat_id: int,
    screen: Screen,
    given: Given,
    topic_id: int | None,
    buttons: dict[str, Any] | None,
) -> int:
    """What somebody sent, once more; the words and buttons alone where Telegram does not give it out."""
    to = {"chat_id": chat_id, "message_thread_id": topic_id}
    if given.medium == "place":
        await call(bot, "sendLocation", latitude=given.latitude, longitude=given.longitude, **to)
        return await _send_text(bot, chat_id, screen, topic_id, buttons)
    method, field = SENDS[given.medium]
    said = {"caption": screen.text, "parse_mode": ParseMode.HTML, "reply_markup": buttons}
    try:
        return await _id_of(call(bot, method, **{field: given.file_id}, **to, **said))
    except BadRequest as error:
        if not any(part in str(error).lower() for part in NO_FILE):
            raise
        log.warning("sender.file_lost", chat=chat_id, why=str(error))
    said_instead = replace(screen, text="\n\n".join(filter(None, (given.lost, screen.text))), given=None)
    return await _send_text(bot, chat_id, said_instead, topic_id, buttons)


async def _send_picture(
    bot: Bot, chat_id: int, screen: Screen, topic_id: int | None, buttons: dict[str, Any] | None
) -> int:
    """With the text as its caption, or above it where the text is longer than captions are."""
    if _length(_plain(screen.text, limit=None)) <= CAPTION_LENGTH:
        message = await bot.send_photo(
            chat_id,
            screen.image,
            caption=screen.text,
            parse_mode=ParseMode.HTML,
            message_thread_id=topic_id,
            api_kwargs={"reply_markup": buttons} if buttons else None,
        )
        return message.message_id
    await bot.send_photo(chat_id, screen.image, message_thread_id=topic_id)
    return await _send_text(bot, chat_id, screen, topic_id, buttons)


async def _send_text(
    bot: Bot, chat_id: int, screen: Screen, topic_id: int | None, buttons: dict[str, Any] | None
) -> int:
    html = {
        "parse_mode": ParseMode.HTML,
        "reply_markup": buttons,
        "message_thread_id": topic_id,
        **NO_PREVIEW,
    }
    return await _id_of(call(bot, "sendMessage", chat_id=chat_id, text=screen.text, **html))


async def _id_of(sending: Awaitable[Any]) -> int:
    message = await sending
    if not isinstance(message, dict) or not isinstance(message.get("message_id"), int):
        raise TelegramError("Invalid server response")
    return int(message["message_id"])


def _keyboard(screen: Screen) -> dict[str, Any] | None:
    """The buttons under a message; without any, the hint for the input field."""
    if screen.rows:
        return {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}
    if screen.placeholder:
        return {"force_reply": True, "input_field_placeholder": screen.placeholder[:64]}
    return None


def _button(button: Button) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": button.text}
    if button.url:
        fields["url"] = button.url
    elif button.copy:
        fields["copy_text"] = {"text": button.copy}
    else:
        fields["callback_data"] = button.data
    if button.style:
        fields["style"] = button.style
    return fields


def _plain(text: str, limit: int | None = TEXT_LENGTH) -> str:
    """The text without markup, cut to so many UTF-16 units."""
    bare = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    if limit is None or _length(bare) <= limit:
        return bare
    return bare.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
