"""Somebody with a phone, as journeys and scripts move her: what she sends, taps and sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import aiohttp

from playground.people import Mistake
from playground.seen import Seen, seen

if TYPE_CHECKING:
    from playground.client import Playground


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
        body = {"kind": kind, "text": text, "chat_id": str(chat_id), "topic": str(topic)}
        if reply_to is not None:
            body["reply_to"] = str(_id(reply_to))
        answer = await self.playground.ask("POST", f"/people/{self.id}/send", form=_form(body, files))
        return int(answer["message_id"])

    async def send_location(self, latitude: float, longitude: float, *, accuracy: float = 0) -> int:
        body = {"kind": "location", "latitude": latitude, "longitude": longitude, "accuracy": accuracy}
        return int((await self._do("send", body))["message_id"])

    async def send_contact(self) -> int:
        return int((await self._do("send", {"kind": "contact"}))["message_id"])

    async def send_sticker(self, emoji: str = "👍") -> int:
        return int((await self._do("send", {"kind": "sticker", "emoji": emoji}))["message_id"])

    async def forward(
        self,
        text: str = "",
        *,
        origin: str = "channel",
        name: str = "",
        days: int = 0,
        kind: str = "document",
        files: Sequence[tuple[str, str, bytes]] = (),
    ) -> int:
        """A post that a channel, a user or a hidden_user called `name` wrote `days` ago, with `files` or without."""
        body = {
            "kind": "forward",
            "text": text,
            "origin": origin,
            "name": name,
            "as": kind,
            "days": str(days),
        }
        form = _form(body, files) if files else None
        answer = await self.playground.ask("POST", f"/people/{self.id}/send", body, form=form)
        return int(answer["message_id"])

    async def forward_messages(self, *messages: int | Seen, of: Person | None = None) -> int:
        """Messages of her chat with the bot once more, or those of somebody who passed them on to her."""
        body: dict[str, Any] = {"kind": "forward", "messages": [_id(one) for one in messages]}
        if of is not None:
            body["from_person"] = of.id
        return int((await self._do("send", body))["message_id"])

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


def _form(body: dict[str, str], files: Sequence[tuple[str, str, bytes]]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for field, value in body.items():
        form.add_field(field, value)
    for name, mime, content in files:
        form.add_field("file", content, filename=name, content_type=mime)
    return form


def _id(message: int | Seen) -> int:
    return message.id if isinstance(message, Seen) else message
