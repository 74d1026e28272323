"""From the outbox to the wire: once if possible, at least once always, and never a silent row."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, RowMapping, select
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.delivery import dispatcher as dispatching
from bot.delivery.dispatcher import ATTEMPTS, LEASE, Dispatcher
from bot.pacing import Pacer, Priority
from bot.screens.screen import Button, Screen
from bot.sending import Gone, Later, Moved, Outcome, Sent, outcome_of, send
from bot.transport import AiohttpRequest, Paced
from storage import outbox
from storage.database import Database
from storage.models import outbox as table

from .wire import TOKEN, Fault, Wire, refuse

NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)
PLAIN = Screen("hello")


@pytest.fixture
def bot(wire: Wire, request_: AiohttpRequest) -> Bot:
    return Bot(TOKEN, base_url=f"{wire.url}/bot", request=Paced(request_, Pacer(0, 0), Priority.PUSH))


async def queue(
    database: Database, key: str = "a", chat: int = 1, due: datetime = NOW, **params: Any
) -> bool:
    return await database.write(
        outbox.add, dedupe_key=key, kind="reminder", chat_id=chat, params=params, due_at=due, at=NOW
    )


async def rows(database: Database) -> dict[str, RowMapping]:
    def read(conn: Connection) -> dict[str, RowMapping]:
        return {found["dedupe_key"]: found for found in conn.execute(select(table)).mappings()}

    return await database.read(read)


async def render(rows: Sequence[outbox.Row]) -> Screen | None:
    (row,) = rows
    return None if row.params.get("unwanted") else Screen(f"{row.kind} {row.dedupe_key}")


def dispatcher_for(database: Database, bot: Bot, now: datetime = NOW, **options: Any) -> Dispatcher:
    return Dispatcher(database, bot, options.pop("render", render), clock=lambda: now, **options)


async def test_a_due_row_is_sent_once_and_marked(database: Database, bot: Bot, wire: Wire) -> None:
    assert await queue(database)
    assert not await queue(database)  # planning twice adds nothing
    dispatcher = dispatcher_for(database, bot)
    assert await dispatcher.step(NOW) is False
    assert await dispatcher.step(NOW) is False
    assert [call.fields["text"] for call in wire.sent()] == ["reminder a"]
    row = (await rows(database))["a"]
    assert (row["sent_at"], row["message_id"], row["attempts"], row["leased_until"]) == (NOW, 1, 1, None)
    assert not await queue(database)  # nor after it was sent


async def test_the_step_says_when_the_next_row_is_due(database: Database, bot: Bot, wire: Wire) -> None:
    await queue(database, "soon", due=NOW + timedelta(minutes=7))
    await queue(database, "tomorrow", due=NOW + timedelta(days=1))
    dispatcher = dispatcher_for(database, bot)
    assert await dispatcher.step(NOW) == NOW + timedelta(minutes=7)
    assert wire.sent() == []
    assert await dispatcher.step(NOW + timedelta(minutes=7)) == NOW + timedelta(days=1)
    assert len(wire.sent()) == 1


async def test_what_nobody_wants_any_more_is_dropped(database: Database, bot: Bot, wire: Wire) -> None:
    await queue(database, unwanted=True)
    await dispatcher_for(database, bot).step(NOW)
    assert wire.sent() == []
    assert (await rows(database))["a"]["dropped_at"] == NOW


async def test_two_dispatchers_send_each_row_once(database: Database, bot: Bot, wire: Wire) -> None:
    for number in range(20):
        await queue(database, str(number), chat=number + 1)
    dispatchers = [dispatcher_for(database, bot) for _ in range(3)]
    for _ in range(2):
        await asyncio.gather(*(dispatcher.step(NOW) for dispatcher in dispatchers))
    assert sorted(call.chat_id for call in wire.sent()) == list(range(1, 21))


async def test_one_chats_rows_go_in_order(database: Database, bot: Bot, wire: Wire) -> None:
    for number in range(5):
        await queue(database, str(number), due=NOW - timedelta(minutes=9 - number))
    await dispatcher_for(database, bot).step(NOW)
    assert [call.fields["text"] for call in wire.sent()] == [f"reminder {number}" for number in range(5)]


async def test_a_process_that_died_while_sending_leaves_the_row_to_the_next(
    database: Database, bot: Bot, wire: Wire
) -> None:
    await queue(database)
    await database.write(outbox.claim, NOW, 10, NOW + LEASE)
    assert await dispatcher_for(database, bot).step(NOW) == NOW + LEASE
    assert wire.sent() == []
    await dispatcher_for(database, bot).step(NOW + LEASE + timedelta(seconds=1))
    assert len(wire.sent()) == 1


async def test_what_takes_long_to_make_is_made_once(
    database: Database, bot: Bot, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatching, "RENEWED", 0.01)
    now, begun, made = [NOW], asyncio.Event(), asyncio.Event()

    async def slowly(rows: Sequence[outbox.Row]) -> Screen:
        begun.set()
        await made.wait()
        return PLAIN

    await queue(database)
    first = Dispatcher(database, bot, slowly, clock=lambda: now[0])
    at_it = asyncio.create_task(first.step(NOW))
    await asyncio.wait_for(begun.wait(), 10)
    now[0] += LEASE * 2
    for _ in range(200):  # until the lease is seen to be renewed
        await asyncio.sleep(0.01)
        if (await rows(database))["a"]["leased_until"] > now[0]:
            break
    assert await database.write(outbox.claim, now[0], 10, now[0] + LEASE) == []
    made.set()
    await at_it
    assert len(wire.sent()) == 1
    assert (await rows(database))["a"]["leased_until"] is None


async def test_what_was_put_off_is_not_held_with_what_is_still_under_way(
    database: Database,
) -> None:
    await queue(database, "a")
    await queue(database, "b", chat=2)
    taken = await database.write(outbox.claim, NOW, 10, NOW + LEASE)
    await database.write(outbox.wait, taken[0].id, NOW + timedelta(minutes=1))
    await database.write(outbox.renew, [row.id for row in taken], NOW + LEASE * 2)
    found = await rows(database)
    assert (found["a"]["leased_until"], found["b"]["leased_until"]) == (None, NOW + LEASE * 2)


@pytest.mark.parametrize(
    ("fault", "pause", "counted"),
    [
        (refuse(429, "Too Many Requests", retry_after=40), (40, 42), 0),  # Telegram only asks to wait
        (refuse(500, "Internal Server Error"), (3, 5), 1),
        (Fault(502, b"<html>"), (3, 5), 1),
        (Fault(200, b"nonsense"), (3, 5), 1),
        (Fault(200, b'{"ok": false, "description": "?"}'), (3, 5), 1),
        (
            Fault(drop=True),
            (3, 5),
            1,
        ),  # delivered, but nobody knows: a rare duplicate beats a missed deadline
        (refuse(404, "Not Found"), (60, 61), 0),
    ],
)
async def test_what_fails_for_now_is_sent_later(
    fault: Fault,
    pause: tuple[float, float],
    counted: int,
    sqlite_database: Database,
    bot: Bot,
    wire: Wire,
) -> None:
    await queue(sqlite_database)
    wire.fail("sendMessage", fault)
    await dispatcher_for(sqlite_database, bot).step(NOW)
    row = (await rows(sqlite_database))["a"]
    assert row["attempts"] == counted and row["last_error"] and row["sent_at"] is None
    assert pause[0] <= (row["due_at"] - NOW).total_seconds() <= pause[1]


async def test_a_limited_chat_delays_no_other(sqlite_database: Database, bot: Bot, wire: Wire) -> None:
    for number, chat in enumerate((1, 1, 2, 3)):
        await queue(sqlite_database, str(number), chat=chat)
    wire.fail("sendMessage", refuse(429, "Too Many Requests", retry_after=40))
    await dispatcher_for(sqlite_database, bot).step(NOW)
    found = await rows(sqlite_database)
    late = {key for key, row in found.items() if row["sent_at"] is None}
    assert len(late) >= 1 and len(wire.sent()) + len(late) <= 5
    assert len({found[key]["chat_id"] for key in late}) == 1


async def test_a_limited_chat_keeps_its_order(database: Database, bot: Bot, wire: Wire) -> None:
    """What waits for it stands behind the row that was refused."""
    for key, minutes in (("third", 1), ("first", 9), ("second", 5), ("tomorrow", -1440)):
        await queue(database, key, due=NOW - timedelta(minutes=minutes))
    wire.fail("sendMessage", refuse(429, "Too Many Requests", retry_after=40))
    await database.write(outbox.claim, NOW - timedelta(minutes=8), 1, NOW)  # "first", by one who died
    await dispatcher_for(database, bot).step(NOW + timedelta(seconds=1))
    found = await rows(database)
    order = sorted(
        (key for key in found if found[key]["sent_at"] is None), key=lambda key: found[key]["due_at"]
    )
    assert order == ["first", "second", "third", "tomorrow"]
    assert found["third"]["due_at"] - found["first"]["due_at"] < timedelta(seconds=1)
    assert all(found[key]["leased_until"] is None and found[key]["attempts"] == 0 for key in order)


async def test_after_a_day_of_tries_it_is_given_up_and_somebody_is_told(
    sqlite_database: Database, bot: Bot, wire: Wire
) -> None:
    told: list[timedelta] = []
    now = NOW + timedelta(days=5)  # the bot was away when it was due

    async def on_gave_up(row: outbox.Row, _why: str) -> None:
        told.append(now - NOW - timedelta(days=5))

    await queue(sqlite_database)
    wire.fail("sendMessage", *[refuse(500)] * 100)
    while not told:
        more = await dispatcher_for(sqlite_database, bot, now, on_gave_up=on_gave_up).step(now)
        now = more if isinstance(more, datetime) else now
    assert timedelta(hours=20) < told[0] < timedelta(hours=32)
    assert len(wire.sent()) == ATTEMPTS
    assert (await sqlite_database.read(outbox.counts, NOW)).gave_up == 1


async def test_somebody_who_is_gone_is_reported_and_not_asked_again(
    database: Database, bot: Bot, wire: Wire
) -> None:
    told: list[Gone] = []

    async def on_gone(_row: outbox.Row, gone: Gone) -> None:
        told.append(gone)
        raise RuntimeError("telling fails too")

    await queue(database)
    wire.fail("sendMessage", refuse(403, "Forbidden: bot was blocked by the user"))
    dispatcher = dispatcher_for(database, bot, on_gone=on_gone)
    await dispatcher.step(NOW)
    await dispatcher.step(NOW)
    assert (len(wire.sent()), [gone.unreachable for gone in told]) == (1, [True])
    assert (await rows(database))["a"]["gave_up_at"] == NOW


async def test_a_group_that_moved_gets_everything_at_its_new_address(
    database: Database, bot: Bot, wire: Wire
) -> None:
    await queue(database, "now", chat=-5)
    await queue(database, "later", chat=-5, due=NOW + timedelta(days=1))
    wire.fail("sendMessage", refuse(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005))
    await dispatcher_for(database, bot).step(NOW)
    assert [call.chat_id for call in wire.sent()] == [-5, -1005]
    found = await rows(database)
    assert {row["chat_id"] for row in found.values()} == {-1005}
    assert found["now"]["sent_at"] == NOW


async def test_a_row_that_cannot_be_rendered_stops_no_other(
    sqlite_database: Database, bot: Bot, wire: Wire
) -> None:
    async def sick(rows: Sequence[outbox.Row]) -> Screen:
        if rows[0].dedupe_key == "a":
            raise KeyError("a bug")
        return PLAIN

    await queue(sqlite_database, "a")
    await queue(sqlite_database, "b")
    await dispatcher_for(sqlite_database, bot, render=sick).step(NOW)
    found = await rows(sqlite_database)
    assert (found["a"]["last_error"], found["b"]["sent_at"]) == ("render: KeyError", NOW)


async def test_counts_tell_what_waits(database: Database) -> None:
    await queue(database, "a")
    await queue(database, "b", due=NOW + timedelta(days=1))
    assert await database.read(outbox.counts, NOW) == outbox.Counts(pending=2, late=1, gave_up=0)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (BadRequest("Message is not modified: specified new message content"), Sent(None)),
        (BadRequest("Chat not found"), Gone("", True)),
        (BadRequest("Not enough rights to send text messages to the chat"), Gone("", True)),
        (BadRequest("Can't parse entities: unclosed tag"), Gone("", False)),
        (BadRequest("Message is too long"), Gone("", False)),
        (Forbidden("Forbidden: user is deactivated"), Gone("", True)),
        (ChatMigrated(-100), Moved(-100)),
        (RetryAfter(9), Later(9.0, "")),
        (TimedOut(), Later(None, "")),
        (NetworkError("Bad Gateway"), Later(None, "")),
        (InvalidToken(), Later(60.0, "")),
        (KeyError("result"), Later(None, "")),
        (ZeroDivisionError(), Gone("", False)),
    ],
)
def test_every_error_is_one_of_four_outcomes(error: Exception, outcome: Outcome) -> None:
    found = outcome_of(error)
    assert (replace(found, why="") if isinstance(found, (Gone, Later)) else found) == outcome


async def test_a_text_that_telegram_cannot_read_goes_out_plain(bot: Bot, wire: Wire) -> None:
    wire.fail("sendMessage", refuse(400, "Bad Request: can't parse entities: unclosed tag"))
    assert isinstance(await send(bot, 1, Screen("<b>Dinas &amp; Badan 2 < 3")), Sent)
    assert wire.sent()[-1].fields["text"] == "Dinas & Badan 2 < 3"
    assert "parse_mode" not in wire.sent()[-1].fields
    wire.fail("sendMessage", *[refuse(400, "Bad Request: message is too long")] * 2)
    assert await send(bot, 1, Screen("🏙" * 3_000)) == Gone(
        "BadRequest: Message is too long", unreachable=False
    )
    assert len(wire.sent()[-1].fields["text"].encode("utf-16-le")) <= 2 * 4096


async def test_a_screen_becomes_a_message_with_its_buttons(bot: Bot, wire: Wire) -> None:
    screen = Screen(
        "<b>Continue?</b>",
        (
            (Button("Yes", "go:1", style="success"), Button("Page", url="https://example.org")),
            (Button("Copy", copy="AB12"),),
        ),
    )
    assert await send(bot, 12, screen) == Sent(1)
    fields = wire.sent()[0].fields
    assert (fields["text"], fields["parse_mode"]) == ("<b>Continue?</b>", "HTML")
    assert json.loads(fields["link_preview_options"]) == {"is_disabled": True}
    assert json.loads(fields["reply_markup"])["inline_keyboard"] == [
        [
            {"text": "Yes", "callback_data": "go:1", "style": "success"},
            {"text": "Page", "url": "https://example.org"},
        ],
        [{"text": "Copy", "copy_text": {"text": "AB12"}}],
    ]


@pytest.mark.parametrize(("length", "calls"), [(1_024, ["sendPhoto"]), (1_025, ["sendPhoto", "sendMessage"])])
async def test_a_picture_carries_its_text_as_long_as_it_fits(
    length: int, calls: list[str], bot: Bot, wire: Wire, tmp_path: Path
) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(b"\x89PNG")
    text = "<b>" + "a" * (length - 5) + "&amp;</b>" + "🏙🏙"
    assert isinstance(await send(bot, 12, Screen(text, image=picture.read_bytes())), Sent)
    assert [call.method for call in wire.calls] == calls
    assert list(wire.calls[0].files.values()) == [b"\x89PNG"]
