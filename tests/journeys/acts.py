"""What people do in a journey, and what happens to their world; README.md explains each sentence."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from playground.client import Seen
from playground.faults import Kind

from . import groups
from .script import Slip, Step
from .setting import local
from .things import send
from .walker import answer
from .wording import has, long
from .workbooks import content_of

if TYPE_CHECKING:
    from .player import Player

Verb = Callable[["Player", Step], Awaitable[None]]


# ---------------------------------------------------------------- acts of people


async def starts(player: Player, step: Step) -> None:
    payload = step.what if isinstance(step.what, str) else ""
    if payload == "without a link":
        await player.person(step.who).start()
    elif payload.startswith("with "):
        await player.person(step.who).start(payload.removeprefix("with "))
    elif payload.startswith("the link shown to "):
        shown = player.card(payload.removeprefix("the link shown to "), "?start=")  # the newest that has one
        found = re.search(r"start=(\w+)", shown.text)
        assert found, "there is no link"
        await player.person(step.who).start(found[1])
    elif payload.startswith("the link of "):
        other, _, place = payload.removeprefix("the link of ").partition(" for ")
        await player.person(step.who).start(player.token(other, place))
    else:
        await player.person(step.who).start(player.token(step.who, payload.removeprefix("for ")))


async def types_code(player: Player, step: Step) -> None:
    token = player.token(step.what or step.who).upper()
    await player.person(step.who).say("-".join(token[at : at + 4] for at in range(0, len(token), 4)).lower())


async def says(player: Player, step: Step) -> None:
    for text in step.what if isinstance(step.what, list) else [step.what]:
        await player.person(step.who).say(long(text))


async def taps(player: Player, step: Step) -> None:
    for label in step.what if isinstance(step.what, list) else [step.what]:
        card = player.shown(step.who)
        place = re.fullmatch(r"button (\d+)", label)
        wanted = card.buttons[int(place[1]) - 1] if place else label
        await player.person(step.who).tap_old(card, wanted)


async def taps_twice(player: Player, step: Step) -> None:
    await player.person(step.who).tap_old(player.shown(step.who), step.what, times=2)


async def taps_old(player: Player, step: Step) -> None:
    card = player.card(step.who, step.what["card"], step.what["button"])
    await player.person(step.who).tap_old(card, step.what["button"])


async def speaks(player: Player, step: Step) -> None:
    if step.what != "id":  # what everybody is greeted in
        await player.person(step.who).say(f"/bahasa {step.what}")


async def walks(player: Player, step: Step) -> None:
    for _ in range(int(step.what)):
        assert await answer(player.stage, player.person(step.who)), "there is nothing left to do"


async def deletes(player: Player, step: Step) -> None:
    await player.person(step.who).delete(player.card(step.who, step.what))


async def removes(player: Player, step: Step) -> None:
    """The button beside the record of this name."""
    card = player.shown(step.who)
    row = next(row for row in card.keyboard if has(row[0].text, step.what))
    await player.person(step.who).tap_old(card, row[-1].value)


async def forges(player: Player, step: Step) -> None:
    card = player.shown(step.who)
    data = step.what
    if isinstance(data, dict):
        data = player.card(data["of"], data.get("card", ""), data["button"]).button(data["button"]).value
    body = {"message_id": card.id, "data": data, "stale": True}
    await player.stage.playground.ask("POST", f"/people/{player.person(step.who).id}/tap", body)


async def edits(player: Player, step: Step) -> None:
    person = player.person(step.who)
    mine = [
        one for one in await person.transcript() if not one.from_bot and has(one.text, step.what["message"])
    ]
    mine = [one for one in mine if one.text == step.what["message"]] or mine
    assert mine, f"{step.who} never wrote {step.what['message']!r}"
    await person.edit(mine[-1], step.what["to"])


async def replies(player: Player, step: Step) -> None:
    await player.person(step.who).reply(_to(player, step), step.what["text"])


async def sends(player: Player, step: Step) -> None:
    person = player.person(step.who)
    if isinstance(step.what, str):
        await send(person, step.what, None)
        return
    reply_to = _to(player, step) if "to" in step.what else None
    if "file" in step.what:
        caption = step.what.get("caption", "")
        await person.send_files("document", [content_of(step.what)], text=caption, reply_to=reply_to)
    else:
        await send(person, step.what["what"], reply_to)


def _to(player: Player, step: Step) -> Seen:
    return player.card(step.who, step.what["to"], step.what.get("with", ""))


async def blocks(player: Player, step: Step) -> None:
    await player.person(step.who).block()


async def unblocks(player: Player, step: Step) -> None:
    await player.person(step.who).unblock()


async def everybody_starts(player: Player, step: Step) -> None:
    """Whoever has an invitation and has not come in yet, one after another: who is told of whom is the same always."""
    for (who, _), token in player.stage.tokens.items():
        if not await player.person(who).transcript():
            await player.person(who).start(token)
            await player.stage.settle()


# ---------------------------------------------------------------- acts of the world


async def clock(player: Player, step: Step) -> None:
    found = re.fullmatch(r"\+(\d+) (second|minute|hour|day)s?", step.what)
    morning = re.fullmatch(r"next (\d\d:\d\d)", step.what)
    if morning:
        await player.stage.playground.next(morning[1], player.journey.setting.zone)
    elif found:
        moved = timedelta(**{f"{found[2]}s": int(found[1])})
        await player.stage.playground.advance(moved.total_seconds())
    else:
        moment = local(step.what, player.journey.setting.zone)
        await player.stage.playground.move_to(moment.isoformat())
    player.stage.look_again()


async def bot_stops(player: Player, step: Step) -> None:
    await player.stage.stop()


async def bot_is_killed(player: Player, step: Step) -> None:
    await player.stage.kill()


async def bot_starts(player: Player, step: Step) -> None:
    await player.stage.start()


async def round_closes(player: Player, step: Step) -> None:
    await player.stage.close_rounds()


async def new_round_opens(player: Player, step: Step) -> None:
    await player.stage.open_next_round(step.what)


async def right_ends(player: Player, step: Step) -> None:
    """Of one of her agencies, by its code."""
    agency = next(one for one in player.journey.setting.agencies if one.code == step.what)
    await player.stage.end_right(player.person(step.who).id, agency)


async def api_fails(player: Player, step: Step) -> None:
    player.faulty = True
    facts = dict(step.what)
    kind = Kind(facts.pop("with"))
    wanted: dict[str, Any] = {"times": 1, "seconds": 0.05} | {
        name: type_(facts.pop(name))
        for name, type_ in (("times", int), ("seconds", float), ("method", str))
        if name in facts
    }
    if facts:
        raise Slip(f"step {step.number}: unknown {', '.join(facts)}")
    await player.stage.playground.fault(kind, **wanted)


async def api_is_well(player: Player, step: Step) -> None:
    await player.stage.playground.mend()
    player.faulty = False


ACTS: dict[str, Verb] = {
    "{who} starts": starts,
    "{who} types the code of": types_code,
    "{who} types her code": types_code,
    "{who} says": says,
    "{who} taps": taps,
    "{who} taps twice": taps_twice,
    "{who} taps old": taps_old,
    "{who} speaks": speaks,
    "{who} walks": walks,
    "{who} deletes": deletes,
    "{who} removes": removes,
    "{who} forges": forges,
    "{who} edits": edits,
    "{who} replies": replies,
    "{who} sends": sends,
    "{who} blocks the bot": blocks,
    "{who} unblocks the bot": unblocks,
    "everybody starts": everybody_starts,
    **groups.ACTS,
    "clock": clock,
    "bot stops": bot_stops,
    "bot is killed": bot_is_killed,
    "bot starts": bot_starts,
    "round closes": round_closes,
    "a new round opens": new_round_opens,
    "right ends of {who}": right_ends,
    "api fails": api_fails,
    "api is well": api_is_well,
}
