"""A step that sends what is due in the outbox: claim, ask whether it is still wanted, render, send, mark.

At least once: a process that dies between sending and marking sends again. No row ends in silence.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta

import structlog
from telegram import Bot

from bot.background import Clock, backoff, utc_now
from bot.screens.screen import Screen
from bot.sending import Gone, Later, Moved, Outcome, Sent, send
from storage import deliveries, outbox
from storage.database import Database
from storage.outbox import Row

log = structlog.get_logger(__name__)

Render = Callable[[Sequence[Row]], Awaitable[Screen | datetime | None]]
Bundle = Callable[[Sequence[Row]], Sequence[Sequence[Row]]]
SentTold = Callable[[Row, Screen, int | None], Awaitable[None]]
GoneTold = Callable[[Row, Gone], Awaitable[None]]
GaveUpTold = Callable[[Row, str], Awaitable[None]]
MovedTold = Callable[[int, int], Awaitable[None]]
TopicGoneTold = Callable[[int], Awaitable[None]]
PlaceOf = Callable[[Row, "tuple[int, Gone] | None"], Awaitable[int | None]]

BATCH = 50
AT_ONCE = 10  # chats: rendering all of a batch in one breath would hold up whoever is answering meanwhile
LEASE = timedelta(seconds=120)  # renewed while a batch is under way: an export may take many minutes
RENEWED = 40.0  # seconds between two renewals
# These pauses add up to a day. Counted in tries, since a row may have been late before its first one.
ATTEMPTS = 64
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 1_800.0
PARKED = 0.6  # seconds: the pacer keeps a chat silent for a little longer than Telegram wished


async def _tell_nobody(*_what: object) -> None: ...


class NowhereError(Exception):
    """There is no place for this message in its group: nobody wants it there."""


async def _as_queued(row: Row, lost: tuple[int, Gone] | None) -> int | None:
    return row.topic_id if lost is None else None


def one_by_one(rows: Sequence[Row]) -> list[list[Row]]:
    """A message for every row."""
    return [[row] for row in rows]


class Dispatcher:
    """`render` gives the screen in the reader's language and the numbers of now, a moment to ask again, or None
    when nobody wants it any more. `bundle` says which due rows of one chat make one message together.

    `only` and `without` are kinds: what is slow to make has a dispatcher of its own. `on_sent` gets each message
    with its first row; `on_gone`: nobody is there; `on_gave_up`: it was tried for a day. Both are told once a row.
    `on_moved` gets the old and the new id of a group, `on_topic_gone` the group whose general topic it went to.
    `place` says in which topic of a group a row belongs, also where the one that it said is gone; it may raise
    `NowhereError`."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        render: Render,
        *,
        bundle: Bundle = one_by_one,
        only: Collection[str] = (),
        without: Collection[str] = (),
        on_sent: SentTold = _tell_nobody,
        on_gone: GoneTold = _tell_nobody,
        on_gave_up: GaveUpTold = _tell_nobody,
        on_moved: MovedTold = _tell_nobody,
        on_topic_gone: TopicGoneTold = _tell_nobody,
        place: PlaceOf = _as_queued,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._bot = bot
        self._render = render
        self._bundle = bundle
        self._only = only
        self._without = without
        self._on_sent = on_sent
        self._on_gone = on_gone
        self._on_gave_up = on_gave_up
        self._on_moved = on_moved
        self._on_topic_gone = on_topic_gone
        self._place = place
        self._clock = clock

    async def step(self, now: datetime) -> bool | datetime:
        """Send one batch. True if there may be more, the moment when more is due, or False for no idea."""
        kinds = {"only": self._only, "without": self._without}
        rows = await self._database.write(outbox.claim, now, BATCH, now + LEASE, **kinds)
        chats: dict[int, list[Row]] = {}
        for row in rows:
            chats.setdefault(row.chat_id, []).append(row)
        few = asyncio.Semaphore(AT_ONCE)
        async with self._held(rows):
            results = await asyncio.gather(
                *(self._deliver_in_turn(few, of_chat) for of_chat in chats.values()), return_exceptions=True
            )
        failed = [result for result in results if isinstance(result, BaseException)]
        if failed:
            raise failed[0]  # a database that fails: the leases run out, and the rows come again
        if len(rows) == BATCH:
            return True
        return await self._database.read(outbox.next_due, now, **kinds) or False

    @contextlib.asynccontextmanager
    async def _held(self, rows: Sequence[Row]) -> AsyncIterator[None]:
        """No other process takes these while we are at them, however long it is."""

        async def renew() -> None:
            while rows:
                await asyncio.sleep(RENEWED)
                try:
                    await self._database.write(outbox.renew, [row.id for row in rows], self._clock() + LEASE)
                except Exception as error:  # the next one may work; without any, a rare duplicate
                    log.warning("outbox.not_renewed", rows=len(rows), why=type(error).__name__)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()

    async def _deliver_in_turn(self, few: asyncio.Semaphore, rows: list[Row]) -> None:
        async with few:
            await self._deliver(rows)

    async def _deliver(self, rows: list[Row]) -> None:
        """One chat's rows in order; the chats of a batch do not wait for each other. A chat that Telegram wants
        silence in keeps its order: whatever waits for it goes on waiting behind the row that was refused."""
        for together in self._bundle(rows):
            try:
                screen = await self._render(together)
            except Exception as error:
                first = together[0]
                log.error("outbox.not_rendered", row=first.id, kind=first.kind, exc_info=error)
                for row in together:
                    await self._record(row, Later(None, f"render: {type(error).__name__}"))
                continue
            if isinstance(screen, Screen):
                if (until := await self._send(together, screen)) is not None:
                    refused, mine = [row.id for row in together], [row.id for row in rows]
                    chat_id = rows[0].chat_id
                    await self._database.write(
                        deliveries.silence, chat_id, until, refused, mine, self._clock()
                    )
                    return
                continue
            for row in together:
                if screen is None:
                    await self._database.write(outbox.dropped, row.id, self._clock())
                    log.info("outbox.dropped", row=row.id, kind=row.kind)
                else:
                    await self._database.write(outbox.wait, row.id, screen)

    async def _send(self, together: Sequence[Row], screen: Screen) -> datetime | None:
        """Send one message; the moment until which Telegram wants silence in this chat, if it does."""
        first = together[0]
        try:
            outcome = await self._send_somewhere(first, screen)
        except NowhereError:
            for row in together:
                await self._database.write(outbox.dropped, row.id, self._clock())
            return None
        finally:
            if screen.document is not None and screen.document.passing:
                screen.document.path.unlink(missing_ok=True)
                with contextlib.suppress(OSError):  # a folder of its own, if it had one
                    screen.document.path.parent.rmdir()
        for row in together:
            await self._record(row, outcome)
        if isinstance(outcome, Sent):
            try:
                await self._on_sent(first, screen, outcome.message_id)
            except Exception as error:  # it is sent, whatever follows
                log.error("outbox.not_followed", row=first.id, kind=first.kind, exc_info=error)
        if isinstance(outcome, Later) and outcome.seconds is not None:
            return self._clock() + timedelta(seconds=outcome.seconds + PARKED)
        return None

    async def _send_somewhere(self, row: Row, screen: Screen) -> Outcome:
        """To the chat, or to the one that it became; to the general topic of a group whose topic is gone."""
        chat_id, topic_id = row.chat_id, await self._place(row, None)
        outcome = await send(self._bot, chat_id, screen, topic_id)
        if isinstance(outcome, Moved):
            await self._database.write(outbox.moved, chat_id, outcome.new_chat_id)
            await self._on_moved(chat_id, outcome.new_chat_id)
            log.info("outbox.moved", row=row.id)
            chat_id = outcome.new_chat_id
            outcome = await send(self._bot, chat_id, screen, topic_id)
        if isinstance(outcome, Gone) and outcome.topic and topic_id is not None:
            log.warning("outbox.topic_gone", row=row.id, why=outcome.why)
            other = None
            if topic_id == row.topic_id:
                await self._on_topic_gone(chat_id)
            else:
                other = await self._place(row, (topic_id, outcome))
            outcome = await send(self._bot, chat_id, screen, other)
            if isinstance(outcome, Gone) and outcome.topic and other is not None:
                outcome = await send(self._bot, chat_id, screen)
        return outcome

    async def _record(self, row: Row, outcome: Outcome) -> None:
        now = self._clock()
        match outcome:
            case Sent(message_id):
                await self._database.write(outbox.sent, row.id, message_id, now)
                log.info("outbox.sent", row=row.id, kind=row.kind)
            case Gone(why, unreachable):
                await self._database.write(outbox.gave_up, row.id, now, why)
                log.warning("outbox.gone", row=row.id, kind=row.kind, unreachable=unreachable)
                await self._tell_gone(row, outcome)
            case Later(None, why) if row.attempts + 1 >= ATTEMPTS:
                await self._database.write(outbox.gave_up, row.id, now, why)
                log.error("outbox.gave_up", row=row.id, kind=row.kind, attempts=row.attempts + 1)
                await self._tell_gave_up(row, why)
            case Later(seconds, why):
                pause = (
                    backoff(row.attempts + 1, FIRST_PAUSE, LONGEST_PAUSE)
                    if seconds is None
                    else seconds + PARKED
                )
                due = now + timedelta(seconds=pause)
                await self._database.write(outbox.later, row.id, due, why, counts=seconds is None)
                log.warning("outbox.later", row=row.id, kind=row.kind, pause=round(pause, 1))
            case Moved():
                await self._database.write(outbox.later, row.id, now, "moved twice")

    async def _tell_gone(self, row: Row, gone: Gone) -> None:
        try:
            await self._on_gone(row, gone)
        except Exception as error:
            log.error("outbox.not_told", row=row.id, exc_info=error)

    async def _tell_gave_up(self, row: Row, why: str) -> None:
        try:
            await self._on_gave_up(row, why)
        except Exception as error:
            log.error("outbox.not_told", row=row.id, exc_info=error)
