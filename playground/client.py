"""A typed client of the People API, for journeys and scripts: people who write and tap, a world that settles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import aiohttp

from playground.people import Mistake
from playground.seen import Button, Keyboard, Seen, seen

__all__ = ["Button", "Keyboard", "Mistake", "Person", "Playground", "Seen"]


class Playground:
    """`async with Playground(address) as playground:`; `bot` names an account when several bots play."""

    def __init__(self, address: str, *, bot: int = 0) -> None:
        self.address = address.rstrip("/")
        self.bot = bot
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._http is not None:
            await self._http.close()

    async def ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        form: aiohttp.FormData | None = None,
    ) -> Any:
        """One call of the People API. Raises Mistake with the server's reason."""
        assert self._http is not None, "use it as `async with`"
        params = {"bot": str(self.bot)} if self.bot else {}
        address = f"{self.address}/playground{path}"
        async with self._http.request(
            method, address, params=params, json=None if form else body, data=form
        ) as answer:
            found = await answer.json()
        if answer.status != 200:
            raise Mistake(found.get("error", str(found)))
        return found

    async def person(
        self,
        name: str,
        *,
        language_code: str = "id",
        role: str = "",
        username: str = "",
        person_id: int = 0,
    ) -> Person:
        """Somebody new."""
        body = {"name": name, "language_code": language_code, "role": role, "username": username}
        view = await self.ask("POST", "/people", {**body, "id": person_id})
        return Person(self, view["id"], view["name"])

    async def people(self) -> list[Person]:
        return [Person(self, view["id"], view["name"]) for view in await self.ask("GET", "/people")]

    async def settle(self, *, quiet: float = 0.05, patience: float = 10) -> None:
        """Until the bot has done all there was to do. Raises TimeoutError if it never does."""
        answer = await self.ask("POST", "/settle", {"quiet": quiet, "patience": patience})
        if not answer["idle"]:
            raise TimeoutError(f"the bot was not idle within {patience} seconds")

    async def group(
        self,
        owner: Person,
        title: str,
        members: Sequence[Person] = (),
        *,
        kind: str = "supergroup",
        forum: bool = False,
        rights: Sequence[str] | None = None,
    ) -> int:
        """A group with the bot in it, as an administrator if it has `rights`; its id."""
        body: dict[str, Any] = {"person": owner.id, "title": title, "members": [one.id for one in members]}
        body |= {"kind": kind, "forum": forum, "with_bot": True}
        if rights is not None:
            body["rights"] = list(rights)
        return int((await self.ask("POST", "/groups", body))["id"])

    async def change_group(self, chat_id: int, by: Person, change: str, **more: Any) -> dict[str, Any]:
        """join, leave, promote, demote, add, quit, upgrade, forum, plain, mute or unmute; the group as it is
        then, with a new id after an upgrade."""
        body = {"person": by.id, **more}
        found: dict[str, Any] = await self.ask("POST", f"/groups/{chat_id}/{change}", body)
        return found

    async def topic(self, chat_id: int, by: Person, name: str) -> int:
        """A new topic in a forum; its id."""
        body = {"person": by.id, "name": name}
        return int((await self.ask("POST", f"/groups/{chat_id}/topics", body))["id"])

    async def change_topic(
        self, chat_id: int, by: Person, topic: int, change: str, *, name: str = ""
    ) -> None:
        """close, reopen, rename or delete."""
        body = {"person": by.id, "name": name}
        await self.ask("POST", f"/groups/{chat_id}/topics/{topic}/{change}", body)

    async def file(self, file_id: str) -> bytes:
        """What somebody sent, whole. Raises Mistake."""
        assert self._http is not None, "use it as `async with`"
        async with self._http.get(f"{self.address}/playground/files/{file_id}") as answer:
            if answer.status != 200:
                raise Mistake(f"there is no file {file_id}")
            return await answer.read()

    async def now(self) -> str:
        return str((await self.ask("GET", "/clock"))["now"])

    async def advance(self, seconds: float) -> str:
        return str((await self.ask("POST", "/clock", {"seconds": seconds}))["now"])

    async def move_to(self, moment: str) -> str:
        """An ISO moment with offset."""
        return str((await self.ask("POST", "/clock", {"moment": moment}))["now"])

    async def next(self, hour: str, zone: str = "") -> str:
        """Moves the clock to when it is next '08:00' in this zone, or in the page's."""
        return str((await self.ask("POST", "/clock", {"next": hour, "zone": zone}))["now"])

    async def fault(
        self, kind: str, *, method: str = "", chat_id: int = 0, times: int = 1, seconds: float = 1
    ) -> None:
        """See `playground.faults.Kind`; `times=0` until `mend()`."""
        body = {"kind": kind, "method": method, "chat_id": chat_id, "times": times, "seconds": seconds}
        await self.ask("POST", "/faults", body)

    async def limit(self, mode: str = "strict") -> None:
        """Telegram's limits on sending from here on: strict answers 429, watch counts, off does not."""
        await self.ask("POST", "/limits", {"mode": mode})

    async def broken_limits(self) -> list[dict[str, Any]]:
        """Where the bot was too fast: limit (overall, chat, group), chat_id, method, retry_after."""
        found: list[dict[str, Any]] = (await self.ask("GET", "/limits"))["broken"]
        return found

    async def mend(self) -> None:
        await self.ask("DELETE", "/faults")

    async def problems(self) -> list[str]:
        """What the bot asked for and the playground does not know."""
        return [one["what"] for one in (await self.ask("GET", "/log"))["problems"]]

    async def calls(self) -> list[dict[str, Any]]:
        """The bot's last calls: method, chat_id, milliseconds, error."""
        found: list[dict[str, Any]] = (await self.ask("GET", "/log"))["calls"]
        return found


class Person:
    """Somebody with a phone. Nothing here waits for the bot: `await playground.settle()` does."""

    def __init__(self, playground: Playground, person_id: int, name: str) -> None:
        self.playground = playground
        self.id = person_id
        self.name = name

    async def _do(self, act: str, body: dict[str, Any]) -> Any:
        return await self.playground.ask("POST", f"/people/{self.id}/{act}", body)

    async def start(self, payload: str = "") -> int:
        """Opens the bot's link (a whole https://t.me/… link will do) and presses Start."""
        if "://" in payload:
            payload = parse_qs(urlsplit(payload).query).get("start", [""])[0]
        return int((await self._do("start", {"payload": payload}))["message_id"])

    async def say(self, text: str, *, chat_id: int = 0, topic: int = 0) -> int:
        """The id of the message (the last, where a long text became several)."""
        body = {"text": text, "chat_id": chat_id, "topic": topic}
        return int((await self._do("say", body))["message_id"])

    async def reply(self, message: int | Seen, text: str, *, chat_id: int = 0) -> int:
        body = {"text": text, "reply_to": _id(message), "chat_id": chat_id}
        return int((await self._do("say", body))["message_id"])

    async def tap(self, label: str, *, times: int = 1) -> dict[str, Any]:
        """Taps a button of the last message that has one, by its data, its label or a part of the label."""
        card = next((one for one in reversed(await self.transcript()) if one.keyboard), None)
        if card is None:
            raise Mistake(f"{self.name} sees no buttons")
        return await self.tap_old(card, label, times=times)

    async def tap_old(
        self, message: int | Seen, label: str, *, times: int = 1, chat_id: int = 0
    ) -> dict[str, Any]:
        """Taps a button of any message; one that a `Seen` shows may be gone by now: the tap still arrives."""
        body: dict[str, Any] = {"message_id": _id(message), "label": label, "data": label, "times": times}
        body["chat_id"] = chat_id
        if isinstance(message, Seen):
            shown = [button for row in message.keyboard for button in row if button.does == "data"]
            chosen = [button for button in shown if label in (button.value, button.text)]
            chosen += [button for button in shown if label.casefold() in button.text.casefold()]
            if chosen:
                body |= {"data": chosen[0].value, "label": "", "stale": True}
        found: dict[str, Any] = await self._do("tap", body)
        return found

    async def edit(self, message: int | Seen, text: str) -> None:
        await self._do("edit", {"message_id": _id(message), "text": text})

    async def delete(self, message: int | Seen) -> None:
        await self._do("delete", {"message_id": _id(message)})

    async def send_photo(self, content: bytes, *, text: str = "", name: str = "photo.jpg") -> int:
        return await self.send_files("photo", [(name, "image/jpeg", content)], text=text)

    async def send_document(
        self, content: bytes, *, name: str = "SK.pdf", mime: str = "application/pdf", text: str = ""
    ) -> int:
        return await self.send_files("document", [(name, mime, content)], text=text)

    async def send_files(
        self,
        kind: str,
        files: Sequence[tuple[str, str, bytes]],
        *,
        text: str = "",
        reply_to: int | Seen | None = None,
        chat_id: int = 0,
        topic: int = 0,
    ) -> int:
        """(name, MIME type, bytes) of each; several make an album. `kind`: see `attachments.UPLOADED`."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("kind", kind)
        form.add_field("text", text)
        form.add_field("chat_id", str(chat_id))
        form.add_field("topic", str(topic))
        if reply_to is not None:
            form.add_field("reply_to", str(_id(reply_to)))
        for name, mime, content in files:
            form.add_field("file", content, filename=name, content_type=mime)
        answer = await self.playground.ask("POST", f"/people/{self.id}/send", form=form)
        return int(answer["message_id"])

    async def send_location(self, latitude: float, longitude: float, *, accuracy: float = 0) -> int:
        body = {"kind": "location", "latitude": latitude, "longitude": longitude, "accuracy": accuracy}
        return int((await self._do("send", body))["message_id"])

    async def send_contact(self) -> int:
        return int((await self._do("send", {"kind": "contact"}))["message_id"])

    async def send_sticker(self, emoji: str = "👍") -> int:
        return int((await self._do("send", {"kind": "sticker", "emoji": emoji}))["message_id"])

    async def forward(self, text: str) -> int:
        """A post from some channel."""
        return int((await self._do("send", {"kind": "forward", "text": text}))["message_id"])

    async def block(self) -> None:
        await self._do("block", {})

    async def unblock(self) -> None:
        await self._do("unblock", {})

    async def speak(self, language_code: str) -> None:
        """Changes the language of her Telegram app."""
        await self.playground.ask("PATCH", f"/people/{self.id}", {"language_code": language_code})

    async def chat(self, chat_id: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = await self.playground.ask("GET", f"/chats/{chat_id or self.id}")
        return found

    async def transcript(self, chat_id: int = 0) -> list[Seen]:
        """Every message of her chat with the bot, oldest first; none before she started it."""
        try:
            return [seen(view) for view in (await self.chat(chat_id))["messages"]]
        except Mistake as mistake:
            if re.search("no such chat", str(mistake)):
                return []
            raise

    async def screen(self) -> Seen:
        """The last thing that the bot shows. Raises LookupError before it has shown anything."""
        for message in reversed(await self.transcript()):
            if message.from_bot:
                return message
        raise LookupError(f"the bot has shown {self.name} nothing yet")

    async def toast(self) -> str:
        """The text of the last answer to a tap, '' if none had one."""
        return str(((await self.chat())["toast"] or {}).get("text", ""))

    async def commands(self) -> list[str]:
        """The command menu, in her language."""
        found = await self.playground.ask("GET", f"/people/{self.id}/commands/{self.id}")
        return [one["command"] for one in found]


def _id(message: int | Seen) -> int:
    return message.id if isinstance(message, Seen) else message
