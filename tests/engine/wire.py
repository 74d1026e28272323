"""A scripted Bot API server over real HTTP: it queues updates, records calls, and fails as it is told."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "7:secret-part"
BOT_ID = 7


@dataclass(frozen=True)
class Fault:
    """One answer instead of the real one. `hang` answers only when the server stops; `drop` does the call's
    work and then cuts the connection, so that nobody knows."""

    status: int = 200
    body: bytes = b""
    hang: bool = False
    drop: bool = False


def refuse(status: int, description: str = "refused", **parameters: int) -> Fault:
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        answer["parameters"] = parameters
    return Fault(status, json.dumps(answer).encode())


@dataclass
class Call:
    method: str
    fields: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)  # what the files are called

    @property
    def chat_id(self) -> int:
        return int(self.fields["chat_id"])


class Wire:
    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.calls: list[Call] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.contents: dict[str, bytes] = {}  # of files that are given out, by their id
        self.announced: dict[str, int] = {}  # bytes that a file is said to have, where that is not true
        self.stalls = False  # a download stops in its middle until the server stops
        self.breaks = 0  # so many downloads end in their middle
        self.halfway = asyncio.Event()  # some download has come that far
        self.arrived = asyncio.Condition()
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{name:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        self._stopping.set()
        async with self.arrived:
            self.arrived.notify_all()
        if self._runner:
            await self._runner.cleanup()

    def fail(self, method: str, *faults: Fault) -> None:
        self.faults[method].extend(faults)

    async def push(self, updates: Iterable[dict[str, Any]]) -> None:
        async with self.arrived:
            self.updates.extend(updates)
            self.arrived.notify_all()

    def sent(self, method: str = "sendMessage") -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def until(self, count: int, method: str = "sendMessage", seconds: float = 10) -> list[Call]:
        """Wait until so many calls of a method have come."""
        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(lambda: len(self.sent(method)) >= count)
        return self.sent(method)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        call = await _read(method, request)
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault and fault.hang:
            async with self.arrived:
                self.calls.append(call)
                self.arrived.notify_all()
            await self._stopping.wait()
            return web.Response(status=500)
        if fault and not fault.drop:
            async with self.arrived:
                self.calls.append(call)
                self.arrived.notify_all()
            return web.Response(status=fault.status, body=fault.body)
        result = await self._result(call)
        if fault:
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"ok": True, "result": result})

    async def _result(self, call: Call) -> Any:
        async with self.arrived:
            self.calls.append(call)
            self.arrived.notify_all()
            if call.method == "getUpdates":
                return await self._updates(call.fields)
        if call.method == "getMe":
            return {"id": BOT_ID, "is_bot": True, "first_name": "Pilar", "username": "pilar_bot"}
        if call.method == "getFile":
            return self._place(str(call.fields["file_id"]))
        if call.method == "createForumTopic":
            return {"message_thread_id": 1000 + len(self.calls), "name": call.fields["name"], "icon_color": 0}
        if call.method.startswith(("send", "edit")):
            chat = {"id": call.chat_id, "type": "private"}
            return {
                "message_id": len(self.calls),
                "date": 1,
                "chat": chat,
                "text": call.fields.get("text", ""),
            }
        return True

    async def _updates(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        """As Telegram: an offset confirms the update before it, and what stands before that in the queue."""
        if "offset" in fields:
            confirmed = int(fields["offset"]) - 1
            ids = [update.get("update_id") for update in self.updates]
            if confirmed in ids:
                del self.updates[: ids.index(confirmed) + 1]
        if not self.updates:
            patience = min(float(fields.get("timeout", 0)), 0.2)
            try:
                async with asyncio.timeout(patience):
                    await self.arrived.wait_for(lambda: self.updates or self._stopping.is_set())
            except TimeoutError:
                return []
        return self.updates[: int(fields.get("limit", 100))]

    def _place(self, file_id: str) -> dict[str, Any]:
        size = self.announced.get(file_id, len(self.contents.get(file_id, b"")))
        return {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_size": size,
            "file_path": f"documents/{file_id}",
        }

    async def _file(self, request: web.Request) -> web.StreamResponse:
        content = self.contents.get(request.match_info["name"].rpartition("/")[2], b"a decree")
        if not (self.stalls or self.breaks):
            return web.Response(body=content)
        answer = web.StreamResponse(headers={"Content-Length": str(len(content))})
        await answer.prepare(request)
        await answer.write(content[: len(content) // 2])
        self.halfway.set()
        if self.stalls:
            await self._stopping.wait()
        self.breaks -= 1
        if request.transport is not None:  # None: whoever fetched it has died
            request.transport.close()
        return answer


async def _read(method: str, request: web.Request) -> Call:
    fields: dict[str, Any] = dict(request.query)
    files: dict[str, bytes] = {}
    names: list[str] = []
    if request.content_type == "application/json":
        return Call(method, fields | json.loads(await request.read()))
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
            names.append(value.filename)
        else:
            fields[name] = value
    return Call(method, fields, files, names)


def message(update_id: int, chat: int = 1, text: str = "hello") -> dict[str, Any]:
    sender = {"id": abs(chat), "is_bot": False, "first_name": "Sri"}
    place = {"id": chat, "type": "private" if chat > 0 else "group"}
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "date": 1, "chat": place, "from": sender, "text": text},
    }


def press(update_id: int, chat: int, person: int, data: str = "x") -> dict[str, Any]:
    place = {"id": chat, "type": "private" if chat > 0 else "group"}
    return {
        "update_id": update_id,
        "callback_query": {
            "id": str(update_id),
            "from": {"id": person, "is_bot": False, "first_name": "Sri"},
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": 5, "date": 1, "chat": place},
        },
    }
