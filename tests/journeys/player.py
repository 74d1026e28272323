"""Plays a journey: each step is one sentence of the vocabulary below, and README.md explains them all.

After every act the world comes to rest; before every act the bot is stopped and built anew.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from playground.client import Mistake, Person, Seen
from playground.faults import Kind

from .script import Journey, Slip, Step
from .stage import Stage, local
from .tale import Tale
from .things import SENDINGS, send
from .walker import answer

MOST_CALLS = 2  # the edit or send, and the answer to the tap; or the send, and what becomes of the old card
Verb = Callable[["Player", Step], Awaitable[None]]


class Player:
    """Plays one journey on a stage that is set for it."""

    def __init__(self, journey: Journey, stage: Stage) -> None:
        self.journey = journey
        self.stage = stage
        self.seen: dict[str, list[Seen]] = {who: [] for who in (*journey.setting.people, "group")}
        self.fresh: dict[str, list[Seen]] = {}  # what the last act changed, by person
        self.group_id = 0
        self.tale = Tale()
        self.faulty = False

    async def play(self) -> None:
        """Raises AssertionError with the step that failed and what was on the screen."""
        check_vocabulary(self.journey)
        for step in self.journey.steps:
            try:
                await (self._act if step.verb in ACTS else self._check)(step)
            except (AssertionError, LookupError, Mistake, TimeoutError) as error:
                raise AssertionError(self._explained(step, error)) from error

    async def _check(self, step: Step) -> None:
        await CHECKS[step.verb](self, step)

    async def _act(self, step: Step) -> None:
        if self.journey.restarts and step.who:
            await self.stage.rebuild()
        await self.stage.settle()
        if self.stage.running.world.calls:  # a bot that was away may have something to say at once
            await self._look()
        self.stage.running.world.calls.clear()
        self.stage.account.toasts.clear()
        self.stage.told = 0
        await ACTS[step.verb](self, step)
        await self.stage.settle()
        self.fresh = await self._look()
        self._count_calls(step)
        self.tale.add(step, {who: self.fresh.get(who, []) for who in self.journey.setting.people}, self._name)

    def _count_calls(self, step: Step) -> None:
        if self.faulty or step.verb not in BUDGETED:
            return
        made = self.calls(step.who)
        moved = {"deleteMessage", "answerCallbackQuery"} <= set(made)  # a tap brought the card down
        assert len(made) <= MOST_CALLS * self.stage.told + moved, f"{len(made)} calls: {', '.join(made)}"

    def calls(self, who: str) -> list[str]:
        """Methods that the bot called in this person's chat since the last act began."""
        chat = self.person(who).id
        made = [call["method"] for call in self.stage.running.world.calls if call["chat_id"] == chat]
        return [method for method in made if method not in ("setMyCommands", "getFile")]

    async def _look(self) -> dict[str, list[Seen]]:
        """What is new or different in everybody's chat, oldest message first."""
        found: dict[str, list[Seen]] = {}
        for who in self.seen:
            if who == "group" and not self.group_id:
                continue
            person = next(iter(self.stage.people.values())) if who == "group" else self.person(who)
            known = {one.id: (one.html, one.keyboard) for one in self.seen[who]}
            chat_id = self.group_id if who == "group" else 0
            current = [one for one in await person.transcript(chat_id) if one.from_bot]
            found[who] = [one for one in current if known.get(one.id) != (one.html, one.keyboard)]
            self.seen[who] += found[who]
        return found

    # ---------------------------------------------------------------- finding people and messages

    def person(self, who: str) -> Person:
        return self.stage.people[who]

    def _name(self, who: str) -> str:
        return self.journey.setting.people[who].name.split()[0]

    def shown(self, who: str) -> Seen:
        """The newest message that the last act changed; without any, the last that the bot has sent."""
        fresh = self.fresh.get(who) or self.seen[who]
        assert fresh, f"the bot has shown {who} nothing yet"
        return max(fresh, key=lambda one: (one.id, one.edits))

    def card(self, who: str, text: str, button: str = "") -> Seen:
        """The latest look of a card that had this text (and this button); it may be gone by now."""
        for one in reversed(self.seen[who]):
            if _has(one.text, text) and (not button or any(_has(label, button) for label in one.buttons)):
                return one
        raise LookupError(f"{who} never saw a card with {text!r}" + (f" and {button!r}" if button else ""))

    def token(self, who: str, place: str = "") -> str:
        """The invitation of a person, for one of her places when she has several."""
        found = [
            token
            for (one, where), token in self.stage.tokens.items()
            if one == who and where in (place or where,)
        ]
        if not found:
            raise LookupError(f"{who} has no invitation {place}".rstrip())
        return found[0]

    def _explained(self, step: Step, error: BaseException) -> str:
        lines = [f"{self.journey.name}, step {step.number}: {step.said}", str(error)]
        for who in (step.who,) if step.who else ():
            if self.seen.get(who):
                one = self.shown(who)
                lines += [
                    "",
                    f"— {who} sees:",
                    one.text,
                    *(" ".join(f"[{b.text}]" for b in row) for row in one.keyboard),
                ]
        return "\n".join(lines)

    # ---------------------------------------------------------------- acts of people

    async def starts(self, step: Step) -> None:
        payload = step.what if isinstance(step.what, str) else ""
        if payload == "without a link":
            await self.person(step.who).start()
        elif payload.startswith("with "):
            await self.person(step.who).start(payload.removeprefix("with "))
        elif payload.startswith("the link of "):
            other, _, place = payload.removeprefix("the link of ").partition(" for ")
            await self.person(step.who).start(self.token(other, place))
        else:
            await self.person(step.who).start(self.token(step.who, payload.removeprefix("for ")))

    async def types_code(self, step: Step) -> None:
        token = self.token(step.what or step.who).upper()
        await self.person(step.who).say(
            "-".join(token[at : at + 4] for at in range(0, len(token), 4)).lower()
        )

    async def says(self, step: Step) -> None:
        for text in step.what if isinstance(step.what, list) else [step.what]:
            await self.person(step.who).say(_long(text))

    async def taps(self, step: Step) -> None:
        for label in step.what if isinstance(step.what, list) else [step.what]:
            card = self.shown(step.who)
            place = re.fullmatch(r"button (\d+)", label)
            wanted = card.buttons[int(place[1]) - 1] if place else label
            await self.person(step.who).tap_old(card, wanted)

    async def taps_twice(self, step: Step) -> None:
        await self.person(step.who).tap_old(self.shown(step.who), step.what, times=2)

    async def taps_old(self, step: Step) -> None:
        card = self.card(step.who, step.what["card"], step.what["button"])
        await self.person(step.who).tap_old(card, step.what["button"])

    async def speaks(self, step: Step) -> None:
        if step.what != "id":  # what everybody is greeted in
            await self.person(step.who).say(f"/bahasa {step.what}")

    async def walks(self, step: Step) -> None:
        for _ in range(int(step.what)):
            assert await answer(self.stage, self.person(step.who)), "there is nothing left to do"

    async def deletes(self, step: Step) -> None:
        await self.person(step.who).delete(self.card(step.who, step.what))

    async def removes(self, step: Step) -> None:
        """The button beside the record of this name."""
        card = self.shown(step.who)
        row = next(row for row in card.keyboard if _has(row[0].text, step.what))
        await self.person(step.who).tap_old(card, row[-1].value)

    async def forges(self, step: Step) -> None:
        card = self.shown(step.who)
        data = step.what
        if isinstance(data, dict):
            data = self.card(data["of"], data.get("card", ""), data["button"]).button(data["button"]).value
        body = {"message_id": card.id, "data": data, "stale": True}
        await self.stage.playground.ask("POST", f"/people/{self.person(step.who).id}/tap", body)

    async def edits(self, step: Step) -> None:
        person = self.person(step.who)
        mine = [
            one
            for one in await person.transcript()
            if not one.from_bot and _has(one.text, step.what["message"])
        ]
        mine = [one for one in mine if one.text == step.what["message"]] or mine
        assert mine, f"{step.who} never wrote {step.what['message']!r}"
        await person.edit(mine[-1], step.what["to"])

    async def replies(self, step: Step) -> None:
        await self.person(step.who).reply(self._to(step), step.what["text"])

    async def sends(self, step: Step) -> None:
        what = step.what if isinstance(step.what, str) else step.what["what"]
        reply_to = None if isinstance(step.what, str) else self._to(step)
        await send(self.person(step.who), what, reply_to)

    def _to(self, step: Step) -> Seen:
        return self.card(step.who, step.what["to"], step.what.get("with", ""))

    async def blocks(self, step: Step) -> None:
        await self.person(step.who).block()

    async def unblocks(self, step: Step) -> None:
        await self.person(step.who).unblock()

    async def opens_group(self, step: Step) -> None:
        everybody = list(self.stage.people.values())
        self.group_id = await self.stage.playground.group(
            self.person(step.who), step.what or "Grup Kerja", everybody
        )

    async def says_in_group(self, step: Step) -> None:
        await self.person(step.who).say(step.what, chat_id=self.group_id)

    # ---------------------------------------------------------------- acts of the world

    async def clock(self, step: Step) -> None:
        found = re.fullmatch(r"\+(\d+) (second|minute|hour|day)s?", step.what)
        if found:
            moved = timedelta(**{f"{found[2]}s": int(found[1])})
            await self.stage.playground.advance(moved.total_seconds())
        else:
            moment = local(step.what, self.journey.setting.zone)
            await self.stage.playground.move_to(moment.isoformat())

    async def bot_stops(self, step: Step) -> None:
        await self.stage.stop()

    async def bot_is_killed(self, step: Step) -> None:
        await self.stage.kill()

    async def bot_starts(self, step: Step) -> None:
        await self.stage.start()

    async def round_closes(self, step: Step) -> None:
        await self.stage.close_rounds()

    async def right_ends(self, step: Step) -> None:
        """Of one of her agencies, by its code."""
        agency = next(one for one in self.journey.setting.agencies if one.code == step.what)
        await self.stage.end_right(self.person(step.who).id, agency)

    async def api_fails(self, step: Step) -> None:
        self.faulty = True
        facts = dict(step.what)
        kind = Kind(facts.pop("with"))
        wanted: dict[str, Any] = {"times": 1, "seconds": 0.05} | {
            name: type_(facts.pop(name))
            for name, type_ in (("times", int), ("seconds", float), ("method", str))
            if name in facts
        }
        if facts:
            raise Slip(f"step {step.number}: unknown {', '.join(facts)}")
        await self.stage.playground.fault(kind, **wanted)

    async def api_is_well(self, step: Step) -> None:
        await self.stage.playground.mend()
        self.faulty = False

    # ---------------------------------------------------------------- checks

    async def shows(self, step: Step) -> None:
        text = self.shown(step.who).text
        for fragment in _many(step.what):
            assert _has(text, fragment), f"does not show {fragment!r}"

    async def shows_no(self, step: Step) -> None:
        text = self.shown(step.who).text
        for fragment in _many(step.what):
            assert not _has(text, fragment), f"shows {fragment!r}"

    async def shows_nothing(self, step: Step) -> None:
        assert not self.fresh.get(step.who), f"shows {self.fresh[step.who][0].text!r}"

    async def shows_buttons(self, step: Step) -> None:
        labels = self.shown(step.who).buttons
        place = 0
        for wanted in _many(step.what):
            found = next((at for at in range(place, len(labels)) if _has(labels[at], wanted)), None)
            assert found is not None, f"no button {wanted!r} from place {place + 1} on; there are {labels}"
            place = found + 1

    async def shows_no_buttons(self, step: Step) -> None:
        labels = self.shown(step.who).buttons
        for unwanted in _many(step.what):
            assert not any(_has(label, unwanted) for label in labels), (
                f"there is a button {unwanted!r}: {labels}"
            )
        assert step.what or not labels, f"there are buttons: {labels}"

    async def told(self, step: Step) -> None:
        told = self.fresh.get(step.who, [])
        for fragment in _many(step.what):
            assert any(_has(one.text, fragment) for one in told), (
                f"none of {[one.text for one in told]} says {fragment!r}"
            )

    async def card_is_last(self, step: Step) -> None:
        messages = await self.person(step.who).transcript()
        assert messages[-1].id == self.shown(step.who).id, "something stands under the card"

    async def toast(self, step: Step) -> None:
        toast = await self.person(step.who).toast()
        assert _has(toast, step.what), f"the toast says {toast!r}"

    async def bubbles(self, step: Step) -> None:
        messages = [one for one in await self.person(step.who).transcript() if one.from_bot]
        assert len(messages) <= int(step.what), f"{len(messages)} messages of the bot:\n" + "\n".join(
            one.text.split("\n")[0] for one in messages
        )

    async def makes_calls(self, step: Step) -> None:
        made = self.calls(step.who)
        assert len(made) == int(step.what), f"made {', '.join(made) or 'none'}"

    async def stored(self, step: Step) -> None:
        for place, wanted in step.what.items():
            found = await self.stage.stored(place)
            for name, value in wanted.items():
                assert found.get(name, "") == value, (
                    f"{place} {name} is {found.get(name, '')!r}; stored are {found}"
                )

    async def stored_words(self, step: Step) -> None:
        for place, wanted in step.what.items():
            found = await self.stage.stored(place)
            for name, count in wanted.items():
                words = found.get(name, "").split()
                numbered = [word for n, word in enumerate(words, 1) if not word.endswith(str(n))]
                assert len(words) == int(count) and not numbered, (
                    f"{len(words)} words, out of order: {numbered[:3]}"
                )

    async def kept_files(self, step: Step) -> None:
        folder = self.stage.settings.evidence_dir
        found = [path for path in folder.rglob("*") if path.is_file()]
        assert len(found) == int(step.what), f"{len(found)} files are kept"

    async def commands(self, step: Step) -> None:
        commands = await self.person(step.who).commands()
        assert commands == _many(step.what), f"has {commands}"

    async def sends_nothing_unknown(self, step: Step) -> None:
        assert await self.stage.playground.problems() == []


ACTS: dict[str, Verb] = {
    "{who} starts": Player.starts,
    "{who} types the code of": Player.types_code,
    "{who} types her code": Player.types_code,
    "{who} says": Player.says,
    "{who} taps": Player.taps,
    "{who} taps twice": Player.taps_twice,
    "{who} taps old": Player.taps_old,
    "{who} speaks": Player.speaks,
    "{who} walks": Player.walks,
    "{who} deletes": Player.deletes,
    "{who} removes": Player.removes,
    "{who} forges": Player.forges,
    "{who} edits": Player.edits,
    "{who} replies": Player.replies,
    "{who} sends": Player.sends,
    "{who} blocks the bot": Player.blocks,
    "{who} unblocks the bot": Player.unblocks,
    "{who} adds the bot to a group": Player.opens_group,
    "{who} says in the group": Player.says_in_group,
    "clock": Player.clock,
    "bot stops": Player.bot_stops,
    "bot is killed": Player.bot_is_killed,
    "bot starts": Player.bot_starts,
    "round closes": Player.round_closes,
    "right ends of {who}": Player.right_ends,
    "api fails": Player.api_fails,
    "api is well": Player.api_is_well,
}
CHECKS: dict[str, Verb] = {
    "bot shows {who}": Player.shows,
    "bot shows {who} no": Player.shows_no,
    "bot shows {who} nothing new": Player.shows_nothing,
    "bot shows {who} buttons": Player.shows_buttons,
    "bot shows {who} no buttons": Player.shows_no_buttons,
    "bot also tells {who}": Player.told,
    "{who} has the card at the bottom": Player.card_is_last,
    "{who} sees the toast": Player.toast,
    "{who} has at most so many bubbles": Player.bubbles,
    "bot makes so many calls for {who}": Player.makes_calls,
    "stored": Player.stored,
    "kept files": Player.kept_files,
    "stored words": Player.stored_words,
    "{who} has the commands": Player.commands,
}
BUDGETED = {"{who} says", "{who} taps", "{who} taps twice", "{who} taps old", "{who} edits", "{who} replies"}


def check_vocabulary(journey: Journey) -> None:
    """Raises Slip for a step that nobody understands."""
    for step in journey.steps:
        if step.verb not in ACTS and step.verb not in CHECKS:
            raise Slip(f"{journey.name}, step {step.number}: nobody understands {step.said!r}")
        if step.verb == "{who} sends":
            what = step.what if isinstance(step.what, str) else step.what["what"]
            if what.split(" ")[0] not in SENDINGS:
                raise Slip(f"{journey.name}, step {step.number}: one sends {', '.join(SENDINGS)}")


def _many(what: str | Sequence[str]) -> list[str]:
    return ([what] if what else []) if isinstance(what, str) else list(what)


def _has(text: str, fragment: str) -> bool:
    """Line breaks and case aside."""
    return " ".join(fragment.split()).casefold() in " ".join(text.split()).casefold()


def _long(text: str) -> str:
    """'kata × 900' is so many words: a text that no phone sends in one message."""
    found = re.fullmatch(r"(.+) × (\d+)", text)
    return " ".join(f"{found[1]}{n}" for n in range(1, int(found[2]) + 1)) if found else text
