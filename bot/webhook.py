"""The other way in: Telegram posts each update; 200 is the promise that it is stored."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
from collections.abc import Iterator

import structlog
import uvicorn
from sqlalchemy import Connection, text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot

from bot.intake import ALLOWED_UPDATES, Intake
from bot.tries import describe

log = structlog.get_logger(__name__)

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header, no secret
BODY_LIMIT = 1 << 20  # an update is a few kilobytes
HEALTH_SECONDS = 3.0


class TooLarge(Exception):
    """The body is longer than any update."""


def webhook_app(intake: Intake, secret: str, path: str = PATH) -> Starlette:
    """`POST path` takes one update, `GET /health` tells whether the database answers.

    Telegram repeats whatever does not get a 2xx, with growing pauses and for 24 hours: 503 when the database
    fails is safe, and an update that came twice is stored once. Raises `ValueError` without a secret."""
    if not secret:
        raise ValueError("a webhook needs WEBHOOK_SECRET: anybody could post to it otherwise")

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        try:
            update = json.loads(await _body(request))
        except TooLarge:
            return Response(status_code=413)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        try:
            await intake.take([update])
        except Exception as error:
            log.error("webhook.not_stored", error=describe(error))
            return Response(status_code=503)
        return Response(status_code=200)

    async def health(_request: Request) -> Response:
        try:
            async with asyncio.timeout(HEALTH_SECONDS):
                await intake.database.read(_ask)
        except Exception as error:
            log.error("health.failed", error=describe(error))
            return JSONResponse({"ok": False}, status_code=503)
        return JSONResponse({"ok": True, "waiting": intake.lanes.held})

    return Starlette(routes=[Route(path, receive, methods=["POST"]), Route("/health", health)])


async def set_webhook(bot: Bot, url: str, secret: str, path: str = PATH) -> None:
    """Tell Telegram where to post; `url` is the public address without the path. Raises PTB's errors."""
    await bot.set_webhook(
        url.rstrip("/") + path, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES), max_connections=40
    )


class WebServer:
    """Uvicorn inside our loop; signals stay with the application."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(
            app, host=host, port=port, log_config=None, access_log=False, lifespan="off", server_header=False
        )
        self._server = _Quiet(config)
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """Where it listens; the system's choice if 0 was asked for."""
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    async def start(self) -> None:
        """Return when it listens. Raises `OSError` if the port is taken."""
        self._task = asyncio.create_task(self._serve(), name="web server")
        while not self._server.started:
            if self._task.done():
                await self._task
                raise OSError("the web server ended at once")
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Finish the requests under way, then close."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task

    async def _serve(self) -> None:
        try:
            await self._server.serve()
        except SystemExit as error:  # uvicorn leaves the process when the port is taken
            raise OSError("cannot listen: is the port taken?") from error


class _Quiet(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _body(request: Request) -> bytes:
    """The body, read no further than the limit. Raises `TooLarge`."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_LIMIT:
            raise TooLarge
        parts.append(part)
    return b"".join(parts)


def _ask(conn: Connection) -> None:
    conn.execute(text("SELECT 1"))
