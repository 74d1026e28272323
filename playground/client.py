"""A typed client of the People API, for journeys and scripts: people who write and tap, a world that settles."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import aiohttp

from playground.people import Mistake
from playground.phones import Person
from playground.seen import Button, Keyboard, Seen

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
