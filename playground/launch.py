"""Starts the playground inside a running event loop, and stops it: for the demo, tests and `python -m`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn

from playground.server import application
from playground.world import Controller, World, world

GRACE_SECONDS = 1.0
IDLE_SECONDS = 75  # longer than clients keep a connection: who closes first must not be a race


class _Server(uvicorn.Server):
    """Leaves signals to whoever started it (the demo has a bot to stop as well), and ends at once when told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    async def main_loop(self) -> None:
        await self.ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        tasks = list(self.server_state.tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
            for task in late:
                task.cancel()
        for listening in sockets or []:
            listening.close()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listening(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's delay off only on sockets that say they are TCP; create_server's do not,
    # and every answer would come 40 ms late
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(512)
    except OSError:
        listening.close()
        raise
    return listening


def _is_news(record: logging.LogRecord) -> bool:
    """A connection that an ordered fault breaks is no news."""
    return "without completing response" not in record.getMessage()


@dataclass(frozen=True, slots=True)
class Running:
    """`address` is where the page is, and what a bot takes as its Bot API server."""

    address: str
    world: World
    _server: _Server
    _task: asyncio.Task[None]

    async def stop(self) -> None:
        await self.world.close()
        self._server.ended.set()
        await self._task

    async def finished(self) -> None:
        """Until the server ends."""
        await self._task


async def start(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    clock_file: Path | None = None,
    moment: datetime | None = None,
    frozen: bool = False,
    controller: Controller | None = None,
    people: Iterable[Mapping[str, Any]] = (),
    bot_username: str = "pilar_bot",
    bot_name: str = "Pilar",
    zone: str = "",
) -> Running:
    """Serves on `port` (0: any free one). Raises OSError if it is taken.

    `people` are dicts of name and, where wanted, language_code, role, username and person_id. The clock
    starts at `moment`, else at the moment in the `clock_file`, else now; `frozen` lets it stand still.
    The page shows times in `zone` (as in Asia/Makassar) until somebody chooses another.
    """
    listening = _listening(host, port)
    held = world(
        clock_file,
        moment=moment,
        frozen=frozen,
        controller=controller,
        bot_username=bot_username,
        bot_name=bot_name,
        zone=zone,
    )
    for person in people:
        held.add_person(**person)
    config = uvicorn.Config(
        application(held),
        lifespan="off",
        log_level="warning",
        access_log=False,
        date_header=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=IDLE_SECONDS,
    )
    server = _Server(config)
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has a flag and no event
        await asyncio.sleep(0.001)
    held.clock.start()
    bound = listening.getsockname()[1]
    return Running(f"http://{host}:{bound}", held, server, task)
