"""The webhook over real HTTP: strangers are refused, and 200 is the promise that an update is stored."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.intake import ALLOWED_UPDATES, Intake
from bot.lanes import Lanes
from bot.transport import AiohttpRequest
from bot.turn import Turn
from bot.webhook import BODY_LIMIT, SECRET_HEADER, WebServer, set_webhook, webhook_app
from storage.database import Database
from storage.unavailable import StorageUnavailable

from .wire import BOT_ID, TOKEN, Wire, message

SECRET = "s3cret"


@dataclass
class Site:
    url: str
    http: aiohttp.ClientSession
    lanes: Lanes
    seen: list[int]

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.http.post(f"{self.url}/telegram", data=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    async def update(self, update: Any) -> int:
        return await self.post(json.dumps(update).encode())

    async def health(self) -> tuple[int, Any]:
        async with self.http.get(f"{self.url}/health") as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def site(database: Database) -> AsyncIterator[Site]:
    seen: list[int] = []

    async def handle(turn: Turn) -> None:
        seen.append(turn.update_id)

    shared = database.dialect == "postgresql"
    lanes = Lanes(database, handle, bot_id=BOT_ID, shared=shared, first_pause=0.001)
    server = WebServer(webhook_app(Intake(database, lanes, BOT_ID), SECRET), "127.0.0.1", 0)
    await server.start()
    async with aiohttp.ClientSession() as http:
        yield Site(f"http://127.0.0.1:{server.port}", http, lanes, seen)
    await server.stop()
    await lanes.stop()


async def test_an_update_is_stored_answered_and_handled_once(site: Site) -> None:
    assert await site.update(message(1)) == 200
    assert await site.update(message(1)) == 200  # Telegram did not see our answer
    await site.lanes.idle()
    assert site.seen == [1]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
async def test_a_stranger_is_refused(secret: str | None, site: Site) -> None:
    assert await site.post(json.dumps(message(1)).encode(), secret) == 403
    await site.lanes.idle()
    assert site.seen == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"update_id=1", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 200),  # nothing to store; an error would make Telegram repeat it for a day
        (b'{"update_id": "x"}', 200),
        (b'{"update_id": 1, "message": 7}', 200),
        (b'"' + b"a" * BODY_LIMIT + b'"', 413),
    ],
)
async def test_nonsense_has_its_answer_and_the_next_update_passes(
    body: bytes, status: int, site: Site
) -> None:
    assert await site.post(body) == status
    assert await site.update(message(9)) == 200
    await site.lanes.idle()
    assert 9 in site.seen


async def test_what_cannot_be_stored_is_refused_and_comes_again(
    site: Site, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_args: Any) -> None:
        raise StorageUnavailable("full")

    with monkeypatch.context() as patched:
        patched.setattr(database, "write", down)
        patched.setattr(database, "read", down)
        assert await site.update(message(1)) == 503
        assert await site.health() == (503, {"ok": False})
    assert await site.update(message(1)) == 200
    assert await site.update(message(1)) == 200
    await site.lanes.idle()
    assert site.seen == [1]
    assert await site.health() == (200, {"ok": True, "waiting": 0})


async def test_telegram_is_told_where_and_what_to_post(wire: Wire, request_: AiohttpRequest) -> None:
    bot = Bot(TOKEN, base_url=f"{wire.url}/bot", request=request_)
    await set_webhook(bot, "https://pilar.example.go.id/", SECRET)
    fields = wire.sent("setWebhook")[0].fields
    assert fields["url"] == "https://pilar.example.go.id/telegram"
    assert fields["secret_token"] == SECRET
    assert json.loads(fields["allowed_updates"]) == list(ALLOWED_UPDATES)


async def test_a_webhook_without_a_secret_does_not_start(sqlite_database: Database) -> None:
    async def handle(_turn: Turn) -> None: ...

    lanes = Lanes(sqlite_database, handle, bot_id=BOT_ID)
    with pytest.raises(ValueError, match="WEBHOOK_SECRET"):
        webhook_app(Intake(sqlite_database, lanes, BOT_ID), "")


async def test_a_port_that_is_taken_is_an_error_and_not_the_end(site: Site) -> None:
    server = WebServer(webhook_app_of(site), "127.0.0.1", int(site.url.rpartition(":")[2]))
    with pytest.raises(OSError, match="port"):
        await server.start()


def webhook_app_of(site: Site) -> Any:
    return webhook_app(Intake(site.lanes._database, site.lanes, BOT_ID), SECRET)
