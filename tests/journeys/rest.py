"""Knows when the bot's background loops have nothing left to do; a moved clock is a reason to look again."""

from __future__ import annotations

from datetime import datetime

from bot.background import Background, Loop

ALWAYS = {"beat", "purge"}  # they say that the process lives, and clean up: nobody waits for them


class Rest:
    """Looks over the shoulder of every loop of a process, whatever it is called."""

    def __init__(self, background: Background) -> None:
        self._watched = [_Watched(loop) for loop in background.loops if loop.name not in ALWAYS]

    def look_again(self) -> None:
        """The time is another one: every loop shall ask what is due now."""
        for one in self._watched:
            one.poke()

    @property
    def is_there(self) -> bool:
        """Whether every loop has run since it was last poked, and none has more to do."""
        return not any(one.busy for one in self._watched)


class _Watched:
    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._step = loop._step
        self._running = 0
        self._more = False
        self._owed = False  # it was poked, and no step has begun since
        loop._step = self.step

    def poke(self) -> None:
        self._owed = True
        self._loop.poke()

    @property
    def busy(self) -> bool:
        task = self._loop._task
        lives = task is not None and not task.done()
        return lives and (self._owed or self._more or self._running > 0 or self._loop._woken.is_set())

    async def step(self, now: datetime) -> bool | datetime:
        self._owed = False
        self._running += 1
        self._more = False
        try:
            found = await self._step(now)
            self._more = found is True
            return found
        finally:
            self._running -= 1
