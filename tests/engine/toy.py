"""A whole small bot as a process of its own: it writes one row an update, and can be killed at any moment.

python toy.py API_URL DATABASE_URL SECONDS [PORT]     with a port: webhook, shared database
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import Any

import structlog
from sqlalchemy import BigInteger, Column, Connection, MetaData, Table

from bot.background import Background, Loop
from bot.intake import Intake, Poller
from bot.lanes import Lanes
from bot.transport import AiohttpRequest
from bot.turn import Turn
from bot.webhook import WebServer, webhook_app
from storage.columns import Id
from storage.database import connect

TOKEN, BOT_ID, SECRET = "7:secret-part", 7, "s3cret"
seen = Table(
    "seen",
    MetaData(),
    Column("position", Id, primary_key=True),
    Column("update_id", BigInteger),
    Column("lane", BigInteger),
    Column("pid", BigInteger),
)


def note(conn: Connection, turn: Turn) -> None:
    conn.execute(seen.insert().values(update_id=turn.update_id, lane=turn.row.lane, pid=os.getpid()))


async def main(api: str, database_url: str, seconds: float, port: int | None) -> None:
    database = connect(database_url)
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)

    async def handle(turn: Turn) -> None:
        is_stuck = seconds > 0 and turn.body["message"]["text"] == "stuck"
        await asyncio.sleep(3_600 if is_stuck else seconds)
        await turn.write(note, turn)

    lanes = Lanes(database, handle, bot_id=BOT_ID, shared=port is not None, first_pause=0.01)
    intake = Intake(database, lanes, BOT_ID)
    way_in: Any
    if port is None:
        request = AiohttpRequest()
        await request.initialize()
        way_in = Poller(intake, request, f"{api}/bot{TOKEN}/getUpdates", first_pause=0.01, poll_seconds=1)
        way_in.start()
    else:
        way_in = WebServer(webhook_app(intake, SECRET), "127.0.0.1", port)
        await way_in.start()
    background = Background(Loop("sweep", lanes.sweep, every=0.05))
    if lanes.shared:
        background.start()
    print("ready", flush=True)
    await stopping.wait()
    await way_in.stop()
    await background.stop()
    await lanes.stop(1.0)
    await database.close()
    print("bye", flush=True)


if __name__ == "__main__":
    structlog.configure(
        [structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    api_url, url, pause, *rest = sys.argv[1:]
    asyncio.run(main(api_url, url, float(pause), int(rest[0]) if rest else None))
