"""Somebody who answers whatever she is asked, for journeys that are about the length of the way."""

from __future__ import annotations

import re

from bot.services.waiting import EVIDENCE
from playground.client import Person, Seen
from storage import chats
from storage.chats import ChatRow

from .stage import Stage

EXAMPLE = re.compile(r"(?:Contoh|Example): (.+)")
GUESSES = ("1", "2024", "Sesuai laporan", "27/5/2024")


async def answer(stage: Stage, person: Person) -> bool:
    """Answer the present card, or move on from it. False when nothing is left to do."""
    chat = await stage.database.read(chats.for_chat, person.id)
    assert chat is not None
    card = await person.screen()
    if not chat.question:
        onward = next((text for text in card.buttons if text.startswith("▶") or "Kirim" in text), None)
        if onward is None:
            return False
        await person.tap_old(card, onward)
        await stage.settle()
        return True
    if chat.mode == EVIDENCE:
        later = next(button for row in card.keyboard for button in row if button.value.startswith("ev:"))
        await person.tap_old(card, later.value)
        await stage.settle()
        return True
    if await _tapped(person, card):
        await stage.settle()
        return True
    for guess in GUESSES:
        await person.say(guess)
        await stage.settle()
        if await _is_past(stage, person, chat):
            return True
        example = EXAMPLE.search((await person.screen()).text)
        if example is not None:
            await person.say(example[1])
            await stage.settle()
            if await _is_past(stage, person, chat):
                return True
    for _ in ("there is none", "and why"):
        card = await person.screen()
        reasons = (button.value for row in card.keyboard for button in row if button.value.startswith("u:"))
        await person.tap_old(card, next(reasons))
        await stage.settle()
    return True


async def _is_past(stage: Stage, person: Person, before: ChatRow) -> bool:
    after = await stage.database.read(chats.for_chat, person.id)
    assert after is not None
    asks_for_evidence = after.mode == EVIDENCE and before.mode != EVIDENCE
    return asks_for_evidence or (after.question, after.items) != (before.question, before.items)


async def _tapped(person: Person, card: Seen) -> bool:
    """Whether a button answers: skip, next, the first choice, or Done once something is ticked."""
    data = [button for row in card.keyboard for button in row]
    for verbs in (("s", "e"), ("d",) if any(b.text.startswith("☑") for b in data) else (), ("c", "t", "v")):
        found = next((button for button in data if button.value.split(":")[0] in verbs), None)
        if found is not None:
            await person.tap_old(card, found.value)
            return True
    if any(button.text in ("Tidak ada, lanjut ▶", "None, next ▶") for button in data):
        await person.tap_old(card, "Tidak ada")
        return True
    return False
