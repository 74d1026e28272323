"""What somebody sent is shown again by its own id: nothing is uploaded, and what is lost is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.flows.inputs import Medium
from bot.pacing import Pacer, Priority
from bot.screens.screen import Button, Document, Given, Screen
from bot.sending import SENDS, Later, Sent, edit, send
from bot.transport import AiohttpRequest, Paced

from .wire import TOKEN, Wire, refuse

BUTTONS = ((Button("Ya", "ek:1:1:0:0:y1"),),)
MEDIA = ("photo", "document", "audio", "voice", "video")


@pytest.fixture
def bot(wire: Wire, request_: AiohttpRequest) -> Bot:
    return Bot(TOKEN, base_url=f"{wire.url}/bot", request=Paced(request_, Pacer(0, 0), Priority.PUSH))


@pytest.mark.parametrize("medium", MEDIA)
async def test_each_medium_is_sent_as_what_it_is_with_words_and_buttons(
    bot: Bot, wire: Wire, medium: str
) -> None:
    screen = Screen("<b>Benar?</b>", BUTTONS, given=Given(medium, "AgAD-1"))
    assert isinstance(await send(bot, 12, screen, 7), Sent)
    (call,) = wire.calls
    assert call.method.lower() == f"send{medium}" and call.fields[medium] == "AgAD-1" and not call.files
    assert (call.fields["caption"], call.fields["parse_mode"]) == ("<b>Benar?</b>", "HTML")
    assert call.fields["message_thread_id"] == "7"
    assert json.loads(call.fields["reply_markup"])["inline_keyboard"][0][0]["text"] == "Ya"


async def test_a_place_has_its_words_and_buttons_below(bot: Bot, wire: Wire) -> None:
    screen = Screen("Benar?", BUTTONS, given=Given("place", latitude=-0.5, longitude=117.5))
    assert isinstance(await send(bot, 12, screen), Sent)
    assert [call.method for call in wire.calls] == ["sendLocation", "sendMessage"]
    assert (wire.calls[0].fields["latitude"], wire.calls[0].fields["longitude"]) == ("-0.5", "117.5")
    assert "reply_markup" in wire.calls[1].fields


@pytest.mark.parametrize(
    "why",
    [
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: wrong remote file identifier specified: can't unserialize it",
        "Bad Request: FILE_REFERENCE_EXPIRED",
        "Bad Request: can't use file of type Photo as Document",
        "Bad Request: VOICE_MESSAGES_FORBIDDEN",
    ],
)
async def test_a_file_that_telegram_does_not_give_out_leaves_its_words_and_buttons(
    bot: Bot, wire: Wire, why: str
) -> None:
    wire.fail("sendDocument", refuse(400, why))
    screen = Screen("Benar?", BUTTONS, given=Given("document", "AgAD-1", lost="⚠️ <i>Hilang</i>"))
    assert isinstance(await send(bot, 12, screen), Sent)
    fields = wire.sent()[0].fields
    assert fields["text"] == "⚠️ <i>Hilang</i>\n\nBenar?" and "reply_markup" in fields


async def test_what_may_pass_is_no_lost_file(bot: Bot, wire: Wire) -> None:
    wire.fail("sendDocument", refuse(429, "Too Many Requests: retry after 3", retry_after=3))
    found = await send(bot, 12, Screen("a", given=Given("document", "AgAD-1")))
    assert isinstance(found, Later) and found.seconds == 3
    assert [call.method for call in wire.calls] == ["sendDocument"]


async def test_the_words_below_a_file_are_edited_as_a_caption(bot: Bot, wire: Wire) -> None:
    await edit(bot, 12, 5, Screen("<b>a</b>", BUTTONS), below_file=True)
    assert [call.method for call in wire.calls] == ["editMessageCaption"]
    assert wire.calls[0].fields["caption"] == "<b>a</b>" and "reply_markup" in wire.calls[0].fields


async def test_a_picture_of_the_bots_own_keeps_its_words(bot: Bot, wire: Wire) -> None:
    """A card that is asked for under a picture is a message of its own, as Telegram's refusal leads to."""
    wire.fail("editMessageText", refuse(400, "Bad Request: there is no text in the message to edit"))
    with pytest.raises(BadRequest, match="no text"):
        await edit(bot, 12, 5, Screen("a"))
    assert [call.method for call in wire.calls] == ["editMessageText"]


def test_no_medium_is_forgotten() -> None:
    assert set(MEDIA) == set(SENDS) == {one.value for one in Medium} - {"location"}


async def test_a_document_is_read_while_it_is_sent_and_never_held_whole(
    bot: Bot, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bukti.zip"
    path.write_bytes(content := bytes(range(256)) * 4096)

    def whole(_: Path) -> bytes:
        raise MemoryError

    monkeypatch.setattr(Path, "read_bytes", whole)
    made = Screen("<b>Bukti</b>", document=Document("Kutai Timur bukti dukung.zip", path))
    assert isinstance(await send(bot, 12, made), Sent)
    (call,) = wire.calls
    assert call.fields["caption"] == "<b>Bukti</b>"
    assert list(call.files.values()) == [content]
    assert call.names == ["Kutai Timur bukti dukung.zip"]
