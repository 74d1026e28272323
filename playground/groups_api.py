"""The part of the People API about groups: making them, who is in them, and their topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground import groups
from playground.acts import Act
from playground.people import Mistake


def add_group(act: Act) -> Any:
    members = [int(one) for one in act.body.get("members", [])]
    kind = act.text("kind", "supergroup")
    title, forum = act.text("title", "Grup"), bool(act.body.get("forum"))
    chat = groups.create(act.account, act.person, title, members, kind=kind, forum=forum)
    if act.body.get("with_bot"):
        groups.add_bot(act.account, chat, act.person)
    if act.body.get("rights") is not None:
        groups.promote(act.account, chat, act.person, act.names("rights"))
    return act.account.chat_view(chat)


def change_group(act: Act) -> Any:
    account, by = act.account, act.person
    chat = groups.group_of(account, act.request.path_params["chat"])
    match act.request.path_params["change"]:
        case "upgrade":
            chat = groups.upgrade(account, chat, by)
        case "join":
            groups.add_bot(account, chat, by)
        case "leave":
            groups.remove_bot(account, chat, by)
        case "forum" | "plain" as change:
            chat = groups.set_forum(account, chat, by, change == "forum")
        case "mute" | "unmute" as change:
            groups.mute(account, chat, by, change == "mute")
        case "promote":
            rights = act.names("rights") if "rights" in act.body else groups.GRANTED
            groups.promote(account, chat, by, rights)
        case "demote":
            groups.promote(account, chat, by, None)
        case "add":
            groups.add_person(account, chat, act.other("member"), by)
        case "quit":
            groups.remove_person(account, chat, by)
        case _:
            raise Mistake(
                "the bot can join, leave, be promoted or demoted; people can be added or quit; "
                "the group can upgrade, become a forum or plain, be muted or unmuted"
            )
    return account.chat_view(chat)


def add_topic(act: Act) -> Any:
    chat = groups.group_of(act.account, act.request.path_params["chat"])
    return groups.open_topic(act.account, chat, act.person, act.text("name")).view()


def change_topic(act: Act) -> Any:
    chat = groups.group_of(act.account, act.request.path_params["chat"])
    topic = groups.topic_of(chat, act.request.path_params["topic"])
    change = act.request.path_params["change"]
    groups.change_topic(act.account, chat, act.person, topic, change, act.text("name"))
    return act.account.chat_view(chat, messages=False)


ROUTES: dict[str, Callable[[Act], Any]] = {
    "/groups": add_group,
    "/groups/{chat:signed}/topics": add_topic,
    "/groups/{chat:signed}/topics/{topic:int}/{change}": change_topic,
    "/groups/{chat:signed}/{change}": change_group,
}
