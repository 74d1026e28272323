"""Group chats: made by people, joined and left, grown into supergroups; and what its owner grants the bot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from playground import topics
from playground.account import Account
from playground.chats import Chat, Person, Topic
from playground.membership import RIGHTS, bot_member
from playground.people import Mistake, deliver, member_changed, tell

GRANTED = ("can_manage_chat", "can_pin_messages", "can_manage_topics")


def create(
    account: Account,
    owner: Person,
    title: str,
    members: Collection[int],
    *,
    kind: str = "supergroup",
    forum: bool = False,
) -> Chat:
    """A group without the bot; add it next. A forum is a supergroup with topics."""
    if kind not in ("group", "supergroup"):
        raise Mistake("a group is a 'group' or a 'supergroup'")
    if forum and kind != "supergroup":
        raise Mistake("a supergroup alone can have topics")
    unknown = [one for one in members if one not in account.world.people]
    if unknown:
        raise Mistake(f"there is nobody with the id {unknown[0]}")
    people = {owner.id, *members}
    chat = Chat(
        account.world.next_group_id(kind), kind, title, owner.id, people, blocked=True, left=True, forum=forum
    )
    account.chats[chat.id] = chat
    _show(account, chat)
    return chat


def group_of(account: Account, chat_id: int) -> Chat:
    chat = account.chats.get(chat_id)
    if chat is None or chat.kind == "private":
        raise Mistake(f"there is no group {chat_id}")
    return chat


def _show(account: Account, chat: Chat) -> None:
    account.world.hub.publish("chat", bot=account.id, chat_id=chat.id)


# ---------------------------------------------------------------- who is in it


def add_bot(account: Account, chat: Chat, by: Person) -> None:
    if not chat.blocked:
        return
    before = bot_member(account, chat, "left" if chat.left else "kicked")
    chat.blocked = chat.left = False
    _show(account, chat)
    member_changed(account, by, chat, before, bot_member(account, chat))
    bot = account.user()
    deliver(account, by, chat, {"new_chat_members": [bot], "new_chat_member": bot})


def remove_bot(account: Account, chat: Chat, by: Person) -> None:
    if chat.blocked:
        return
    before = bot_member(account, chat)
    deliver(account, by, chat, {"left_chat_member": account.user()})
    chat.blocked, chat.rights = True, None
    _show(account, chat)
    member_changed(account, by, chat, before, bot_member(account, chat, "kicked"))


def add_person(account: Account, chat: Chat, person: Person, by: Person) -> None:
    if person.id in chat.members:
        return
    chat.members.add(person.id)
    _show(account, chat)
    deliver(account, by, chat, {"new_chat_members": [person.user()], "new_chat_member": person.user()})


def remove_person(account: Account, chat: Chat, person: Person) -> None:
    if person.id not in chat.members:
        return
    deliver(account, person, chat, {"left_chat_member": person.user()})
    chat.members.discard(person.id)
    _show(account, chat)


def promote(account: Account, chat: Chat, by: Person, rights: Collection[str] | None) -> None:
    """The bot becomes an administrator with these rights, or with None a member again. Owner only."""
    _owner_only(chat, by)
    if chat.blocked:
        raise Mistake("the bot is not in this group")
    if unknown := set(rights or ()) - set(RIGHTS):
        raise Mistake(f"there is no right {', '.join(sorted(unknown))}")
    before = bot_member(account, chat)
    chat.rights = None if rights is None else frozenset(rights)
    _show(account, chat)
    member_changed(account, by, chat, before, bot_member(account, chat))


def mute(account: Account, chat: Chat, by: Person, muted: bool) -> None:
    """With `muted` administrators alone may write."""
    _owner_only(chat, by)
    chat.muted = muted
    _show(account, chat)


def _owner_only(chat: Chat, person: Person) -> None:
    if person.id != chat.owner:
        raise Mistake(f"{person.name} does not own this group")


# ---------------------------------------------------------------- what it grows into


def upgrade(account: Account, chat: Chat, by: Person) -> Chat:
    """A basic group becomes a supergroup: a new id, and the old one answers with `migrate_to_chat_id`."""
    if chat.kind != "group" or chat.moved_to:
        raise Mistake("only a basic group can be upgraded")
    new_id = account.world.next_group_id("supergroup")
    grown = Chat(
        new_id,
        "supergroup",
        chat.title,
        chat.owner,
        set(chat.members),
        started=True,
        blocked=chat.blocked,
        left=chat.left,
        rights=chat.rights,
        muted=chat.muted,
    )
    account.chats[new_id] = grown
    tell(account, chat, account.post(chat, by.user(), {"migrate_to_chat_id": new_id}))
    tell(account, grown, account.post(grown, by.user(), {"migrate_from_chat_id": chat.id}))
    chat.moved_to = new_id
    _show(account, chat)
    _show(account, grown)
    return grown


def set_forum(account: Account, chat: Chat, by: Person, on: bool) -> Chat:
    """Topics on or off; for topics a basic group becomes a supergroup first, as in Telegram's apps."""
    _owner_only(chat, by)
    if on and chat.kind == "group":
        chat = upgrade(account, chat, by)
    chat.forum = on
    _show(account, chat)
    return chat


# ---------------------------------------------------------------- its topics


def topic_of(chat: Chat, topic_id: int) -> Topic:
    if topic_id not in chat.topics:
        raise Mistake(f"there is no topic {topic_id} in the chat {chat.id}")
    return chat.topics[topic_id]


def open_topic(account: Account, chat: Chat, by: Person, name: str) -> Topic:
    name = name.strip()
    if not chat.forum:
        raise Mistake("this group has no topics")
    if not 1 <= len(name) <= topics.LONGEST_NAME:
        raise Mistake(f"the name of a topic has 1 to {topics.LONGEST_NAME} characters")
    topic = topics.opened(account, chat, by.user(), name)
    tell(account, chat, chat.messages[topic.id])
    return topic


def change_topic(account: Account, chat: Chat, by: Person, topic: Topic, change: str, name: str = "") -> None:
    """`change` is close, reopen, rename or delete; for whoever opened the topic, and for the owner."""
    if by.id not in (chat.owner, topic.creator) or (change == "delete" and by.id != chat.owner):
        raise Mistake(f"{by.name} may not {change} this topic")
    if change == "delete":
        topics.removed(account, chat, topic)
        return
    fresh, what = {
        "close": (replace(topic, closed=True), "closed"),
        "reopen": (replace(topic, closed=False), "reopened"),
        "rename": (replace(topic, name=name.strip() or topic.name), "edited"),
    }.get(change, (topic, ""))
    if not what:
        raise Mistake("a topic can be closed, reopened, renamed or deleted")
    if fresh != topic:
        tell(account, chat, topics.changed(account, chat, by.user(), fresh, what))
