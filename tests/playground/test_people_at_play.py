"""What people do in the playground, and the updates that a bot gets for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import telegram
from callers import Ear
from telegram.error import BadRequest, ChatMigrated, Forbidden
from test_bot_api_messages import PIXEL, YES

from playground.client import Person, Playground
from playground.people import Mistake


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda rini: rini.say("12 unit"), "text"),
        (lambda rini: rini.send_photo(PIXEL, text="foto"), "photo"),
        (lambda rini: rini.send_document(b"isi", name="SK.pdf"), "document"),
        (lambda rini: rini.send_files("audio", [("a.mp3", "audio/mpeg", b"a")]), "audio"),
        (lambda rini: rini.send_files("voice", [("a.ogg", "audio/ogg", b"a")]), "voice"),
        (lambda rini: rini.send_files("video", [("a.mp4", "video/mp4", b"a")]), "video"),
        (lambda rini: rini.send_location(0.5, 117.5, accuracy=12), "location"),
        (lambda rini: rini.send_contact(), "contact"),
        (lambda rini: rini.send_sticker("👍"), "sticker"),
        (lambda rini: rini.forward("Undangan rapat"), "forward_origin"),
    ],
)
async def test_whatever_she_sends_arrives_as_telegram_would_send_it(
    rini: Person, ear: Ear, act: Callable[[Person], Awaitable[Any]], field: str
) -> None:
    await act(rini)
    (update,) = await ear.hear()
    assert update.message is not None and getattr(update.message, field)
    assert update.effective_user is not None and update.effective_user.full_name == "Rini Wulandari"
    assert update.message.api_kwargs == {}


async def test_a_link_opens_with_its_payload(rini: Person, ear: Ear) -> None:
    await rini.start("https://t.me/pilar_bot?start=abc-123_X")
    (update,) = await ear.hear()
    assert update.message is not None and update.message.text == "/start abc-123_X"
    assert update.message.entities[0].type == "bot_command"


async def test_an_album_is_one_group_of_messages(rini: Person, ear: Ear) -> None:
    await rini.send_files("photo", [("a.png", "image/png", PIXEL)] * 3, text="tiga")
    updates = await ear.hear(3)
    messages = [update.message for update in updates if update.message]
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["tiga", None, None]


async def test_more_than_ten_files_are_several_albums_and_voices_are_none(rini: Person, ear: Ear) -> None:
    await rini.send_files("document", [(f"{n}.txt", "text/plain", b"a") for n in range(13)])
    groups = [update.message.media_group_id for update in await ear.hear(13) if update.message]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [10, 3]
    await rini.send_files("voice", [("a.ogg", "audio/ogg", b"a")] * 2)
    assert [update.message.media_group_id for update in await ear.hear(2) if update.message] == [None, None]


async def test_photos_and_videos_share_an_album(rini: Person, ear: Ear) -> None:
    await rini.send_files("photo", [("a.png", "image/png", PIXEL), ("b.mp4", "video/mp4", b"b")], text="dua")
    photo, video = [update.message for update in await ear.hear(2) if update.message]
    assert photo.photo and video.video and photo.media_group_id == video.media_group_id


@pytest.mark.parametrize(
    ("origin", "name", "said"),
    [
        ("channel", "Info Kutim", lambda origin: origin.chat.title),
        ("hidden_user", "Budi", lambda origin: origin.sender_user_name),
        ("user", "Budi Santoso", lambda origin: origin.sender_user.full_name),
    ],
)
async def test_a_forwarded_file_says_who_posted_it_and_when(
    rini: Person, ear: Ear, origin: str, name: str, said: Callable[[Any], str]
) -> None:
    files = [("SK.pdf", "application/pdf", b"isi")]
    await rini.forward("SK tim", origin=origin, name=name, days=3, files=files)
    (update,) = await ear.hear()
    assert update.message is not None and update.message.document and update.message.caption == "SK tim"
    posted = update.message.forward_origin
    assert posted is not None and (posted.type, said(posted)) == (origin, name)
    assert (update.message.date - posted.date).days == 3
    assert update.message.api_kwargs == posted.api_kwargs == {}
    assert (await rini.transcript())[-1].raw["forwarded"]["name"] == name


async def test_what_is_forwarded_again_is_the_same_file_with_its_first_origin(
    rini: Person, ear: Ear, playground: Playground
) -> None:
    budi = await playground.person("Budi Santoso")
    album = [(f"{n}.txt", "text/plain", b"a") for n in range(2)]
    last = await budi.send_files("document", album)
    await rini.forward_messages(last - 1, last, of=budi)
    await rini.forward_messages(last + 1)
    first, _, again, _, third = [update.message for update in await ear.hear(5) if update.message]
    assert first.document and again.document and third.document
    unique = first.document.file_unique_id
    assert [again.document.file_unique_id, third.document.file_unique_id] == [unique, unique]
    assert again.media_group_id not in (None, first.media_group_id) and third.media_group_id is None
    for one in (again, third):
        assert isinstance(one.forward_origin, telegram.MessageOriginUser)
        assert one.forward_origin.sender_user.id == budi.id
    with pytest.raises(Mistake, match="no message"):
        await rini.forward_messages(999)


async def test_a_text_too_long_for_one_message_becomes_several(rini: Person, ear: Ear) -> None:
    await rini.say("kata " * 1700)
    updates = await ear.hear(3)
    texts = [update.message.text or "" for update in updates if update.message]
    assert max(map(len, texts)) <= 4096
    assert " ".join(texts) == ("kata " * 1700).strip()


async def test_a_tap_names_the_card_and_its_answer_shows(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear
) -> None:
    card = await bot.send_message(chat, "Ya?", reply_markup=YES)
    await rini.tap("Ya")
    (update,) = await ear.hear()
    query = update.callback_query
    assert query is not None and query.message is not None
    assert (query.data, query.message.message_id) == ("y", card.message_id)
    await bot.answer_callback_query(query.id, "Tersimpan")
    assert await rini.toast() == "Tersimpan"
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)


async def test_a_tap_on_a_card_that_has_changed_meanwhile_still_arrives(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear
) -> None:
    card = await bot.send_message(chat, "Ya?", reply_markup=YES)
    seen = await rini.screen()
    await card.edit_text("Lain")
    with pytest.raises(Mistake, match="no buttons at all"):
        await rini.tap_old(card.message_id, "Ya")
    await rini.tap_old(seen, "Ya", times=2)
    updates = await ear.hear(2)
    assert [update.callback_query.data for update in updates if update.callback_query] == ["y", "y"]


async def test_buttons_that_open_or_copy_tell_the_bot_nothing(
    bot: telegram.Bot, chat: int, rini: Person
) -> None:
    rows = [
        [telegram.InlineKeyboardButton("Buka", url="https://t.me/pilar_bot?start=x")],
        [telegram.InlineKeyboardButton("Salin", copy_text=telegram.CopyTextButton("kode"))],
    ]
    await bot.send_message(chat, "…", reply_markup=telegram.InlineKeyboardMarkup(rows))
    assert await rini.tap("Buka") == {"opens": "https://t.me/pilar_bot?start=x"}
    assert await rini.tap("Salin") == {"copies": "kode"}
    assert await bot.get_updates(offset=-1) == ()


async def test_an_edit_arrives_as_such_and_ends_after_two_days(
    rini: Person, ear: Ear, playground: Playground
) -> None:
    sent = await rini.say("12")
    await rini.edit(sent, "13")
    _, update = await ear.hear(2)
    assert update.edited_message is not None
    assert (update.edited_message.text, update.edited_message.message_id) == ("13", sent)
    await playground.advance(49 * 3600)
    with pytest.raises(Mistake, match="48 hours"):
        await rini.edit(sent, "14")


async def test_a_blocked_bot_hears_it_and_can_say_nothing(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear
) -> None:
    await rini.block()
    (update,) = await ear.hear()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(chat, "a")
    with pytest.raises(Mistake, match="unblock"):
        await rini.say("a")
    await rini.start()
    updates = await ear.hear(2)
    assert updates[0].my_chat_member is not None and updates[1].message is not None
    await bot.send_message(chat, "a")


async def test_in_a_group_the_bot_hears_what_concerns_it(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear, playground: Playground
) -> None:
    budi = await playground.person("Budi")
    group = await playground.group(rini, "Tim smart city", [budi])
    card = await bot.send_message(group, "Halo")
    for text in ("rapat jam 9", "/status", "/status@pilar_bot", "/status@other_bot", "hai @pilar_bot"):
        await budi.say(text, chat_id=group)
    await budi.reply(card.message_id, "baik", chat_id=group)
    updates = await ear.hear(6)
    assert updates[0].my_chat_member is not None
    texts = [update.message.text for update in updates[2:] if update.message]
    assert texts == ["/status", "/status@pilar_bot", "hai @pilar_bot", "baik"]
    member = await bot.get_chat_member(group, budi.id)
    assert (member.status, await bot.get_chat_member_count(group)) == ("member", 3)


async def test_an_upgraded_group_answers_with_its_new_id(
    bot: telegram.Bot, rini: Person, playground: Playground
) -> None:
    group = await playground.group(rini, "Tim", kind="group")
    grown = await playground.ask("POST", f"/groups/{group}/upgrade", {"person": rini.id})
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group, "a")
    assert caught.value.new_chat_id == grown["id"]
    await bot.send_message(grown["id"], "a")


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/people", {"name": " "}, "a person needs a name"),
        ("/people/5/say", {"text": "a"}, "there is no such person"),
        ("/people/{rini}/say", {"text": "  "}, "an empty message"),
        ("/people/{rini}/say", {"text": ["a"]}, "text must be a text"),
        ("/people/{rini}/say", {"text": "a", "reply_to": 99}, "there is no message 99"),
        ("/people/{rini}/say", {"text": "a", "chat_id": -5}, "not in the chat"),
        ("/people/{rini}/tap", {"message_id": "x"}, "message_id must be a number"),
        ("/people/{rini}/edit", {"message_id": 99, "text": "a"}, "there is no message 99"),
        ("/people/{rini}/send", {"kind": "gif"}, "a file can be sent as one of"),
        ("/people/{rini}/send", {"kind": "photo"}, "one to 100 files"),
        ("/people/{rini}/send", {"kind": "forward"}, "nothing to forward"),
        (
            "/people/{rini}/send",
            {"kind": "forward", "text": "a", "origin": "radio"},
            "from a channel, a user",
        ),
        ("/people/{rini}/send", {"kind": "forward", "messages": ["1"]}, "a list of numbers"),
        ("/people/{rini}/send", {"kind": "location", "latitude": 91}, "latitude runs"),
        ("/faults", {"kind": "earthquake"}, "a fault is one of"),
        ("/clock", {"moment": "yesterday"}, "Invalid isoformat"),
        ("/clock", {"moment": "2024-06-18T09:00:00"}, "needs its offset"),
        ("/clock", {"seconds": 1e18}, "cannot go that far"),
        ("/clock", {"next": "8 o'clock"}, "Invalid isoformat"),
        ("/clock", {"next": "08:00", "zone": "Mars/Base"}, "no such time zone"),
        ("/groups", {"person": "{rini}", "forum": True, "kind": "group"}, "supergroup alone"),
        ("/groups", {"person": "{rini}", "members": [5]}, "nobody with the id 5"),
        ("/groups/-5/topics", {"person": "{rini}", "name": "a"}, "there is no group -5"),
        ("/bot/kill", {}, "was not started by the playground"),
    ],
)
async def test_what_nobody_could_do_is_refused_with_a_reason(
    playground: Playground, rini: Person, path: str, body: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Mistake, match=reason):
        filled = {name: rini.id if value == "{rini}" else value for name, value in body.items()}
        await playground.ask("POST", path.format(rini=rini.id), filled)


async def test_a_photo_that_is_none_cannot_be_sent(rini: Person) -> None:
    with pytest.raises(Mistake, match="not a picture"):
        await rini.send_photo(b"%PDF")


async def test_a_chat_can_be_read_as_plain_text(
    bot: telegram.Bot, chat: int, rini: Person, playground: Playground
) -> None:
    await bot.send_message(chat, "<b>Ya?</b>", parse_mode="HTML", reply_markup=YES)
    await rini.send_document(b"isi", name="SK.pdf", text="ini SK")
    address = f"{playground.address}/playground/chats/{chat}?as=text"
    import aiohttp

    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        text = await answer.text()
    assert text == (
        "— Rini Wulandari (2024-06-18 01:00 UTC)\n/start\n\n"
        "— Pilar (2024-06-18 01:00 UTC)\nYa?\n[ Ya ]\n\n"
        "— Rini Wulandari (2024-06-18 01:00 UTC)\n<document SK.pdf 3 bytes>\nini SK\n\n"
    )
