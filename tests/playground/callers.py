"""Who talks to a playground from outside: plain HTTP, an ear for updates, and the Bot client of python-telegram-bot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiohttp
import telegram
from telegram.request import HTTPXRequest

TOKEN = "7123456789:" + "A" * 35
MOMENT = datetime(2024, 6, 18, 1, 0, tzinfo=UTC)


class Raw:
    """Calls methods with plain HTTP, to send what a well-behaved client would not."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self.address = address
        self.http = http

    async def call(self, method: str, *, token: str = TOKEN, **params: Any) -> Any:
        async with self.http.post(f"{self.address}/bot{token}/{method}", json=params) as answer:
            return await answer.json()


class Ear:
    """Hears updates and confirms what it heard, as a bot does."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._offset = 0

    async def hear(self, count: int = 1) -> list[telegram.Update]:
        found: list[telegram.Update] = []
        while len(found) < count:
            heard = (await self._raw.call("getUpdates", offset=self._offset, timeout=5))["result"]
            assert heard, f"only {len(found)} of {count} updates came"
            found += [telegram.Update.de_json(one, None) for one in heard]
            self._offset = heard[-1]["update_id"] + 1
        await self._raw.call("getUpdates", offset=self._offset, limit=1)
        return found


def client_of(address: str) -> telegram.Bot:
    """The stock client; without TLS it need not read the certificates of the world first."""
    plain = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    return telegram.Bot(
        TOKEN,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        get_updates_request=plain[0],
        request=plain[1],
    )
