"""The methods by which a bot describes itself: commands by scope and language, names, descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from playground.account import Account
from playground.refusals import bad_request

Params = Mapping[str, Any]
Method = Callable[[Account, Params], Any]

SCOPES = {  # scope -> the fields that it needs
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
MOST_COMMANDS = 100


def _language(params: Params) -> str:
    language = str(params.get("language_code", ""))
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _key(account: Account, params: Params) -> tuple[str, int, int, str]:
    scope = params.get("scope") or {"type": "default"}
    needs = SCOPES.get(scope["type"])
    if needs is None:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if any(name not in scope for name in needs):
        raise bad_request(f"can't parse BotCommandScope: {' and '.join(needs)} must be given")
    if "chat_id" in needs:
        account.reachable(scope["chat_id"])
    return (scope["type"], scope.get("chat_id", 0), scope.get("user_id", 0), _language(params))


def set_my_commands(account: Account, params: Params) -> Any:
    commands = params["commands"]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        command["command"] = command["command"].removeprefix("/")
        if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
    account.profile.commands[_key(account, params)] = commands
    account.world.hub.publish("commands", bot=account.id)
    return True


def get_my_commands(account: Account, params: Params) -> Any:
    return account.profile.commands.get(_key(account, params), [])


def delete_my_commands(account: Account, params: Params) -> Any:
    account.profile.commands.pop(_key(account, params), None)
    account.world.hub.publish("commands", bot=account.id)
    return True


def _setter(name: str) -> Method:
    def set_text(account: Account, params: Params) -> Any:
        getattr(account.profile, name)[_language(params)] = params.get(name, "")
        account.world.hub.publish("commands", bot=account.id)
        return True

    return set_text


def _getter(name: str) -> Method:
    def get_text(account: Account, params: Params) -> Any:
        texts = getattr(account.profile, name)
        default = account.world.bot_name if name == "name" else ""
        return {name: texts.get(_language(params)) or texts.get("") or default}

    return get_text


def set_chat_menu_button(account: Account, params: Params) -> Any:
    account.profile.menu_button = params.get("menu_button", {"type": "default"})
    return True


def get_chat_menu_button(account: Account, params: Params) -> Any:
    return account.profile.menu_button


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
