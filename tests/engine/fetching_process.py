"""One step of fetching as a process of its own, to be killed in its middle.

python fetching_process.py API_URL DATABASE_URL EVIDENCE_DIR NOW
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from telegram import Bot

from bot.delivery.fetching import Fetcher
from bot.transport import AiohttpRequest
from storage.database import connect
from storage.evidence_store import open_store


async def main(api: str, database_url: str, directory: str, now: str) -> None:
    database = connect(database_url)
    async with AiohttpRequest() as request:
        bot = Bot("7:secret-part", f"{api}/bot", f"{api}/file/bot", request=request)
        moment = datetime.fromisoformat(now)
        fetcher = Fetcher(database, bot, open_store(directory), request.download, clock=lambda: moment)
        await fetcher.step(moment)
    await database.close()
    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
