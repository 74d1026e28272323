"""HTTP to the Bot API over aiohttp, and the pacing of whatever sends. The token stays out of every message.

python-telegram-bot's own transport costs three to ten times more CPU under concurrency and waits 5 seconds
for an answer, which leaves many sends uncertain; this one waits 30.
"""

from __future__ import annotations

import asyncio
import json
import random
from typing import IO, Any
from urllib.request import getproxies

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.pacing import Pacer, Parked, Priority

READ_SECONDS, WRITE_SECONDS, UPLOAD_SECONDS, CONNECT_SECONDS, POOL_SECONDS = 30.0, 30.0, 120.0, 10.0, 10.0
DOWNLOAD_SECONDS = 600.0
BLOCK = 256 << 10  # bytes of a file at once
CONNECTIONS = 256
PATIENCE_SECONDS = 30.0
FREE_METHODS = frozenset({"sendchataction"})  # costs nothing of the limits that count
PACED_METHODS = ("send", "edit", "copymessage", "forwardmessage")


class AiohttpRequest(BaseRequest):
    """One pool of connections, opened by `initialize` and closed by `shutdown`. Timeouts in seconds; a call
    may overrule each. Raises PTB's `TimedOut` and `NetworkError`; redirects are not followed, because their
    errors would show the address with the token."""

    __slots__ = ("_connections", "_read", "_session")

    def __init__(self, *, read_timeout: float = READ_SECONDS, connections: int = CONNECTIONS) -> None:
        self._read = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300),
                headers={"User-Agent": self.USER_AGENT},
                # offices behind a proxy set HTTPS_PROXY; nobody else pays for a look into .netrc at every call
                trust_env=bool(getproxies()),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized")
        uploads = request_data is not None and request_data.contains_files
        read = _seconds(read_timeout, self._read)
        write = _seconds(write_timeout, UPLOAD_SECONDS if uploads else WRITE_SECONDS)
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        pool = _seconds(pool_timeout, POOL_SECONDS)
        timeout = aiohttp.ClientTimeout(
            total=DOWNLOAD_SECONDS if method == "GET" else _sum(read, write, connect, pool),
            connect=_sum(connect, pool),
            sock_connect=connect,
            sock_read=read,
        )
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            connected = not isinstance(error, aiohttp.ConnectionTimeoutError)
            raise TimedOut("Timed out" if connected else "Not sent: no connection in time") from error
        except aiohttp.ClientConnectionError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error
        except aiohttp.ClientError as error:
            # these name the address, and with it the token
            raise NetworkError(type(error).__name__) from None

    async def download(self, url: str, into: IO[bytes], most: int) -> int:
        """Write what lies at an address into a file, a block at a time; how many bytes it was. Raises PTB's
        `TimedOut` and `NetworkError`, `BadRequest` for more than `most` bytes, `OSError`."""
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=DOWNLOAD_SECONDS, connect=_sum(CONNECT_SECONDS, POOL_SECONDS), sock_read=self._read
        )
        size = 0
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise NetworkError(f"HTTP {answer.status}")
                async for block in answer.content.iter_chunked(BLOCK):
                    size += len(block)
                    if size > most:
                        raise BadRequest("file is too big")
                    await asyncio.to_thread(into.write, block)
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # cut short, too: a length that was promised is checked
            raise NetworkError(type(error).__name__) from None
        return size

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What the server said, as a dict. Raises `TelegramError` for anything else, without logging it:
        updates are personal data."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or not ("result" in answer or "description" in answer):
            raise TelegramError("Invalid server response")
        if "result" not in answer and answer.get("ok") is not False:
            raise TelegramError("Invalid server response")
        return answer


class Paced(BaseRequest):
    """Asks the pacer before every method that sends or edits; the rest passes at once.

    On 429 the chat is parked. A reply waits in place and is tried again, up to `patience` seconds in all; a
    push raises `RetryAfter` at once, since the dispatcher has other rows to send meanwhile."""

    __slots__ = ("_inner", "_pacer", "_patience", "_priority")

    def __init__(
        self, inner: BaseRequest, pacer: Pacer, priority: Priority, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._inner = inner
        self._pacer = pacer
        self._priority = priority
        self._patience = patience if priority is Priority.REPLY else 0.0

    @property
    def read_timeout(self) -> float | None:
        return self._inner.read_timeout

    async def initialize(self) -> None:
        await self._inner.initialize()

    async def shutdown(self) -> None:
        await self._inner.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        if not _is_paced(url):
            return await self._inner.do_request(url, method, request_data, *args, **timeouts)
        chat_id = _chat_id(request_data)
        give_up_at = self._pacer.now + self._patience
        while True:
            try:
                await self._pacer.acquire(chat_id, self._priority, give_up_at - self._pacer.now)
            except Parked as parked:
                raise RetryAfter(int(parked.seconds) + 1) from None
            status, payload = await self._inner.do_request(url, method, request_data, *args, **timeouts)
            if status != 429:
                return status, payload
            seconds = _retry_after(payload)
            # a little more, and not the same for all, so that they do not come back together
            self._pacer.park(chat_id, seconds + random.uniform(0.05, 0.5))  # noqa: S311 - no secret
            if self._pacer.now + seconds > give_up_at:
                return status, payload

    parse_json_payload = staticmethod(AiohttpRequest.parse_json_payload)


def _is_paced(url: str) -> bool:
    endpoint = url.rpartition("/")[2].lower()
    return endpoint.startswith(PACED_METHODS) and endpoint not in FREE_METHODS


def _chat_id(request_data: RequestData | None) -> int | None:
    """None for what has no chat of its own (inline messages): only the overall limit counts then."""
    try:
        return int(request_data.parameters["chat_id"]) if request_data else None  # type: ignore[arg-type]
    except (KeyError, ValueError, TypeError):
        return None


def _retry_after(payload: bytes) -> float:
    try:
        return max(1.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return 1.0


def _seconds(given: ODVInput[float], default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _sum(*seconds: float | None) -> float | None:
    known = [one for one in seconds if one is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(request_data: RequestData | None) -> tuple[Any, dict[str, str]]:
    if request_data is None:
        return None, {}
    if not request_data.contains_files:
        # a card is kilobytes of buttons, and quoting it for a form costs more than sending it
        return request_data.json_payload, {"Content-Type": "application/json"}
    form = aiohttp.FormData(quote_fields=False)  # else a space in a file name arrives as %20
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}
