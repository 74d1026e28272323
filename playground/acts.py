"""One request to the People API: who acts on which bot, with which fields; bad fields are a Mistake."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.requests import Request

from playground import people
from playground.account import Account
from playground.chats import Chat, Person, message_view
from playground.people import Mistake
from playground.validation import Upload
from playground.world import World

Body = dict[str, Any]


class Act:
    """`body` holds the fields of the query and the body, `uploads` the files that came along."""

    def __init__(self, world: World, request: Request, body: Body, uploads: list[Upload]) -> None:
        self.world, self.request, self.body, self.uploads = world, request, body, uploads

    def text(self, name: str, default: str = "") -> str:
        value = self.body.get(name, default)
        if not isinstance(value, str):
            raise Mistake(f"{name} must be a text")
        return value

    def number(self, name: str, default: float = 0) -> float:
        try:
            return float(self.body.get(name, default) or 0)
        except (TypeError, ValueError):
            raise Mistake(f"{name} must be a number") from None

    def whole(self, name: str, default: int = 0) -> int:
        return int(self.number(name, default))

    def optional(self, name: str) -> int | None:
        return None if self.body.get(name) in (None, "") else self.whole(name)

    def names(self, name: str) -> list[str]:
        found = self.body.get(name)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise Mistake(f"{name} must be a list of texts")
        return found

    def numbers(self, name: str) -> list[int]:
        found = self.body.get(name)
        if not isinstance(found, list) or not all(type(one) is int for one in found):
            raise Mistake(f"{name} must be a list of numbers")
        return found

    @property
    def zone(self) -> ZoneInfo:
        """The zone that is asked for, else the page's, else UTC."""
        try:
            return ZoneInfo(self.text("zone") or self.world.zone or "UTC")
        except (ValueError, ZoneInfoNotFoundError, OSError):
            raise Mistake("there is no such time zone") from None

    @property
    def account(self) -> Account:
        return self.world.account(self.whole("bot"))

    @property
    def person(self) -> Person:
        found = self.world.people.get(self.request.path_params.get("person") or self.whole("person"))
        if found is None:
            raise Mistake("there is no such person")
        return found

    def other(self, name: str) -> Person:
        """Somebody besides whoever acts."""
        found = self.world.people.get(self.whole(name))
        if found is None:
            raise Mistake("there is no such person")
        return found

    @property
    def chat(self) -> Chat:
        found = self.account.chats.get(self.request.path_params["chat"])
        if found is None:
            raise Mistake("there is no such chat")
        return found

    def shown(self, *messages: Any) -> Any:
        """What the person sent, as the page shows it."""
        chat = people.chat_of(self.account, self.person, self.whole("chat_id"))
        views = [message_view(chat, message) for message in messages]
        return {"messages": views, "message_id": views[-1]["id"]}


async def fields(request: Request) -> tuple[Body, list[Upload]]:
    """From the query and a JSON or multipart body. Raises Mistake."""
    found: Body = dict(request.query_params)
    uploads: list[Upload] = []
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, str):
                    found[name] = value
                else:
                    content = await value.read()
                    uploads.append(Upload(value.filename or name, value.content_type or "", content))
        return found, uploads
    body = await request.body()
    try:
        given = json.loads(body) if body else {}
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Mistake("the body must be a JSON object")
    return found | given, uploads
