"""The methods that ask who is in a chat, and the bot's leaving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.account import Account
from playground.chats import Chat
from playground.refusals import bad_request

Params = Mapping[str, Any]


def get_chat(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    found = {**account.chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11}
    found["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    if chat.pinned and chat.pinned[-1] in chat.messages:
        found["pinned_message"] = account.message_json(chat, chat.messages[chat.pinned[-1]])
    return found


RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_pin_messages", "can_manage_topics"),
)


def bot_member(account: Account, chat: Chat, status: str = "") -> dict[str, Any]:
    """The bot's own ChatMember: what it is in this chat, or was in `status`."""
    status = status or ("member" if chat.rights is None else "administrator")
    found: dict[str, Any] = {"user": account.user(), "status": status}
    if status == "kicked":
        return {**found, "until_date": 0}
    if status != "administrator":
        return found
    held = {name: chat.may(name) or name == "can_manage_chat" for name in RIGHTS}
    return {**found, "can_be_edited": False, "is_anonymous": False, **held}


def _member(account: Account, chat: Chat, user_id: int, *, is_in: bool, first: bool) -> dict[str, Any]:
    if user_id == account.id:
        return bot_member(account, chat, "" if is_in else "left")
    user = account.world.people[user_id].user()
    if is_in and first:
        return {"user": user, "status": "creator", "is_anonymous": False}
    return {"user": user, "status": "member" if is_in else "left"}


def get_chat_member(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    user_id = params["user_id"]
    if user_id != account.id and user_id not in account.world.people:
        raise bad_request("invalid user_id specified")
    if chat.kind == "private":
        return _member(account, chat, user_id, is_in=user_id in (chat.id, account.id), first=False)
    is_in = user_id in chat.members or user_id == account.id
    return _member(account, chat, user_id, is_in=is_in, first=user_id == chat.owner)


def get_chat_member_count(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    return 2 if chat.kind == "private" else len(chat.members) + 1


def get_chat_administrators(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    admins = [_member(account, chat, chat.owner, is_in=True, first=True)]
    return admins if chat.rights is None else [*admins, bot_member(account, chat)]


def leave_chat(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.blocked = chat.left = True
    chat.rights = None
    account.world.hub.publish("chat", bot=account.id, chat_id=chat.id)
    return True
