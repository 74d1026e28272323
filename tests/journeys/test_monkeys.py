"""People who tap and type anything: whatever they do, every update is handled and the bot comes to rest."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from playground.client import Mistake, Person, Seen

from .script import read_journey
from .stage import Stage
from .things import send

HERE = Path(__file__).parent
TEXTS = (
    "ya", "2", "412,5", "1.234", "nihil", "-", "semua", "1, 3", "kemarin", "27/5/24", "/lanjut", "/pilar", "/tinjau",
    "/bahasa en", "/bahasa id", "/bantuan", "/status", "/undang", "/start", "Swarga Bara & <b>", "siap bu", "1,2 M", "5",
    "7 < 8", "0", "14.20", "-0.5 117.1", "👍", "tidak ada", "besok pukul 9", "x" * 4000, "https://drive.google.com/a", "/bukti",
)  # fmt: skip
FORMS = {
    "records": "repeats/nested.yaml",
    "choices": "choices/several.yaml",
    "logic": "forms/logic.yaml",
    "scopes": "forms/scopes.yaml",
    "files": "files/evidence.yaml",
    "evidence": "evidence/asked.yaml",
    "colleagues": "colleagues/two.yaml",
    "questionnaire": "walks/pillar.yaml",
}
TURNS = 60


@pytest.mark.parametrize("form", FORMS)
async def test_whatever_people_do_no_update_is_left_unhandled(
    form: str, sqlite_url: str, tmp_path: Path
) -> None:
    setting = read_journey(HERE / FORMS[form]).setting
    async with Stage(setting, sqlite_url, tmp_path) as stage:
        chance = random.Random(form)
        seen: dict[str, list[Seen]] = {who: [] for who in stage.people}
        for (who, _), token in stage.tokens.items():
            await stage.people[who].start(token)
        await stage.settle()
        done: list[str] = []
        for turn in range(TURNS):
            who = chance.choice(list(stage.people))
            done.append(await _act(chance, stage.people[who], seen[who]))
            if chance.random() < 0.7:
                await stage.settle()
            if turn % 20 == 19:
                await stage.rebuild()
            assert await stage.dead() == [], f"{form}: after {done[-3:]}"
        await stage.settle()
        assert await stage.dead() == []
        assert await stage.playground.problems() == []


async def _act(chance: random.Random, person: Person, seen: list[Seen]) -> str:
    messages = await person.transcript()
    seen += [one for one in messages if one.from_bot and one.keyboard and one not in seen]
    cards = [one for one in messages if one.keyboard]
    mine = [one for one in messages if not one.from_bot and one.text]
    choice = chance.random()
    try:
        if choice < 0.55 and cards:
            card = cards[-1] if chance.random() < 0.8 else chance.choice(seen)
            button = chance.choice([b for row in card.keyboard for b in row if b.does == "data"])
            await person.tap_old(card, button.value, times=chance.choice((1, 1, 1, 2)))
            return f"tap {button.text}"
        if choice < 0.85:
            text = chance.choice(TEXTS)
            await person.say(text)
            return f"say {text[:20]}"
        if choice < 0.9 and mine:
            text = chance.choice(TEXTS)
            await person.edit(chance.choice(mine), text)
            return f"edit {text[:20]}"
        if choice < 0.95 and cards:
            await person.reply(chance.choice(cards), chance.choice(TEXTS))
            return "reply"
        thing = chance.choice(
            ("photo", "document SK.pdf", "voice", "sticker", "contact", "location", "album 3", "forward ya")
        )
        await send(person, thing, None)
        return f"send {thing}"
    except (Mistake, IndexError):
        return "nothing"
