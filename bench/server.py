"""A Bot API server made for load: HTTP/1.1 with keep-alive on a bare asyncio protocol, one account a bot.

It knows what a bot needs to live and to answer, keeps the queue of updates as Telegram does (an offset
confirms), and tells its account's listener of every message shown. It is no model of Telegram otherwise:
the playground is.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

MOST = 100  # updates in one answer to getUpdates, as Telegram
CARD = '"text":"-"'  # what a chat shows before the first message: the inside of a message object


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that the bot sent or edited, at the moment when it took effect at the server."""

    chat: int
    message: int
    edited: bool
    at: float


@dataclass
class Account:
    """One bot as the server sees it. `delay`: seconds after which a call takes effect and is answered; a
    getUpdates is answered as soon as there is something, since it waits at the server already."""

    token: str
    delay: float = 0.0
    on_shown: Callable[[Shown], None] = lambda _shown: None
    calls: int = 0
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    cards: dict[int, tuple[int, str]] = field(
        default_factory=dict
    )  # chat -> its newest message, and the inside
    _queue: deque[tuple[int, str]] = field(default_factory=deque)
    _update_id: int = 0
    _message_id: int = 1_000_000
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    @property
    def waiting(self) -> int:
        """Updates that the bot has not confirmed yet."""
        return len(self._queue)

    def next_message(self) -> int:
        self._message_id += 1
        return self._message_id

    def push(self, inside: str) -> None:
        """Make an update available: `inside` is its JSON without the id, '"message":{…}'."""
        self._update_id += 1
        self._queue.append((self._update_id, f'{{"update_id":{self._update_id},{inside}}}'))
        waiting, self._waiting = self._waiting, []
        for answer in waiting:
            # what becomes available in the same breath goes into the same answer
            asyncio.get_running_loop().call_soon(answer)

    def drop(self) -> None:
        """Forget what was not taken; the next scenario begins with an empty queue."""
        self._queue.clear()

    def poll(self, fields: dict[str, str], answer: Callable[[str], None]) -> None:
        self.polled.set()
        offset = int(fields.get("offset", "0"))
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        done = False

        def now() -> None:
            nonlocal done
            if not done:
                done = True
                answer("[" + ",".join(body for _, body in list(self._queue)[:MOST]) + "]")

        if self._queue:
            now()
            return
        self._waiting.append(now)
        asyncio.get_running_loop().call_later(float(fields.get("timeout", "0")), now)

    def call(self, method: str, fields: dict[str, str]) -> str:
        """Carry out a call; the JSON of its result."""
        self.calls += 1
        if method == "getme":
            return f'{{"id":{self.id},"is_bot":true,"first_name":"Bench","username":"bench_bot"}}'
        if method not in ("sendmessage", "editmessagetext"):
            return "true"
        chat = int(fields.get("chat_id", "0"))
        edited = method == "editmessagetext"
        message = int(fields.get("message_id", "0")) if edited else self.next_message()
        inside = f'"text":{json.dumps(fields.get("text", ""))}'
        markup = fields.get("reply_markup", "")
        if markup:
            inside += f',"entities":[{{"type":"bold","offset":0,"length":5}}],"reply_markup":{markup}'
        if message >= self.cards.get(chat, (0, ""))[0]:
            self.cards[chat] = (message, inside)
        self.on_shown(Shown(chat, message, edited, time.perf_counter()))
        return self.message(chat, message, inside)

    def message(self, chat: int, message: int, inside: str) -> str:
        """A message of the bot in a private chat, as Telegram writes it."""
        return (
            f'{{"message_id":{message},"from":{{"id":{self.id},"is_bot":true,"first_name":"Bench",'
            f'"username":"bench_bot"}},"chat":{{"id":{chat},"first_name":"Sri","type":"private"}},'
            f'"date":1717380000,{inside}}}'
        )


class Server:
    """All accounts behind one address on loopback."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.url = ""
        self._server: asyncio.Server | None = None

    def account(self, number: int) -> Account:
        token = f"{number}:{'x' * 35}"
        return self.accounts.setdefault(token, Account(token))

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0, backlog=1024)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()


class _Connection(asyncio.Protocol):
    def __init__(self, server: Server) -> None:
        self._server = server
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            lines = head.split(b"\r\n")
            length, is_json = 0, False
            for line in lines[1:]:
                name, _, value = line.partition(b":")
                name = name.lower()
                if name == b"content-length":
                    length = int(value)
                elif name == b"content-type":
                    is_json = value.strip().startswith(b"application/json")
                elif name == b"transfer-encoding":
                    raise ValueError("this server reads no chunked bodies")
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            fields = _form(rest[:length]) if not is_json else json.loads(rest[:length])
            self._take(lines[0].split(b" ")[1].decode(), fields)

    def _take(self, path: str, fields: dict[str, str]) -> None:
        _, _, after = path.partition("/bot")
        token, _, method = after.partition("/")
        account = self._server.accounts.get(token)
        if account is None:
            self._write('{"ok":false,"error_code":404,"description":"Not Found"}', "404 Not Found")
            return
        method = method.lower()
        if method == "getupdates":
            account.poll(fields, self._answer)
        elif account.delay:
            asyncio.get_running_loop().call_later(account.delay, self._carry_out, account, method, fields)
        else:
            self._carry_out(account, method, fields)

    def _carry_out(self, account: Account, method: str, fields: dict[str, str]) -> None:
        self._answer(account.call(method, fields))

    def _answer(self, result: str) -> None:
        self._write(f'{{"ok":true,"result":{result}}}', "200 OK")

    def _write(self, payload: str, status: str) -> None:
        body = payload.encode()
        if not self._transport.is_closing():
            head = (
                f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            self._transport.write(head.encode() + body)


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode(), keep_blank_values=True))
