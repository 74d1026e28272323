"""Groups, forums and their topics, over HTTP with python-telegram-bot: who may write where, and in which words not."""

from __future__ import annotations

import pytest
import telegram
from callers import Ear, Raw
from telegram.error import BadRequest, ChatMigrated, Forbidden
from test_bot_api_messages import PIXEL, YES

from playground.client import Person, Playground
from playground.people import Mistake

MANAGE = ["can_manage_topics"]


@pytest.fixture
async def sari(playground: Playground) -> Person:
    """Owns the groups."""
    return await playground.person("Sari Handayani", role="Koordinator")


@pytest.fixture
async def forum(playground: Playground, sari: Person, rini: Person, ear: Ear) -> int:
    """A supergroup with topics, in which the bot manages them."""
    group = await playground.group(sari, "Tim smart city", [rini], forum=True, rights=MANAGE)
    await ear.hear(3)
    return group


async def test_a_topic_is_opened_written_in_renamed_closed_and_deleted(
    bot: telegram.Bot, forum: int, playground: Playground, sari: Person
) -> None:
    topic = await bot.create_forum_topic(forum, "Evaluasi 2024")
    sent = await bot.send_message(forum, "Rekap", message_thread_id=topic.message_thread_id)
    assert (sent.is_topic_message, sent.message_thread_id) == (True, topic.message_thread_id)
    assert sent.chat.is_forum
    picture = await bot.send_photo(forum, PIXEL, message_thread_id=topic.message_thread_id)
    assert picture.message_thread_id == topic.message_thread_id
    await bot.edit_forum_topic(forum, topic.message_thread_id, "Evaluasi Tahap I")
    await bot.close_forum_topic(forum, topic.message_thread_id)
    view = await playground.ask("GET", f"/chats/{forum}")
    assert view["topics"] == [{"id": topic.message_thread_id, "name": "Evaluasi Tahap I", "closed": True}]
    await bot.delete_forum_topic(forum, topic.message_thread_id)
    assert [one.text for one in await sari.transcript(forum)] == [""]  # the bot's joining is left
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum, "a", message_thread_id=topic.message_thread_id)


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendMessage", {"text": "a", "message_thread_id": 999}, "message thread not found"),
        ("sendMessage", {"text": "a", "message_thread_id": 1}, "message thread not found"),
        ("createForumTopic", {"name": " "}, "title must be non-empty"),
        ("createForumTopic", {"name": "x" * 129}, "must be 1-128 characters"),
        ("createForumTopic", {"name": "a", "icon_color": 3}, "does not know the icon_color 3"),
        ("createForumTopic", {"name": "a", "icon_custom_emoji_id": "5"}, 'does not know the parameter "icon'),
        ("editForumTopic", {"message_thread_id": 999, "name": "a"}, "TOPIC_ID_INVALID"),
        ("closeForumTopic", {"message_thread_id": 999}, "TOPIC_ID_INVALID"),
        ("getChatMember", {"user_id": 5}, "invalid user_id"),
    ],
)
async def test_what_a_forum_refuses(
    raw: Raw, forum: int, method: str, params: dict[str, object], reason: str
) -> None:
    answer = await raw.call(method, chat_id=forum, **params)
    assert answer["error_code"] == 400
    assert reason in answer["description"]


async def test_what_stays_as_it_was_is_said_so(bot: telegram.Bot, forum: int) -> None:
    topic = (await bot.create_forum_topic(forum, "a")).message_thread_id
    for change in (bot.edit_forum_topic(forum, topic, "a"), bot.reopen_forum_topic(forum, topic)):
        with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
            await change


async def test_without_the_right_no_topic_is_made_or_changed(
    bot: telegram.Bot, forum: int, playground: Playground, sari: Person
) -> None:
    own = (await bot.create_forum_topic(forum, "a")).message_thread_id
    theirs = await playground.topic(forum, sari, "b")
    await playground.change_group(forum, sari, "demote")
    for call, reason in (
        (bot.create_forum_topic(forum, "c"), "not enough rights to create a topic"),
        (bot.edit_forum_topic(forum, theirs, "c"), "not enough rights to edit the topic"),
        (bot.close_forum_topic(forum, theirs), "not enough rights to edit the topic"),
        (bot.delete_forum_topic(forum, own), "not enough rights to delete the topic"),
    ):
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await call
    assert await bot.close_forum_topic(forum, own)


async def test_a_closed_topic_takes_no_message_of_a_plain_member(
    bot: telegram.Bot, forum: int, playground: Playground, sari: Person, rini: Person
) -> None:
    topic = await playground.topic(forum, sari, "Pengumuman")
    await playground.change_topic(forum, sari, topic, "close")
    assert await bot.send_message(forum, "a", message_thread_id=topic)
    await playground.change_group(forum, sari, "demote")
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(forum, "a", message_thread_id=topic)
    with pytest.raises(Mistake, match="is closed"):
        await rini.say("a", chat_id=forum, topic=topic)
    await playground.change_topic(forum, sari, topic, "reopen")
    assert await bot.send_message(forum, "a", message_thread_id=topic)


async def test_general_has_a_number_for_the_chat_action_alone(bot: telegram.Bot, forum: int) -> None:
    assert await bot.send_chat_action(forum, "typing", message_thread_id=1)
    sent = await bot.send_message(forum, "a")
    assert (sent.message_thread_id, sent.is_topic_message) == (None, None)


async def test_a_group_without_topics_has_none(
    bot: telegram.Bot, playground: Playground, sari: Person
) -> None:
    group = await playground.group(sari, "Tim", rights=MANAGE)
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await bot.create_forum_topic(group, "a")
    with pytest.raises(Mistake, match="has no topics"):
        await playground.topic(group, sari, "a")
    await playground.change_group(group, sari, "forum")
    assert (await bot.get_chat(group)).is_forum
    assert await bot.create_forum_topic(group, "a")


async def test_a_reply_goes_to_the_topic_of_what_it_answers(
    bot: telegram.Bot, forum: int, sari: Person, ear: Ear, playground: Playground
) -> None:
    topic = await playground.topic(forum, sari, "Evaluasi")
    await sari.say("/status", chat_id=forum, topic=topic)
    opened, asked = await ear.hear(2)
    assert opened.message is not None and opened.message.forum_topic_created is not None
    assert asked.message is not None and asked.message.message_thread_id == topic
    # as with Telegram, whatever is written in a topic replies to the message that opened it
    assert asked.message.reply_to_message is not None
    assert asked.message.reply_to_message.forum_topic_created is not None
    answer = await bot.send_message(
        forum, "b", reply_parameters=telegram.ReplyParameters(asked.message.message_id)
    )
    assert answer.message_thread_id == topic
    await sari.reply(answer.message_id, "baik", chat_id=forum)
    (reply,) = await ear.hear()
    assert reply.message is not None and reply.message.message_thread_id == topic


async def test_a_tap_in_a_topic_says_where_and_who(
    bot: telegram.Bot, forum: int, sari: Person, rini: Person, ear: Ear, playground: Playground
) -> None:
    topic = await playground.topic(forum, sari, "Evaluasi")
    card = await bot.send_message(forum, "Ya?", message_thread_id=topic, reply_markup=YES)
    await rini.tap_old(card.message_id, "Ya", chat_id=forum)
    _, update = await ear.hear(2)
    query = update.callback_query
    assert query is not None and isinstance(query.message, telegram.Message)
    assert (query.from_user.id, query.message.message_thread_id) == (rini.id, topic)


async def test_an_administrator_hears_everything_and_a_member_what_concerns_it(
    forum: int, sari: Person, rini: Person, ear: Ear, playground: Playground
) -> None:
    await rini.say("rapat jam 9", chat_id=forum)
    (heard,) = await ear.hear()
    assert heard.message is not None and heard.message.text == "rapat jam 9"
    await playground.change_group(forum, sari, "demote")
    await rini.say("jadi?", chat_id=forum)
    await rini.say("/status", chat_id=forum)
    demoted, command = await ear.hear(2)
    assert demoted.my_chat_member is not None
    assert demoted.my_chat_member.old_chat_member.status == "administrator"
    assert command.message is not None and command.message.text == "/status"


async def test_the_bots_rights_can_be_asked_for(
    bot: telegram.Bot, forum: int, playground: Playground, sari: Person, rini: Person
) -> None:
    me = await bot.get_chat_member(forum, bot.id)
    assert isinstance(me, telegram.ChatMemberAdministrator)
    assert (me.can_manage_topics, me.can_pin_messages) == (True, False)
    assert {one.user.id for one in await bot.get_chat_administrators(forum)} == {sari.id, bot.id}
    with pytest.raises(Mistake, match="does not own"):
        await playground.change_group(forum, rini, "demote")
    with pytest.raises(Mistake, match="no right can_fly"):
        await playground.change_group(forum, sari, "promote", rights=["can_fly"])


async def test_where_administrators_alone_write_a_member_may_not(
    bot: telegram.Bot, playground: Playground, sari: Person
) -> None:
    group = await playground.group(sari, "Pengumuman")
    await playground.change_group(group, sari, "mute")
    for call, what in (
        (bot.send_message(group, "a"), "text messages"),
        (bot.send_photo(group, PIXEL), "photos"),
    ):
        with pytest.raises(BadRequest, match=f"(?i)not enough rights to send {what} to the chat"):
            await call
    await playground.change_group(group, sari, "promote")
    assert await bot.send_message(group, "a")


async def test_a_bot_that_is_out_of_a_group_is_told_how(
    bot: telegram.Bot, playground: Playground, sari: Person, ear: Ear
) -> None:
    group = await playground.group(sari, "Tim", rights=MANAGE)
    await playground.change_group(group, sari, "leave")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group, "a")
    await playground.change_group(group, sari, "join")
    assert (await bot.get_chat_member(group, bot.id)).status == "member"  # its rights are gone
    assert await bot.send_message(group, "a")
    await bot.leave_chat(group)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group, "a")


async def test_people_come_and_go(
    bot: telegram.Bot, forum: int, rini: Person, sari: Person, playground: Playground
) -> None:
    budi = await playground.person("Budi")
    with pytest.raises(Mistake, match="not in the chat"):
        await budi.say("a", chat_id=forum)
    await playground.change_group(forum, sari, "add", member=budi.id)
    assert await bot.get_chat_member_count(forum) == 4
    await playground.change_group(forum, rini, "quit")
    assert (await bot.get_chat_member(forum, rini.id)).status == "left"


async def test_a_basic_group_that_gets_topics_is_a_supergroup_with_a_new_id(
    bot: telegram.Bot, playground: Playground, sari: Person, ear: Ear
) -> None:
    group = await playground.group(sari, "Tim", kind="group", rights=MANAGE)
    grown = await playground.change_group(group, sari, "forum")
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group, "a")
    assert caught.value.new_chat_id == grown["id"]
    assert await bot.create_forum_topic(grown["id"], "a")
    updates = await ear.hear(5)
    assert [one.message.migrate_to_chat_id for one in updates if one.message][-2:] == [grown["id"], None]


async def test_a_file_goes_into_a_topic(
    forum: int, sari: Person, rini: Person, ear: Ear, playground: Playground
) -> None:
    topic = await playground.topic(forum, sari, "Evaluasi")
    await rini.send_files("document", [("a.xlsx", "application/x", b"a")], chat_id=forum, topic=topic)
    _, update = await ear.hear(2)
    assert update.message is not None and update.message.document is not None
    assert update.message.message_thread_id == topic
