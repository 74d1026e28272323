"""Raw updates into the inbox, and only then to the lanes. Polling is here; `webhook.py` is the other way in.

Telegram forgets an update once it is confirmed (a higher offset, or 200 to a webhook), so nothing is
confirmed before its commit. Updates stay raw: one that nobody understands must not hold up its batch.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import Conflict, RetryAfter
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.background import Clock, backoff, utc_now
from bot.lanes import LEASE, Lanes
from bot.tries import TOLD_AFTER, describe
from bot.turn import chat_of
from storage import inbox, lease
from storage.database import Database
from storage.inbox import Incoming, Row
from storage.unavailable import StorageUnavailable

log = structlog.get_logger(__name__)

# Telegram remembers the last list it was given, so it is always sent.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 10
BATCH = 100  # the most that getUpdates gives
LONGEST_PAUSE = 30.0
ROLE = timedelta(seconds=30)  # a poll, its slowest answer and a commit fit in
# Ids are drawn anew after an idle week (Bot API, Update); without an offset the server shows what it has.
IDLE = timedelta(days=1)
CARD = ("message_id", "date", "chat", "caption")  # of the message under a press; a caption: it is a file's
BIG = 2**63
_OURS: set[str] = set()  # names that this process gave itself


async def _nobody(_incoming: Incoming) -> None: ...


async def _nothing() -> None: ...


class Intake:
    """Stores updates and hands the new ones to the lanes. `on_unsaved` is where a person is told that hers
    cannot be stored now; it stays with Telegram, and is stored when it can be."""

    def __init__(
        self,
        database: Database,
        lanes: Lanes,
        bot_id: int,
        clock: Clock = utc_now,
        on_unsaved: Callable[[Incoming], Awaitable[None]] = _nobody,
    ) -> None:
        self.database = database
        self.lanes = lanes
        self._bot_id = bot_id
        self._clock = clock
        self._on_unsaved = on_unsaved
        self._refused: dict[int, int] = {}  # update id -> how often it could not be stored
        self._telling: set[asyncio.Task[None]] = set()

    async def take(self, updates: Sequence[object]) -> list[Row]:
        """Store what is new in one commit. Raises what the database raises: confirm nothing then."""
        return await self.store([found for found in map(read_incoming, updates) if found is not None])

    async def store(self, known: Sequence[Incoming]) -> list[Row]:
        """The same for what has been read already."""
        now = self._clock()
        until = now + LEASE if self.lanes.shared else None
        if self.lanes.shared and not self.lanes.free:
            until = now - LEASE  # stored for whoever sweeps: no room here
        try:
            rows = await self.database.write(inbox.add_batch, self._bot_id, known, now, until)
        except StorageUnavailable:
            self._tell(known)
            raise
        self._refused.clear()
        if until is None or until > now:
            self.lanes.put(rows)
        return rows

    def _tell(self, known: Sequence[Incoming]) -> None:
        for one in known:
            times = self._refused[one.update_id] = self._refused.get(one.update_id, 0) + 1
            if times == TOLD_AFTER:
                task = asyncio.create_task(self._told(one))
                self._telling.add(task)
                task.add_done_callback(self._telling.discard)

    async def _told(self, one: Incoming) -> None:
        try:
            await self._on_unsaved(one)
        except Exception as error:
            log.warning("intake.not_told", update=one.update_id, error=describe(error))


class Poller:
    """getUpdates for ever: any failure is logged and followed by a bounded pause, never by an end.

    Only the holder of the lease polls; another process takes over when it is given back or runs out.
    `url` is the whole address of getUpdates, token included: it is never logged. `on_role` is called when this
    process becomes the one that polls, before the lanes begin; `on_heard` whenever all that waited at the server
    is stored. What they raise counts as a failure."""

    def __init__(
        self,
        intake: Intake,
        request: BaseRequest,
        url: str,
        *,
        role: str = "polling",
        holder: str | None = None,
        clock: Clock = utc_now,
        first_pause: float = 0.5,
        poll_seconds: int = POLL_SECONDS,
        on_role: Callable[[], Awaitable[None]] = _nothing,
        on_heard: Callable[[], Awaitable[None]] = _nothing,
    ) -> None:
        self._intake = intake
        self._on_role = on_role
        self._on_heard = on_heard
        self._request = request
        self._url = url
        self._role = role
        self._holder = holder or this_process()
        self._clock = clock
        self._first_pause = first_pause
        self._poll_seconds = poll_seconds
        self._offset: int | None = None
        self._last_update_at: datetime | None = None
        self._held_until: datetime | None = None
        self._task: asyncio.Task[None] | None = None
        self._has_heard = False  # all that waited when we got the role
        self.failures = 0
        self.looked = asyncio.Event()  # whether the role is free, for the first time

    @property
    def is_polling(self) -> bool:
        """Whether this process has the role; another may have it, which is no failure."""
        return self._held_until is not None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="poller")

    async def stop(self) -> None:
        """End at once: what getUpdates would still answer was not confirmed and comes again."""
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._task = None

    async def leave(self) -> None:
        """Give the role back, once the lanes have ended: whoever has it takes what is unfinished for lost."""
        with contextlib.suppress(Exception):  # the lease runs out anyway
            await self._intake.database.write(lease.give_back, self._role, self._holder)

    async def _run(self) -> None:
        while True:
            try:
                await self.step()
                self.failures = 0
            except Exception as error:
                self.looked.set()
                self._has_heard = False
                self.failures += 1
                pause = self._pause(error)
                log.error(
                    "poller.failed", failures=self.failures, pause=round(pause, 1), error=describe(error)
                )
                await asyncio.sleep(pause)
                if isinstance(error, Conflict) and "webhook" in str(error).lower():
                    await self._delete_webhook()

    async def step(self) -> None:
        """One poll, or one look whether the role is free. Raises whatever went wrong."""
        has_role = await self._has_role()
        self.looked.set()
        if not has_role:
            await asyncio.sleep(4 * self._first_pause)
            return
        updates = await self._get_updates()
        if updates:
            await self._intake.take(updates)
            self._last_update_at = self._clock()
            ids = [update_id for update_id in map(update_id_of, updates) if update_id is not None]
            if not ids:
                raise ValueError("a batch without a single update_id")
            # the server's last, not the highest: ids may have jumped down
            self._offset = ids[-1] + 1
        if len(updates) < BATCH and self._held_until is not None:
            await self._on_heard()
            self._has_heard = True

    async def _has_role(self) -> bool:
        now = self._clock()
        if self._held_until is not None and self._held_until - now > ROLE * 2 / 3:
            return True
        try:
            has = await self._intake.database.write(
                lease.acquire, self._role, self._holder, now, now + ROLE, is_gone
            )
        except StorageUnavailable as error:
            if self._held_until is None and error.reason in ("locked", "lost"):
                raise  # whoever has the role may be well
            # hear people out, so that they can be told; nothing is confirmed that is not stored
            log.error("poller.role_unsure", error=describe(error))
            return True
        if has and self._held_until is None:
            log.info("poller.polling", holder=self._holder)
            self._offset = None
            self._has_heard = False
            await self._on_role()
            self._intake.lanes.start()
        elif not has and self._held_until is not None:
            log.warning("poller.role_lost", holder=self._holder)
            self._intake.lanes.forget()
        self._held_until = now + ROLE if has else None
        return has

    async def _get_updates(self) -> list[object]:
        now = self._clock()
        if self._last_update_at is not None and now - self._last_update_at > IDLE:
            self._offset = self._last_update_at = None
        fields: dict[str, Any] = {
            "timeout": self._poll_seconds if self._has_heard else 0,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            fields["offset"] = self._offset
        answer: Any = await self._request.post(
            self._url,
            RequestData([RequestParameter(name, value, None) for name, value in fields.items()]),
            read_timeout=self._poll_seconds + 5,
        )
        if not isinstance(answer, list):
            raise ValueError(f"getUpdates answered {type(answer).__name__}")
        return answer

    async def _delete_webhook(self) -> None:
        """Left over from a start with WEBHOOK_URL; while it is set, Telegram refuses polling."""
        try:
            await self._request.post(self._url.rpartition("/")[0] + "/deleteWebhook")
            log.warning("poller.webhook_deleted")
        except Exception as error:
            log.error("poller.webhook_stays", error=describe(error))

    def _pause(self, error: Exception) -> float:
        if isinstance(error, RetryAfter):
            # PTB is about to turn the number into a timedelta; the private one already is
            return min(error._retry_after.total_seconds(), 300.0)
        if isinstance(error, Conflict):
            log.error("poller.conflict", hint="another program polls this bot, or a webhook is set")
        return backoff(self.failures, self._first_pause, LONGEST_PAUSE)


def read_incoming(update: object) -> Incoming | None:
    """A raw update with its lane, or None (logged) for what has no usable id and so cannot be stored."""
    update_id = update_id_of(update)
    if update_id is None or not isinstance(update, dict):
        log.error("intake.nonsense", kind=type(update).__name__)
        return None
    # ASCII: a lone surrogate or a NUL in somebody's text must not fail the whole batch
    return Incoming(update_id, lane_of(update), json.dumps(_lean(update), separators=(",", ":")))


def _lean(update: dict[str, Any]) -> dict[str, Any]:
    """The update without the text and buttons of the card that a press stands under: they are our own words,
    many times larger than the press, and only where it stands is ever asked for."""
    press = update.get("callback_query")
    card = press.get("message") if isinstance(press, dict) else None
    if not isinstance(press, dict) or not isinstance(card, dict):
        return update
    return {**update, "callback_query": {**press, "message": {k: card[k] for k in CARD if k in card}}}


def update_id_of(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < BIG:
        return None
    return number


def lane_of(update: dict[str, Any]) -> int:
    """What must stay in order: the chat; for a press in a group, the person; 0 if there is neither."""
    chat_id = chat_of(update)
    press = update.get("callback_query")
    if isinstance(press, dict) and (chat_id is None or chat_id < 0):
        sender = press.get("from")
        user_id = sender.get("id") if isinstance(sender, dict) else None
        if isinstance(user_id, int) and 0 < user_id < BIG:
            return user_id
    return chat_id or 0


def this_process() -> str:
    """A name that another process on this machine can look up: host, process id, and a mark of this start."""
    name = f"{socket.gethostname()[:40]}/{os.getpid()}/{secrets.token_hex(3)}"
    _OURS.add(name)
    return name


def is_gone(holder: str) -> bool:
    """Whether that process ran on this machine and does not any more. False when in doubt."""
    host, _, rest = holder.partition("/")
    number = rest.partition("/")[0]
    if host != socket.gethostname()[:40] or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return holder not in _OURS  # a container's first process has the same id after every start
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
