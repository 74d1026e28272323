"""How much somebody has to do: her taps and messages since she was last asked about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .script import Step

if TYPE_CHECKING:
    from .player import Player

WORD = "{who} needed so much"
TAPS = {"{who} taps": 1, "{who} taps twice": 2, "{who} taps old": 1, "{who} removes": 1}
MESSAGES = {"{who} says": 1, "{who} sends": 1, "{who} edits": 1, "{who} replies": 1}


async def needed(player: Player, step: Step) -> None:
    taps = messages = 0
    for one in player.journey.steps[: step.number - 1]:
        if one.who != step.who:
            continue
        if one.verb == WORD:
            taps = messages = 0
        many = len(one.what) if isinstance(one.what, list) else 1
        taps += TAPS.get(one.verb, 0) * many
        messages += MESSAGES.get(one.verb, 0) * many
    wanted = int(step.what["taps"]), int(step.what["messages"])
    assert (taps, messages) == wanted, f"needed {taps} taps and {messages} messages"
