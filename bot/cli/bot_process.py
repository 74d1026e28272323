"""The bot as a process of its own, so that a demo can kill it and start it again."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping


class BotProcess:
    """The bot as a process of its own, so that the page can kill it and start it again."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def restart(self) -> None:
        await self.stop()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env={**os.environ, **self._environment}
        )

    async def kill(self) -> None:
        """As a power cut would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 12)
            except TimeoutError:
                await self.kill()

    def status(self) -> str:
        return "running" if self._process is not None and self._process.returncode is None else "stopped"
