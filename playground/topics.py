"""Topics of a forum: opened, renamed, closed, reopened and deleted, by the bot or by people.

Who may do what, and the words of each refusal, are TDLib's: an administrator with can_manage_topics may do
everything, whoever opened a topic may rename and close it, and nobody else writes in a closed one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from playground.account import Account
from playground.chats import Chat, Message, Topic
from playground.refusals import Unknown, bad_request

Params = Mapping[str, Any]

GENERAL = 1
LONGEST_NAME = 128
COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
MANAGE = "can_manage_topics"


def thread_for(account: Account, chat: Chat, wanted: int, reply_to: int | None) -> int:
    """The topic that a bot's message goes to: the one it names, else that of the message it replies to.

    Raises Refusal for a topic that is not there (General too, which must not be named) or closed to the bot.
    """
    replied = chat.messages.get(reply_to or 0)
    thread = wanted or (replied.thread if replied is not None else 0)
    if not thread:
        return 0
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not (chat.may(MANAGE) or topic.creator == account.id):
        raise bad_request("TOPIC_CLOSED")
    return thread


def opened(account: Account, chat: Chat, by: Mapping[str, Any], name: str, color: int = COLOURS[0]) -> Topic:
    """A new topic and the service message that stands first in it."""
    created = {"forum_topic_created": {"name": name, "icon_color": color}}
    message = account.post(chat, by, created, opens_topic=True)
    topic = Topic(message.id, name, color, by["id"])
    chat.topics[topic.id] = topic
    _shown(account, chat)
    return topic


def changed(account: Account, chat: Chat, by: Mapping[str, Any], topic: Topic, what: str) -> Message:
    """Puts the topic as it is now, and says in it what has become of it."""
    chat.topics[topic.id] = topic
    told = {"name": topic.name} if what == "edited" else {}
    message = account.post(chat, by, {f"forum_topic_{what}": told}, thread=topic.id)
    _shown(account, chat)
    return message


def removed(account: Account, chat: Chat, topic: Topic) -> None:
    """The topic and all that was written in it."""
    del chat.topics[topic.id]
    for message in [one for one in chat.messages.values() if one.thread == topic.id]:
        account.remove(chat, message.id)
    _shown(account, chat)


def _shown(account: Account, chat: Chat) -> None:
    topics = [topic.view() for topic in chat.topics.values()]
    account.world.hub.publish("topics", bot=account.id, chat_id=chat.id, topics=topics)


# ---------------------------------------------------------------- the bot's methods


def _forum(account: Account, params: Params) -> Chat:
    chat = account.reachable(params["chat_id"])
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    return chat


def _topic(account: Account, chat: Chat, params: Params, deed: str) -> Topic:
    topic = chat.topics.get(params["message_thread_id"])
    own = topic is not None and topic.creator == account.id
    if not (chat.may(MANAGE) or (own and deed != "delete")):
        raise bad_request(f"not enough rights to {deed} the topic")
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def create_forum_topic(account: Account, params: Params) -> Any:
    chat = _forum(account, params)
    if not chat.may(MANAGE):
        raise bad_request("not enough rights to create a topic")
    name = params["name"].strip()
    if not name:
        raise bad_request("title must be non-empty")
    color = params.get("icon_color", COLOURS[0])
    if color not in COLOURS:
        raise Unknown(f"the icon_color {color} of a topic")
    topic = opened(account, chat, account.user(), name, color)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def edit_forum_topic(account: Account, params: Params) -> Any:
    chat = _forum(account, params)
    topic = _topic(account, chat, params, "edit")
    name = params.get("name", "").strip()
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    if name:
        changed(account, chat, account.user(), replace(topic, name=name), "edited")
    return True


def _close(closed: bool) -> Callable[[Account, Params], Any]:
    def close(account: Account, params: Params) -> Any:
        chat = _forum(account, params)
        topic = _topic(account, chat, params, "edit")
        if topic.closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        what = "closed" if closed else "reopened"
        changed(account, chat, account.user(), replace(topic, closed=closed), what)
        return True

    return close


def delete_forum_topic(account: Account, params: Params) -> Any:
    chat = _forum(account, params)
    removed(account, chat, _topic(account, chat, params, "delete"))
    return True


METHODS: dict[str, Callable[[Account, Params], Any]] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": _close(True),
    "reopenForumTopic": _close(False),
    "deleteForumTopic": delete_forum_topic,
}
