"""Group chats: made by people, joined and left by the bot, grown into supergroups."""

from __future__ import annotations

from playground.account import Account
from playground.chats import Chat, Person
from playground.people import Mistake, deliver, member_changed


def create(
    account: Account, owner: Person, title: str, members: list[int], *, kind: str = "supergroup"
) -> Chat:
    """A group without the bot; add it next."""
    if kind not in ("group", "supergroup"):
        raise Mistake("a group is a 'group' or a 'supergroup'")
    unknown = [one for one in members if one not in account.world.people]
    if unknown:
        raise Mistake(f"there is nobody with the id {unknown[0]}")
    chat = Chat(account.world.next_group_id(kind), kind, title, owner.id, {owner.id, *members}, blocked=True)
    account.chats[chat.id] = chat
    account.world.hub.publish("chat", bot=account.id, chat_id=chat.id)
    return chat


def group_of(account: Account, chat_id: int) -> Chat:
    chat = account.chats.get(chat_id)
    if chat is None or chat.kind == "private":
        raise Mistake(f"there is no group {chat_id}")
    return chat


def add_bot(account: Account, chat: Chat, by: Person) -> None:
    if not chat.blocked:
        return
    chat.blocked = False
    account.world.hub.publish("chat", bot=account.id, chat_id=chat.id)
    member_changed(account, by, chat, "left", "member")
    bot = account.user()
    deliver(account, by, chat, {"new_chat_members": [bot], "new_chat_member": bot})


def remove_bot(account: Account, chat: Chat, by: Person) -> None:
    if chat.blocked:
        return
    deliver(account, by, chat, {"left_chat_member": account.user()})
    chat.blocked = True
    account.world.hub.publish("chat", bot=account.id, chat_id=chat.id)
    member_changed(account, by, chat, "member", "kicked")


def upgrade(account: Account, chat: Chat, by: Person) -> Chat:
    """A basic group becomes a supergroup: a new id, and the old one answers with `migrate_to_chat_id`."""
    if chat.kind != "group" or chat.moved_to:
        raise Mistake("only a basic group can be upgraded")
    new_id = account.world.next_group_id("supergroup")
    grown = Chat(new_id, "supergroup", chat.title, chat.owner, set(chat.members), started=True)
    account.chats[new_id] = grown
    message = account.post(chat, by.user(), {"migrate_to_chat_id": new_id})
    account.tell("message", account.message_json(chat, message), chat.id)
    message = account.post(grown, by.user(), {"migrate_from_chat_id": chat.id})
    account.tell("message", account.message_json(grown, message), new_id)
    chat.moved_to = new_id
    account.world.hub.publish("chat", bot=account.id, chat_id=new_id)
    return grown
