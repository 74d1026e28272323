"""Messages over HTTP with python-telegram-bot: sent, edited, deleted, with files and keyboards."""

from __future__ import annotations

from datetime import timedelta

import pytest
import telegram
from callers import MOMENT, Ear
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
)
from telegram.error import BadRequest

from playground.client import Person, Playground

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000d49444154789c63606060f80f00010501013ddd2b8c0000000049454e44ae426082"
)
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])


async def test_a_sent_message_comes_back_parsed(bot: telegram.Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "<b>Hai</b> &amp; 😀", parse_mode="HTML", reply_markup=YES)
    assert (sent.text, sent.text_html) == ("Hai & 😀", "<b>Hai</b> &amp; 😀")
    assert sent.reply_markup == YES
    assert sent.date == MOMENT
    assert sent.from_user is not None and sent.from_user.is_bot


async def test_all_private_chats_of_a_bot_share_one_sequence_of_ids(
    bot: telegram.Bot, chat: int, playground: Playground
) -> None:
    budi = await playground.person("Budi")
    theirs = await budi.start()
    mine = await bot.send_message(chat, "a")
    other = await bot.send_message(budi.id, "b")
    assert [theirs + 1, theirs + 2] == [mine.message_id, other.message_id]


async def test_an_edit_replaces_text_and_keyboard(bot: telegram.Bot, chat: int, rini: Person) -> None:
    sent = await bot.send_message(chat, "a", reply_markup=YES)
    edited = await sent.edit_text("b")
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.reply_markup, edited.edit_date) == ("b", None, MOMENT)
    screen = await rini.screen()
    assert (screen.id, screen.text, screen.buttons, screen.edits) == (sent.message_id, "b", [], 1)


async def test_a_changed_keyboard_alone_is_an_edit_that_does_not_show(
    bot: telegram.Bot, chat: int, rini: Person
) -> None:
    sent = await bot.send_message(chat, "a")
    await sent.edit_reply_markup(YES)
    screen = await rini.screen()
    assert (screen.buttons, screen.edits) == (["Ya"], 0)


async def test_edits_that_cannot_be_are_refused(bot: telegram.Bot, chat: int, rini: Person) -> None:
    own = await rini.say("halo")
    sent = await bot.send_message(chat, "a", reply_markup=YES)
    photo = await bot.send_photo(chat, PIXEL)
    for message_id, reason in (
        (sent.message_id, "Message is not modified"),
        (999, "Message to edit not found"),
        (own, "Message can't be edited"),
        (photo.message_id, "There is no text in the message to edit"),
    ):
        with pytest.raises(BadRequest, match=reason):
            await bot.edit_message_text("a", chat, message_id, reply_markup=YES)


async def test_a_deleted_message_is_gone(bot: telegram.Bot, chat: int, rini: Person) -> None:
    sent = await bot.send_message(chat, "a")
    await sent.delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    assert [message.text for message in await rini.transcript()] == ["/start"]


async def test_after_two_days_a_message_can_no_longer_be_deleted(
    bot: telegram.Bot, chat: int, playground: Playground
) -> None:
    sent = await bot.send_message(chat, "a")
    await playground.advance(timedelta(hours=49).total_seconds())
    with pytest.raises(BadRequest, match="can't be deleted"):
        await sent.delete()


async def test_an_uploaded_file_can_be_fetched_again(bot: telegram.Bot, chat: int) -> None:
    sent = await bot.send_document(
        chat, b"isi berkas", filename="SK Bupati.pdf", caption="<i>SK</i>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size, sent.caption) == ("SK Bupati.pdf", 10, "SK")
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"isi berkas"
    again = await bot.send_document(chat, sent.document.file_id)
    assert again.document is not None and again.document.file_unique_id == sent.document.file_unique_id


async def test_a_file_over_twenty_megabytes_cannot_be_fetched(bot: telegram.Bot, rini: Person) -> None:
    for size, fetched in ((20 << 20, True), ((20 << 20) + 1, False)):
        await rini.send_document(bytes(size))
        file_id = (await rini.transcript())[-1].raw["media"]["file_id"]
        if fetched:
            assert (await bot.get_file(file_id)).file_size == size
        else:
            with pytest.raises(BadRequest, match="File is too big"):
                await bot.get_file(file_id)


async def test_the_bots_names_are_kept_by_language(bot: telegram.Bot) -> None:
    await bot.set_my_name("Pilar", "en")
    await bot.set_my_description("Kuesioner")
    await bot.set_my_short_description("Survey", "en")
    assert (await bot.get_my_name("en")).name == "Pilar"
    assert (await bot.get_my_description("en")).description == "Kuesioner"
    assert (await bot.get_my_short_description()).short_description == ""


async def test_a_message_is_copied_and_forwarded(bot: telegram.Bot, chat: int, rini: Person) -> None:
    sent = await rini.say("halo")
    await bot.copy_message(chat, chat, sent)
    copied = await rini.screen()
    forwarded = await bot.forward_message(chat, chat, sent)
    assert (copied.text, "forward_origin" in copied.raw) == ("halo", False)
    assert forwarded.forward_origin is not None and forwarded.forward_origin.type == "user"
    post = await rini.forward("Pengumuman", name="Info Kutim")
    again = await bot.forward_message(chat, chat, post)
    assert isinstance(again.forward_origin, telegram.MessageOriginChannel)
    assert again.forward_origin.chat.title == "Info Kutim"


async def test_a_file_that_somebody_sent_is_sent_back_by_its_id_and_only_as_what_it_is(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear
) -> None:
    await rini.send_files("voice", [("a.ogg", "audio/ogg", b"a")])
    await rini.send_document(b"isi", name="SK.pdf")
    await rini.send_photo(PIXEL)
    voice, document, photo = [update.message for update in await ear.hear(3) if update.message]
    assert voice.voice and document.document
    assert (await bot.send_voice(chat, voice.voice.file_id)).voice == voice.voice
    assert (await bot.send_document(chat, document.document.file_id)).document == document.document
    assert (await bot.send_photo(chat, photo.photo[-1].file_id)).photo == photo.photo
    with pytest.raises(BadRequest, match=r"(?i)can.t use file of type photo as document"):
        await bot.send_document(chat, photo.photo[-1].file_id)


async def test_a_photo_has_its_size_and_a_text_file_is_no_photo(bot: telegram.Bot, chat: int) -> None:
    sent = await bot.send_photo(chat, PIXEL)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (2, 1)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(chat, b"no picture")


def drawn(width: int, height: int) -> bytes:
    """The beginning of a PNG of this size: as much as the server looks at."""
    return PIXEL[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PIXEL[24:]


@pytest.mark.parametrize(
    ("width", "height", "fits"),
    [(1080, 8920, True), (1080, 8921, False), (100, 2000, True), (100, 2001, False), (0, 10, False)],
)
async def test_a_photo_is_neither_huge_nor_a_ribbon(
    bot: telegram.Bot, chat: int, width: int, height: int, fits: bool
) -> None:
    if fits:
        assert (await bot.send_photo(chat, drawn(width, height))).photo[-1].height == height
    else:
        with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
            await bot.send_photo(chat, drawn(width, height))


async def test_an_album_of_pictures_has_captions_of_its_own(
    bot: telegram.Bot, chat: int, rini: Person
) -> None:
    pages = [InputMediaPhoto(PIXEL, caption=f"<b>{n}</b>", parse_mode="HTML") for n in range(1, 4)]
    sent = await bot.send_media_group(chat, pages)
    assert [one.caption_html for one in sent] == ["<b>1</b>", "<b>2</b>", "<b>3</b>"]
    assert [one.raw["media_group_id"] for one in (await rini.transcript())[1:]] == [
        sent[0].media_group_id
    ] * 3
    long = [InputMediaPhoto(PIXEL, caption=f"<b>{'x' * n}</b>", parse_mode="HTML") for n in (1024, 1025)]
    assert await bot.send_media_group(chat, [long[0], *pages])
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_media_group(chat, [long[1], *pages])
    with pytest.raises(BadRequest, match="Can't mix"):
        await bot.send_media_group(chat, [*pages, InputMediaDocument(b"a", filename="a.txt")])
    assert len(await rini.transcript()) == 8


async def test_an_album_shares_its_group(bot: telegram.Bot, chat: int) -> None:
    files = [InputMediaDocument(b"a", filename="a.txt"), InputMediaDocument(b"b", filename="b.txt")]
    sent = await bot.send_media_group(chat, files)
    assert [one.document.file_name for one in sent if one.document] == ["a.txt", "b.txt"]
    assert len({one.media_group_id for one in sent}) == 1
    with pytest.raises(BadRequest, match=r"(?i)wrong number of messages"):
        await bot.send_media_group(chat, files[:1])


async def test_the_picture_of_a_message_can_be_replaced(bot: telegram.Bot, chat: int, rini: Person) -> None:
    sent = await bot.send_photo(chat, PIXEL, caption="a")
    await bot.edit_message_media(
        InputMediaDocument(b"b", filename="b.txt", caption="b"), chat, sent.message_id
    )
    screen = await rini.screen()
    assert (screen.media, screen.text) == ("document", "b")
    await bot.edit_message_caption(chat, sent.message_id, caption="c")
    assert (await rini.screen()).text == "c"


async def test_a_location_a_reaction_and_a_pin_arrive(bot: telegram.Bot, chat: int, rini: Person) -> None:
    sent = await bot.send_location(chat, -0.5, 117.1)
    await bot.send_chat_action(chat, "typing")
    await bot.set_message_reaction(chat, sent.message_id, "👍")
    await bot.pin_chat_message(chat, sent.message_id)
    seen = (await rini.screen()).raw
    assert (seen["location"]["longitude"], seen["reaction"], seen["pinned"]) == (117.1, "👍", True)
    pinned = (await bot.get_chat(chat)).pinned_message
    assert pinned is not None and pinned.message_id == sent.message_id


async def test_a_reply_carries_the_card_with_its_keyboard(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear
) -> None:
    card = await bot.send_message(chat, "Berapa?", reply_markup=YES)
    await rini.reply(card.message_id, "12")
    (update,) = await ear.hear()
    assert update.message is not None and update.message.reply_to_message is not None
    assert update.message.reply_to_message.message_id == card.message_id
    assert update.message.reply_to_message.reply_markup == YES


async def test_the_menu_of_the_narrowest_scope_in_her_language_wins(
    bot: telegram.Bot, chat: int, rini: Person
) -> None:
    async def menu(command: str, **where: object) -> None:
        await bot.set_my_commands([BotCommand(command, "…")], **where)  # type: ignore[arg-type]

    seen = []
    for command, where in (
        ("a", {}),
        ("b", {"language_code": "id"}),
        ("c", {"scope": BotCommandScopeAllPrivateChats()}),
        ("d", {"scope": BotCommandScopeAllPrivateChats(), "language_code": "id"}),
        ("e", {"scope": BotCommandScopeChat(chat)}),
        ("f", {"scope": BotCommandScopeChat(chat), "language_code": "en"}),
    ):
        await menu(command, **where)
        seen += await rini.commands()
    assert seen == ["a", "b", "c", "d", "e", "e"]
    await rini.speak("en")
    assert await rini.commands() == ["f"]
    await bot.delete_my_commands(BotCommandScopeChat(chat), "en")
    assert await rini.commands() == ["e"]
