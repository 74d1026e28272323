"""One screen to one chat, and Telegram's many errors as four outcomes: sent, later, moved, gone."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import structlog
from telegram import (
    Bot,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.screens.screen import Button, Screen

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
    "topic_closed",
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
    """It will not arrive. `unreachable`: nobody is there (blocked, deleted, left), or our text is wrong."""

    why: str
    unreachable: bool = True


Outcome = Sent | Later | Moved | Gone


async def send(bot: Bot, chat_id: int, screen: Screen) -> Outcome:
    """Send a screen; never raises for what Telegram or the network does. A screen that Telegram cannot read
    goes out once more as plain text: a reminder without bold beats none."""
    try:
        return Sent((await _send(bot, chat_id, screen)).message_id)
    except BadRequest as error:
        outcome = outcome_of(error)
        if not isinstance(outcome, Gone) or outcome.unreachable:
            return outcome
        log.error("sender.refused", chat=chat_id, why=outcome.why)
    except Exception as error:
        return outcome_of(error)
    try:
        message = await bot.send_message(
            chat_id, _plain(screen.text), reply_markup=None, link_preview_options=_NO_PREVIEW
        )
        return Sent(message.message_id)
    except Exception as error:
        return outcome_of(error)


def outcome_of(error: BaseException) -> Outcome:
    """What a failed send or edit means. PTB's `BadRequest` is a `NetworkError`: it comes first."""
    why = f"{type(error).__name__}: {error}"[:500]
    if isinstance(error, BadRequest):
        text = str(error).lower()
        if "message is not modified" in text:
            return Sent(None)
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


def keyboard(screen: Screen) -> InlineKeyboardMarkup | ForceReply | None:
    """The buttons under a message; without any, the hint for the input field."""
    if screen.rows:
        return InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])
    if screen.placeholder:
        return ForceReply(input_field_placeholder=screen.placeholder[:64])
    return None


_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def _send(bot: Bot, chat_id: int, screen: Screen) -> Message:
    buttons = keyboard(screen)
    if screen.image:
        if _length(_plain(screen.text, limit=None)) <= CAPTION_LENGTH:
            return await bot.send_photo(
                chat_id, screen.image, caption=screen.text, parse_mode=ParseMode.HTML, reply_markup=buttons
            )
        await bot.send_photo(chat_id, screen.image)
    return await bot.send_message(
        chat_id,
        screen.text,
        parse_mode=ParseMode.HTML,
        reply_markup=buttons,
        link_preview_options=_NO_PREVIEW,
    )


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url, style=button.style or None)
    if button.copy:
        copied = CopyTextButton(button.copy)
        return InlineKeyboardButton(button.text, copy_text=copied, style=button.style or None)
    return InlineKeyboardButton(button.text, callback_data=button.data, style=button.style or None)


def _plain(text: str, limit: int | None = TEXT_LENGTH) -> str:
    """The text without markup, cut to so many UTF-16 units."""
    bare = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    if limit is None or _length(bare) <= limit:
        return bare
    return bare.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
