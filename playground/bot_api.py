"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>, with ordered faults between."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from playground.account import Account
from playground.faults import Fault, Kind
from playground.idleness import Activity
from playground.methods import call
from playground.refusals import Refusal, Unknown, bad_request, forbidden
from playground.validation import Upload, canonical
from playground.world import World

TOKEN = re.compile(r"[1-9]\d{4,15}:[A-Za-z0-9_-]{20,64}")
NONSENSE = "<html><body><h1>Selamat datang di WiFi kami</h1></body></html>"


def routes(world: World) -> list[BaseRoute]:
    async def bot(request: Request) -> Response:
        return await _answer(world, request)

    async def file(request: Request) -> Response:
        kept = world.files.at(request.path_params["path"])
        if kept is None or not TOKEN.fullmatch(request.path_params["token"]):
            return JSONResponse(Refusal(404, "Not Found").body(), 404)
        return Response(kept.content, media_type="application/octet-stream")

    return [
        Route("/file/bot{token}/{path:path}", file),
        Route("/bot{token}/{method}", bot, methods=["GET", "POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Call:
    """`chat_id` is the chat that the call is about, 0 if none."""

    account: Account
    method: str
    raw: dict[str, Any]
    chat_id: int

    @property
    def says_something(self) -> bool:
        return bool(self.raw.get("text"))


async def _answer(world: World, request: Request) -> Response:
    token = request.path_params["token"]
    if not TOKEN.fullmatch(token):
        return JSONResponse(Refusal(401, "Unauthorized: invalid token specified").body(), 401)
    account = world.account_of(token)
    began = asyncio.get_running_loop().time()
    asked = Call(account, request.path_params["method"], {}, 0)
    error = ""
    try:
        method, raw = canonical(asked.method), await _parameters(request)
        asked = Call(account, method, raw, _chat_id(account, method, raw))
        answer = await (_perform if method == "getUpdates" else _noted)(world, asked, request)
    except Refusal as refusal:
        if isinstance(refusal, Unknown):
            world.complain(refusal.what)
        answer = JSONResponse(dict(refusal.body()), refusal.code)
        error = refusal.description
    if asked.method != "getUpdates" or error:
        world.note_call(
            bot=account.id,
            method=asked.method,
            chat_id=asked.chat_id,
            milliseconds=round((asyncio.get_running_loop().time() - began) * 1000),
            error=error,
        )
    return answer


def _chat_id(account: Account, method: str, raw: dict[str, Any]) -> int:
    if method == "answerCallbackQuery":
        press = account.presses.get(str(raw.get("callback_query_id", "")))
        return press.chat_id if press else 0
    found = str(raw.get("chat_id", ""))
    return int(found) if re.fullmatch(r"-?\d+", found) else 0


async def _noted(world: World, asked: Call, request: Request) -> Response:
    """A call that counts as the bot's being busy."""
    account, again = asked.account, True
    Activity.began(account)
    try:
        answer = await _perform(world, asked, request)
        again = False
        return answer
    except Refusal as refusal:
        again = refusal.code in (404, 429, 500)
        raise
    finally:
        Activity.ended(account, asked.method, asked.chat_id, again=again, said=asked.says_something)


async def _parameters(request: Request) -> dict[str, Any]:
    """From the query and the body, whichever of the three encodings the body has. Raises Refusal."""
    found: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_part_size=1 << 22) as form:
            for name, value in form.multi_items():
                if isinstance(value, str):
                    found[name] = value
                else:
                    content = await value.read()
                    found[name] = Upload(value.filename or name, value.content_type or "", content)
        return found
    body = await request.body()
    if not body:
        return found
    if kind == "application/json":
        try:
            given = json.loads(body)
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(given, dict):
            raise bad_request("can't parse JSON object")
        return found | given
    return found | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


async def _perform(world: World, asked: Call, request: Request) -> Response:
    fault = world.faults.take(asked.method, asked.chat_id)
    if fault is None:
        return await _result(asked)
    world.hub.publish("faults", faults=[one.view() for one in world.faults.listed()])
    _refuse(fault)
    if fault.kind is Kind.NONSENSE:
        return Response(NONSENSE, media_type="text/html")
    if fault.kind is Kind.LATE:
        await asyncio.sleep(fault.seconds)
        return await _result(asked)
    if fault.kind is Kind.LOST_ANSWER:
        await _result(asked)
    return await _silence(world, request, fault.seconds)


async def _result(asked: Call) -> Response:
    return JSONResponse({"ok": True, "result": await call(asked.account, asked.method, asked.raw)})


def _refuse(fault: Fault) -> None:
    if fault.kind is Kind.FLOOD:
        wait = max(1, round(fault.seconds))
        raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
    if fault.kind is Kind.BLOCKED:
        raise forbidden("bot was blocked by the user")
    if fault.kind is Kind.BROKEN:
        raise Refusal(500, "Internal Server Error")
    if fault.kind is Kind.MISSING:
        raise Refusal(404, "Not Found")


async def _silence(world: World, request: Request, seconds: float) -> Response:
    """Says nothing until the caller gives up or the time is over; then the connection breaks."""
    deadline = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < deadline and not world.closing.is_set():
        if await request.is_disconnected():
            break
        await asyncio.sleep(0.02)
    return _Broken()


class _Broken(Response):
    """A good status and then no body: the server breaks the connection, and the caller knows nothing."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
