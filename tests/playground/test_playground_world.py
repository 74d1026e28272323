"""The world around the chats: faults to order, the movable clock, knowing when the bot is idle, its process."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import telegram
from callers import MOMENT, TOKEN, Ear, client_of
from scripted_bot import ScriptedBot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from playground.client import Person, Playground
from playground.clock import Clock
from playground.launch import Running, start


@pytest.mark.parametrize(
    ("kind", "error", "arrived"),
    [
        ("flood", RetryAfter, False),
        ("blocked", Forbidden, False),
        ("broken", NetworkError, False),
        ("missing", InvalidToken, False),
        ("nonsense", TelegramError, False),
        ("lost_call", NetworkError, False),
        ("lost_answer", NetworkError, True),
        ("late", None, True),
    ],
)
async def test_an_ordered_fault_meets_one_call(
    bot: telegram.Bot,
    chat: int,
    rini: Person,
    playground: Playground,
    kind: str,
    error: type[TelegramError] | None,
    arrived: bool,
) -> None:
    await playground.fault(kind, seconds=0.05)
    if error is None:
        await bot.send_message(chat, "a")
    else:
        with pytest.raises(error):
            await bot.send_message(chat, "a")
    assert [message.text for message in await rini.transcript()][1:] == ["a"] * arrived
    await bot.send_message(chat, "b")


async def test_a_fault_chooses_method_and_chat_and_lasts_until_mended(
    bot: telegram.Bot, chat: int, playground: Playground
) -> None:
    budi = await playground.person("Budi")
    await budi.start()
    await playground.fault("flood", method="sendMessage", chat_id=chat, times=0, seconds=7)
    await bot.send_message(budi.id, "a")
    await bot.send_location(chat, 0, 0)
    for _ in range(2):
        with pytest.raises(RetryAfter, match="Retry in 7 seconds"):
            await bot.send_message(chat, "a")
    await playground.mend()
    await bot.send_message(chat, "a")


async def test_faults_for_everything_spare_the_poller_unless_it_is_named(
    bot: telegram.Bot, playground: Playground
) -> None:
    await playground.fault("broken", times=0)
    assert await bot.get_updates() == ()
    await playground.fault("missing", method="getUpdates")
    with pytest.raises(InvalidToken):
        await bot.get_updates(offset=1)


async def test_the_clock_dates_messages_and_fills_its_file(
    bot: telegram.Bot, chat: int, playground: Playground, tmp_path: Path
) -> None:
    await playground.advance(86_400)
    assert (await bot.send_message(chat, "a")).date == MOMENT + timedelta(days=1)
    assert datetime.fromisoformat((tmp_path / "clock").read_text().strip()) == MOMENT + timedelta(days=1)
    await playground.move_to("2024-06-21T16:00:00+08:00")
    assert await playground.now() == "2024-06-21T08:00:00+00:00"


def test_a_clock_goes_on_from_its_file_and_survives_nonsense_in_it(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    Clock(file, moment=MOMENT, frozen=True).advance(60)
    assert Clock(file, frozen=True).now() == MOMENT + timedelta(seconds=60)
    for nonsense in ("", "soon", "2024-06-18", "2024-06-18T01:00:00"):
        file.write_text(nonsense)
        assert Clock(file).now() > datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "then"),
    [
        ("2024-06-18T07:59:59+08:00", "Asia/Makassar", "2024-06-18T08:00:00+08:00"),
        ("2024-06-18T08:00:00+08:00", "Asia/Makassar", "2024-06-19T08:00:00+08:00"),
        ("2024-06-18T23:30:00+00:00", "Asia/Jakarta", "2024-06-19T08:00:00+07:00"),
        ("2024-12-31T08:00:01+09:00", "Asia/Jayapura", "2025-01-01T08:00:00+09:00"),
    ],
)
async def test_the_next_morning_is_that_of_the_zone(
    playground: Playground, now: str, zone: str, then: str
) -> None:
    await playground.move_to(now)
    assert datetime.fromisoformat(await playground.next("08:00", zone)) == datetime.fromisoformat(then)


def test_a_running_clock_moves_by_itself() -> None:
    clock = Clock(moment=MOMENT)
    first = clock.now()
    later = next((now for now in iter(clock.now, None) if now > first), first)
    assert MOMENT <= first < later


async def test_settling_waits_for_a_slow_bot(bot: telegram.Bot, rini: Person, playground: Playground) -> None:
    scripted = ScriptedBot(bot)
    await scripted.start()
    await playground.fault("late", method="sendMessage", seconds=0.3)
    await rini.start()
    await playground.settle()
    assert "pendaftaran puskesmas" in (await rini.screen()).text
    await playground.fault("late", method="editMessageText", seconds=0.3)
    await rini.tap("4")
    await playground.settle()
    assert (await rini.screen()).text.startswith("✓ Pendaftaran daring: 4")
    await scripted.stop()


async def test_settling_gives_up_on_a_bot_that_does_not_listen(rini: Person, playground: Playground) -> None:
    await rini.say("a")
    with pytest.raises(TimeoutError):
        await playground.settle(patience=0.1)


async def test_settling_waits_until_a_heard_text_is_met_with_a_call(
    bot: telegram.Bot, chat: int, rini: Person, ear: Ear, playground: Playground
) -> None:
    await rini.say("a")
    await ear.hear()
    with pytest.raises(TimeoutError):
        await playground.settle(patience=0.2)
    await bot.send_chat_action(chat, "typing")
    with pytest.raises(TimeoutError):
        await playground.settle(patience=0.2)
    await bot.send_message(chat, "b")
    await playground.settle()


async def test_a_bot_that_was_dead_gets_its_time_from_when_it_hears(
    chat: int, rini: Person, ear: Ear, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.idleness.PATIENCE", 0.4)
    await rini.say("a")
    await asyncio.sleep(0.5)
    await ear.hear()
    with pytest.raises(TimeoutError):
        await playground.settle(patience=0.2)
    await playground.settle()


class Process:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def kill(self) -> None:
        self.told.append("kill")

    async def stop(self) -> None:
        self.told.append("stop")

    async def restart(self) -> None:
        self.told.append("restart")

    def status(self) -> str:
        return "running" if self.told[-1:] == ["restart"] else "stopped"


async def test_the_launchers_controller_kills_and_restarts_the_bot() -> None:
    process = Process()
    running = await start(controller=process)
    async with Playground(running.address) as playground:
        for wish, status in (("kill", "stopped"), ("restart", "running"), ("stop", "stopped")):
            assert await playground.ask("POST", f"/bot/{wish}") == {"process": status}
    await running.stop()
    assert process.told == ["kill", "restart", "stop"]


async def test_stopping_ends_long_polls_and_frees_the_port() -> None:
    running = await start(people=[{"name": "Rini", "language_code": "en"}])
    port = int(running.address.rpartition(":")[2])
    async with client_of(running.address) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=40))
        await asyncio.sleep(0.05)
        await running.stop()
        assert await polling == ()
    again = await start(port=port)
    await again.stop()


async def test_a_taken_port_is_an_error_at_once(running: Running) -> None:
    with pytest.raises(OSError):
        await start(port=int(running.address.rpartition(":")[2]))


async def test_alone_it_prints_its_address_and_ends_on_a_signal(tmp_path: Path) -> None:
    import sys

    clock = tmp_path / "clock"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "playground", "--port", "0", "--clock-file", str(clock), "--person", "Rini"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip()
    async with Playground(address) as playground:
        assert [person.name for person in await playground.people()] == ["Rini"]
    assert clock.exists()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 5) == 0


async def test_the_page_and_its_files_are_served_and_nothing_else(running: Running, rini: Person) -> None:
    import aiohttp

    await rini.send_files("document", [("x.html", "text/html", b"<script>alert(1)</script>")])
    file_id = (await rini.transcript())[0].raw["media"]["file_id"]
    async with aiohttp.ClientSession(running.address) as http:
        for path, status in (
            ("/", 200),
            ("/page/app.js", 200),
            ("/page/texts.json", 200),
            ("/page/..%2Fserver.py", 404),
            ("/page/server.py", 404),
            ("/playground/files/none", 404),
            (f"/file/bot{TOKEN}/none", 404),
        ):
            async with http.get(path) as answer:
                assert (path, answer.status) == (path, status)
        async with http.get("/") as answer:
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        async with http.get(f"/playground/files/{file_id}") as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.content_type == "application/octet-stream"


async def test_the_page_of_another_site_cannot_act_here(running: Running, rini: Person) -> None:
    import aiohttp

    address = f"{running.address}/playground/people/{rini.id}/say"
    async with aiohttp.ClientSession() as http:
        for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
            async with http.post(address, json={"text": "a"}, headers={"Sec-Fetch-Site": site}) as answer:
                assert (site, answer.status) == (site, status)


async def test_a_chat_with_no_messages_has_no_screen(rini: Person) -> None:
    with pytest.raises(LookupError):
        await rini.screen()
    assert await rini.transcript() == []


async def test_a_bots_mistake_changes_nothing(bot: telegram.Bot, chat: int, rini: Person) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(chat, "<b>", parse_mode="HTML")
    assert len(await rini.transcript()) == 1
