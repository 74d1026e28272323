"""Bots as processes of their own: started by a fork server, killed and stopped by their process id."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from . import forks

ROOT = Path(__file__).parents[2]


class Forks:
    """`async with Forks(folder) as bots:`; whatever still runs at the end is killed."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "bot.log"
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(Path(forks.__file__))),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=self.log.parent,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(60):
            await self._answer()
        return self

    async def __aexit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 10)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def start(self, environment: Mapping[str, str]) -> Bot:
        answer = await self.order(do="start", env=dict(environment), log=str(self.log))
        return Bot(self, int(answer["pid"]))

    async def order(self, **order: Any) -> dict[str, Any]:
        async with self._turn:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            return await self._answer()

    async def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        assert line, "the fork server ended"
        found: dict[str, Any] = json.loads(line)
        return found


@dataclass(frozen=True, slots=True)
class Bot:
    forks: Forks
    pid: int

    def strike(self) -> None:
        """SIGKILL, now; `end` sees it off."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    async def kill(self) -> None:
        self.strike()
        assert await self.end() == -signal.SIGKILL

    async def terminate(self, seconds: float = 10) -> int | None:
        """The exit code after SIGTERM; None if it still runs after so many seconds."""
        os.kill(self.pid, signal.SIGTERM)
        return await self.end(seconds)

    async def end(self, seconds: float = 10) -> int | None:
        answer = await self.forks.order(do="wait", pid=self.pid, seconds=seconds)
        code: int | None = answer["code"]
        return code
