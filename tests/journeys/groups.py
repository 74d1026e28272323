"""Groups in a journey: one at a time, with or without topics, and what the bot may do in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.client import Person

from .script import Slip, Step
from .wording import has, long, many

if TYPE_CHECKING:
    from .player import Player

MANAGE = ["can_manage_topics", "can_pin_messages"]
FACTS = {"title", "kind", "topics", "administrator", "people"}


async def opens_group(player: Player, step: Step) -> None:
    """With everybody in it, unless `people` says who besides her."""
    facts = step.what if isinstance(step.what, dict) else {"title": step.what}
    if unknown := set(facts) - FACTS:
        raise Slip(f"step {step.number}: unknown {', '.join(unknown)}; known are {', '.join(sorted(FACTS))}")
    members = [player.person(who) for who in many(facts.get("people", list(player.stage.people)))]
    player.group_id = await player.stage.playground.group(
        player.person(step.who),
        facts.get("title") or "Grup Kerja",
        members,
        kind=facts.get("kind", "supergroup"),
        forum=facts.get("topics") == "yes",
        rights=MANAGE if facts.get("administrator") == "yes" else None,
    )
    player.seen["group"] = []


async def _change(player: Player, who: str, change: str, **more: object) -> None:
    player.group_id = (
        await player.stage.playground.change_group(player.group_id, player.person(who), change, **more)
    )["id"]


async def promotes(player: Player, step: Step) -> None:
    await _change(player, step.who, "promote", rights=many(step.what) or MANAGE)


async def demotes(player: Player, step: Step) -> None:
    await _change(player, step.who, "demote")


async def removes_bot(player: Player, step: Step) -> None:
    await _change(player, step.who, "leave")


async def adds_bot_again(player: Player, step: Step) -> None:
    await _change(player, step.who, "join")


async def upgrades(player: Player, step: Step) -> None:
    await _change(player, step.who, "upgrade")
    player.seen["group"] = []


async def turns_on_topics(player: Player, step: Step) -> None:
    before = player.group_id
    await _change(player, step.who, "forum")
    if player.group_id != before:
        player.seen["group"] = []


async def joins(player: Player, step: Step) -> None:
    view = await player.stage.playground.ask("GET", f"/chats/{player.group_id}")
    owner = Person(player.stage.playground, view["owner"], "")
    await player.stage.playground.change_group(
        player.group_id, owner, "add", member=player.person(step.who).id
    )


async def quits(player: Player, step: Step) -> None:
    await player.stage.playground.change_group(player.group_id, player.person(step.who), "quit")


async def mutes(player: Player, step: Step) -> None:
    await _change(player, step.who, "mute")


async def opens_topic(player: Player, step: Step) -> None:
    await player.stage.playground.topic(player.group_id, player.person(step.who), step.what)


async def closes_topic(player: Player, step: Step) -> None:
    await _change_topic(player, step, "close")


async def reopens_topic(player: Player, step: Step) -> None:
    await _change_topic(player, step, "reopen")


async def deletes_topic(player: Player, step: Step) -> None:
    await _change_topic(player, step, "delete")


async def _change_topic(player: Player, step: Step, change: str) -> None:
    topic = await _topic(player, step.what)
    await player.stage.playground.change_topic(player.group_id, player.person(step.who), topic, change)


async def _topic(player: Player, name: str) -> int:
    topics = (await player.stage.playground.ask("GET", f"/chats/{player.group_id}"))["topics"]
    for topic in topics:
        if has(topic["name"], name):
            return int(topic["id"])
    raise LookupError(f"no topic {name!r} among {[topic['name'] for topic in topics]}")


async def says_in_group(player: Player, step: Step) -> None:
    await player.person(step.who).say(step.what, chat_id=player.group_id)


async def says_in_topic(player: Player, step: Step) -> None:
    topic = await _topic(player, step.what["topic"])
    await player.person(step.who).say(step.what["text"], chat_id=player.group_id, topic=topic)


async def taps_in_group(player: Player, step: Step) -> None:
    for label in many(step.what):
        await player.person(step.who).tap_old(player.shown("group"), label, chat_id=player.group_id)


async def replies_in_group(player: Player, step: Step) -> None:
    """To the newest message there with that text, in its topic."""
    earlier = player.card("group", step.what["to"])
    await player.person(step.who).reply(earlier, long(step.what["text"]), chat_id=player.group_id)


async def starts_in_group(player: Player, step: Step) -> None:
    """As when an invitation's link is opened for a group instead of a private chat."""
    await player.person(step.who).say(
        f"/start {player.token(step.what or step.who)}", chat_id=player.group_id
    )


# ---------------------------------------------------------------- checks


async def shows_in_topic(player: Player, step: Step) -> None:
    """What the last act brought there."""
    topic = await _topic(player, step.what["topic"])
    came = [one for one in player.fresh.get("group", []) if one.raw["thread"] == topic]
    for fragment in many(step.what["text"]):
        assert any(has(one.text, fragment) for one in came), (
            f"none of {[one.text for one in came]} says {fragment!r}"
        )


async def has_topics(player: Player, step: Step) -> None:
    topics = (await player.stage.playground.ask("GET", f"/chats/{player.group_id}"))["topics"]
    found = [topic["name"] + (" (closed)" if topic["closed"] else "") for topic in topics]
    assert found == many(step.what), f"its topics are {found}"


ACTS = {
    "{who} adds the bot to a group": opens_group,
    "{who} makes the bot an administrator": promotes,
    "{who} makes the bot a member": demotes,
    "{who} removes the bot from the group": removes_bot,
    "{who} adds the bot again": adds_bot_again,
    "{who} upgrades the group": upgrades,
    "{who} turns on topics": turns_on_topics,
    "{who} joins the group": joins,
    "{who} leaves the group": quits,
    "{who} lets administrators alone write": mutes,
    "{who} opens the topic": opens_topic,
    "{who} closes the topic": closes_topic,
    "{who} reopens the topic": reopens_topic,
    "{who} deletes the topic": deletes_topic,
    "{who} says in the group": says_in_group,
    "{who} says in the topic": says_in_topic,
    "{who} taps in the group": taps_in_group,
    "{who} replies in the group": replies_in_group,
    "{who} opens in the group the link of": starts_in_group,
}
CHECKS = {
    "bot shows in the topic": shows_in_topic,
    "the group has the topics": has_topics,
}
