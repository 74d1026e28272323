"""`python -m playground --port 8081 --clock-file clock.txt`: the server and the page alone."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path

from playground.launch import start


async def _serve(host: str, port: int, clock_file: Path | None, people: list[str]) -> None:
    running = await start(host, port, clock_file=clock_file, people=[{"name": name} for name in people])
    sys.stdout.write(f"{running.address}\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    await ended.wait()
    await running.stop()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="playground", description="A local Bot API server with a chat page."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free one (default: %(default)s)")
    parser.add_argument("--clock-file", type=Path, help="a file that carries the moved clock to the bot")
    parser.add_argument("--person", action="append", default=[], help="somebody to begin with; repeatable")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(given.host, given.port, given.clock_file, given.person))


if __name__ == "__main__":
    main()
