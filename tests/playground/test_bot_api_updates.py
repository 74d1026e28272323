"""Updates: confirmed by offset, kept for as long as Telegram keeps them, polled by one, or pushed in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import telegram
from aiohttp import web
from callers import TOKEN, Ear, Raw
from telegram.error import Conflict

from playground.client import Person, Playground


async def texts(bot: telegram.Bot, **how: Any) -> list[str]:
    return [update.message.text or "" for update in await bot.get_updates(**how) if update.message]


async def test_an_update_comes_until_it_is_confirmed(bot: telegram.Bot, rini: Person) -> None:
    for text in ("a", "b", "c"):
        await rini.say(text)
    first = await bot.get_updates()
    assert [update.update_id - first[0].update_id for update in first] == [0, 1, 2]
    assert await texts(bot, offset=first[0].update_id) == ["a", "b", "c"]
    assert await texts(bot, offset=first[1].update_id, limit=1) == ["b"]
    assert await texts(bot, offset=-1) == ["c"]


async def test_the_same_offset_at_once_again_brings_one_update(bot: telegram.Bot, rini: Person) -> None:
    for text in ("a", "b"):
        await rini.say(text)
    assert await texts(bot) == ["a", "b"]
    assert await texts(bot) == ["a"]


async def test_a_long_poll_ends_when_something_comes(bot: telegram.Bot, rini: Person) -> None:
    polling = asyncio.create_task(texts(bot, timeout=30))
    await asyncio.sleep(0.05)
    await rini.say("a")
    assert await asyncio.wait_for(polling, 5) == ["a"]


async def test_a_second_poller_ends_the_first(bot: telegram.Bot, raw: Raw, rini: Person) -> None:
    first = asyncio.create_task(texts(bot, timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(raw.call("getUpdates", timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await rini.say("a")
    assert [one["message"]["text"] for one in (await second)["result"]] == ["a"]


async def test_allowed_updates_hold_until_given_again(bot: telegram.Bot, rini: Person) -> None:
    await bot.get_updates(allowed_updates=["message"])
    sent = await rini.say("a")
    await rini.edit(sent, "b")
    await rini.block()
    (update,) = await bot.get_updates(offset=1)
    assert update.message is not None


@pytest.mark.parametrize(("seconds", "kept"), [(149, ["callback", "text"]), (151, ["text"]), (86_401, [])])
async def test_a_tap_is_kept_for_150_seconds_and_a_text_for_a_day(
    bot: telegram.Bot, chat: int, rini: Person, playground: Playground, seconds: int, kept: list[str]
) -> None:
    markup = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}
    await bot.send_message(chat, "a", api_kwargs={"reply_markup": markup})
    await rini.tap("Ya")
    await rini.say("b")
    await playground.advance(seconds)
    updates = await bot.get_updates(offset=-10, timeout=0)
    assert ["callback" if update.callback_query else "text" for update in updates] == kept


async def test_after_an_idle_week_the_numbers_jump(
    bot: telegram.Bot, rini: Person, playground: Playground
) -> None:
    await rini.say("a")
    before = (await bot.get_updates())[0].update_id
    await playground.advance(8 * 86_400)
    await rini.say("b")
    assert (await bot.get_updates(offset=1))[0].update_id != before + 1


class Receiver:
    """A webhook that answers as it is told, then 200."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.answers: list[web.Response] = []
        self.secrets: set[str] = set()
        self.url = ""

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        message = update["message"]
        self.heard.append((message["from"]["first_name"], message["text"]))
        return self.answers.pop(0) if self.answers else web.Response()

    async def until(self, enough: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not enough():
                await asyncio.sleep(0.005)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_a_webhook_gets_each_chat_in_order_and_again_until_it_accepts(
    bot: telegram.Bot, rini: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=503, headers={"Retry-After": "0"})]
    await bot.set_webhook(receiver.url, secret_token="rahasia")
    for text in ("a", "b"):
        await rini.say(text)
    await receiver.until(lambda: len(receiver.heard) == 4)
    assert [text for _, text in receiver.heard] == ["a", "a", "a", "b"]
    assert receiver.secrets == {"rahasia"}


async def test_while_a_webhook_is_set_polling_is_refused(
    bot: telegram.Bot, rini: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500, headers={"Retry-After": "600"})]
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await rini.say("a")
    await receiver.until(lambda: bool(receiver.heard))
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (
        1,
        "Wrong response from the webhook: 500 Internal Server Error",
    )
    await bot.delete_webhook()
    assert await texts(bot) == ["a"]


async def test_bodies_may_be_json_form_or_query(raw: Raw, chat: int) -> None:
    address = f"{raw.address}/bot{TOKEN}/sendMessage"
    fields = {"chat_id": str(chat), "text": "a"}
    for how in ({"json": fields}, {"data": fields}, {"params": fields}):
        async with raw.http.post(address, **how) as answer:  # type: ignore[arg-type]
            assert (await answer.json())["result"]["text"] == "a"


async def test_two_bots_hear_only_their_own(raw: Raw, rini: Person, ear: Ear) -> None:
    other = f"70002:{'B' * 35}"
    await rini.say("a")
    assert len(await ear.hear()) == 1
    assert (await raw.call("getUpdates", token=other))["result"] == []
