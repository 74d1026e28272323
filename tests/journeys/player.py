"""Plays a journey: each step is one sentence of the vocabulary below, and README.md explains them all.

After every act the world comes to rest; before every act the bot is stopped and built anew, unless its process lives.
"""

from __future__ import annotations

from playground.client import Mistake, Person, Seen

from .acts import ACTS
from .checks import CHECKS
from .script import Journey, Slip, Step
from .stage import Stage
from .tale import Tale
from .things import SENDINGS
from .wording import has

MOST_CALLS = 2  # the edit or send, and the answer to the tap; or the send, and what becomes of the old card


class Player:
    """Plays one journey on a stage that is set for it."""

    def __init__(self, journey: Journey, stage: Stage, *, lives: bool = False) -> None:
        self.journey = journey
        self.lives = lives  # the process is not dropped between steps, and looks at each what is due
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
        if self.lives:
            self.stage.look_again()
        elif self.journey.restarts != "no" and step.who:
            await self.stage.rebuild()
        await self.stage.settle()
        if self.stage.running.world.calls:  # a bot that was away may have something to say at once
            await self._look()
        self.stage.running.world.calls.clear()
        self.stage.account.toasts.clear()
        self.stage.told = 0
        before = await self.stage.pushed(self.person(step.who).id) if step.verb in BUDGETED else 0
        await ACTS[step.verb](self, step)
        await self.stage.settle()
        self.fresh = await self._look()
        if step.verb in BUDGETED and not self.faulty:
            self._count_calls(step, await self.stage.pushed(self.person(step.who).id) - before)
        everybody = (*self.journey.setting.people, *(["group"] if self.group_id else []))
        self.tale.add(step, {who: self.fresh.get(who, []) for who in everybody}, self._name)

    def _count_calls(self, step: Step, pushed: int) -> None:
        """What the outbox brought meanwhile is no part of the answer: a picture or a workbook comes when it is
        made."""
        made = self.calls(step.who)
        moved = {"deleteMessage", "answerCallbackQuery"} <= set(made)  # a tap brought the card down
        beside = "editMessageCaption" in made  # the words under a file, and the card that lists the file
        most = MOST_CALLS * self.stage.told + moved + beside + pushed
        assert len(made) <= most, f"{len(made)} calls: {', '.join(made)}"

    def calls(self, who: str) -> list[str]:
        """Methods that the bot called in this person's chat since the last act began."""
        chat = self.person(who).id
        made = [call["method"] for call in self.stage.running.world.calls if call["chat_id"] == chat]
        return [method for method in made if method not in ("setMyCommands", "getFile")]

    async def _look(self) -> dict[str, list[Seen]]:
        """What is new or different in everybody's chat, oldest message first."""
        found: dict[str, list[Seen]] = {}
        calls = self.stage.running.world.calls
        called = {call["chat_id"] for call in calls} if len(calls) != calls.maxlen else None
        for who in self.seen:
            mine = self.group_id if who == "group" else self.person(who).id
            if not mine or (called is not None and mine not in called):
                continue
            person = next(iter(self.stage.people.values())) if who == "group" else self.person(who)
            known = {one.id: _look_of(one) for one in self.seen[who]}
            chat_id = self.group_id if who == "group" else 0
            current = [one for one in await person.transcript(chat_id) if one.from_bot]
            found[who] = [one for one in current if known.get(one.id) != _look_of(one)]
            self.seen[who] += found[who]
        return found

    # ---------------------------------------------------------------- finding people and messages

    def person(self, who: str) -> Person:
        return self.stage.people[who]

    def _name(self, who: str) -> str:
        return self.journey.setting.people[who].name.split()[0] if who != "group" else "👥"

    def shown(self, who: str) -> Seen:
        """The newest message that the last act changed; without any, the last that the bot has sent."""
        fresh = self.fresh.get(who) or self.seen[who]
        assert fresh, f"the bot has shown {who} nothing yet"
        return max(fresh, key=lambda one: (one.id, one.edits))

    def card(self, who: str, text: str, button: str = "") -> Seen:
        """The latest look of a card that had this text (and this button); it may be gone by now."""
        for one in reversed(self.seen[who]):
            if has(one.text, text) and (not button or any(has(label, button) for label in one.buttons)):
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


def _look_of(one: Seen) -> tuple[object, ...]:
    """What somebody would notice if it were different: another picture too, though its caption is the same."""
    return one.html, one.keyboard, one.raw.get("media", {}).get("file_id")


BUDGETED = {"{who} says", "{who} taps", "{who} taps twice", "{who} taps old", "{who} edits", "{who} replies"}


def _check_file(journey: Journey, step: Step) -> None:
    known = {"file", "rows", "sheet", "sheets", "form", "text", "caption", "to", "with"}
    if set(step.what) - known or not {"rows", "sheets", "form", "text"} & set(step.what):
        raise Slip(
            f"{journey.name}, step {step.number}: a file has rows, sheets, a form or a text; "
            f"known are {', '.join(sorted(known))}"
        )


def check_vocabulary(journey: Journey) -> None:
    """Raises Slip for a step that nobody understands."""
    for step in journey.steps:
        if step.verb not in ACTS and step.verb not in CHECKS:
            raise Slip(f"{journey.name}, step {step.number}: nobody understands {step.said!r}")
        if step.verb == "{who} sends":
            if isinstance(step.what, dict) and "file" in step.what:
                _check_file(journey, step)
                continue
            what = step.what if isinstance(step.what, str) else step.what["what"]
            if what.split(" ")[0] not in SENDINGS:
                raise Slip(f"{journey.name}, step {step.number}: one sends {', '.join(SENDINGS)}")
