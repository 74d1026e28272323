"""What must be true in a journey; README.md explains each sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from . import attached, effort, groups
from .script import Step
from .wording import has, many

if TYPE_CHECKING:
    from .player import Player

Verb = Callable[["Player", Step], Awaitable[None]]


# ---------------------------------------------------------------- checks


async def shows(player: Player, step: Step) -> None:
    text = player.shown(step.who).text
    for fragment in many(step.what):
        assert has(text, fragment), f"does not show {fragment!r}"


async def shows_no(player: Player, step: Step) -> None:
    text = player.shown(step.who).text
    for fragment in many(step.what):
        assert not has(text, fragment), f"shows {fragment!r}"


async def shows_nothing(player: Player, step: Step) -> None:
    assert not player.fresh.get(step.who), f"shows {player.fresh[step.who][0].text!r}"


async def shows_buttons(player: Player, step: Step) -> None:
    labels = player.shown(step.who).buttons
    place = 0
    for wanted in many(step.what):
        found = next((at for at in range(place, len(labels)) if has(labels[at], wanted)), None)
        assert found is not None, f"no button {wanted!r} from place {place + 1} on; there are {labels}"
        place = found + 1


async def shows_no_buttons(player: Player, step: Step) -> None:
    labels = player.shown(step.who).buttons
    for unwanted in many(step.what):
        assert not any(has(label, unwanted) for label in labels), f"there is a button {unwanted!r}: {labels}"
    assert step.what or not labels, f"there are buttons: {labels}"


async def told(player: Player, step: Step) -> None:
    told = player.fresh.get(step.who, [])
    for fragment in many(step.what):
        assert any(has(one.text, fragment) for one in told), (
            f"none of {[one.text for one in told]} says {fragment!r}"
        )


async def card_is_last(player: Player, step: Step) -> None:
    messages = await player.person(step.who).transcript()
    assert messages[-1].id == player.shown(step.who).id, "something stands under the card"


async def toast(player: Player, step: Step) -> None:
    toast = await player.person(step.who).toast()
    assert has(toast, step.what), f"the toast says {toast!r}"


async def bubbles(player: Player, step: Step) -> None:
    messages = [one for one in await player.person(step.who).transcript() if one.from_bot]
    assert len(messages) <= int(step.what), f"{len(messages)} messages of the bot:\n" + "\n".join(
        one.text.split("\n")[0] for one in messages
    )


async def makes_calls(player: Player, step: Step) -> None:
    made = player.calls(step.who)
    assert len(made) == int(step.what), f"made {', '.join(made) or 'none'}"


async def stored(player: Player, step: Step) -> None:
    for place, wanted in step.what.items():
        found = await player.stage.stored(place)
        for name, value in wanted.items():
            assert found.get(name, "") == value, (
                f"{place} {name} is {found.get(name, '')!r}; stored are {found}"
            )


async def stored_words(player: Player, step: Step) -> None:
    for place, wanted in step.what.items():
        found = await player.stage.stored(place)
        for name, count in wanted.items():
            words = found.get(name, "").split()
            numbered = [word for n, word in enumerate(words, 1) if not word.endswith(str(n))]
            assert len(words) == int(count) and not numbered, (
                f"{len(words)} words, out of order: {numbered[:3]}"
            )


async def kept_files(player: Player, step: Step) -> None:
    folder = Path(player.stage.settings.evidence_dir)
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert len(found) == int(step.what), f"{len(found)} files are kept"


async def commands(player: Player, step: Step) -> None:
    commands = await player.person(step.who).commands()
    assert commands == many(step.what), f"has {commands}"


async def sends_nothing_unknown(player: Player, step: Step) -> None:
    assert await player.stage.playground.problems() == []


async def tells_nobody(player: Player, step: Step) -> None:
    told = {who: messages[0].text for who, messages in player.fresh.items() if messages}
    assert not told, f"told {told}"


async def tells_everybody(player: Player, step: Step) -> None:
    """Each representative, in exactly one message."""
    for who, role in player.journey.setting.people.items():
        if role.represents:
            told = [one.text for one in player.fresh.get(who, [])]
            for fragment in many(step.what):
                found = [text for text in told if has(text, fragment)]
                assert len(found) == 1, f"{who} is told {fragment!r} {len(found)} times in {told}"


async def breaks_no_limit(player: Player, step: Step) -> None:
    counted = await player.stage.playground.ask("GET", "/limits")
    assert counted["mode"] == "strict", "nothing is counted: the journey does not say `limits: strict`"
    broken = counted["broken"]
    assert not broken, f"{len(broken)} times too fast, first {broken[0]}"


CHECKS: dict[str, Verb] = {
    "bot shows {who}": shows,
    "bot shows {who} no": shows_no,
    "bot shows {who} nothing new": shows_nothing,
    "bot shows {who} buttons": shows_buttons,
    "bot shows {who} no buttons": shows_no_buttons,
    "bot also tells {who}": told,
    "bot tells nobody anything": tells_nobody,
    "bot tells everybody": tells_everybody,
    "bot breaks no limit": breaks_no_limit,
    "bot shows {who} a picture": attached.shows_a_picture,
    "bot sends {who} the document": attached.sends_the_document,
    **groups.CHECKS,
    "{who} has the card at the bottom": card_is_last,
    "{who} sees the toast": toast,
    "{who} has at most so many bubbles": bubbles,
    "bot makes so many calls for {who}": makes_calls,
    effort.WORD: effort.needed,
    "stored": stored,
    "kept files": kept_files,
    "stored words": stored_words,
    "{who} has the commands": commands,
}
