"""The transport over real HTTP: answers, errors, uploads, limits, and a token that never shows."""

from __future__ import annotations

import asyncio
import io
import logging

import pytest
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.pacing import Pacer, Priority
from bot.transport import AiohttpRequest, Paced

from .wire import TOKEN, Fault, Wire, refuse


def bot_over(wire: Wire, request: AiohttpRequest | Paced) -> Bot:
    return Bot(TOKEN, base_url=f"{wire.url}/bot", base_file_url=f"{wire.url}/file/bot", request=request)


async def test_a_message_goes_out_as_it_was_written(wire: Wire, request_: AiohttpRequest) -> None:
    sent = await bot_over(wire, request_).send_message(12, "Jalan & Jembatan <b>✓</b>\n2%")
    assert sent.text == "Jalan & Jembatan <b>✓</b>\n2%"
    assert wire.sent()[0].fields == {"chat_id": "12", "text": "Jalan & Jembatan <b>✓</b>\n2%"}


async def test_files_are_uploaded_beside_their_fields(wire: Wire, request_: AiohttpRequest) -> None:
    document = InputFile(io.BytesIO(b"\x00\xffa decree"), filename="perbup.pdf")
    await bot_over(wire, request_).send_document(12, document, caption="Perbup 7/2024")
    call = wire.sent("sendDocument")[0]
    assert list(call.files.values()) == [b"\x00\xffa decree"]
    assert (call.chat_id, call.fields["caption"]) == (12, "Perbup 7/2024")


async def test_a_file_is_called_what_it_is_called(wire: Wire, request_: AiohttpRequest) -> None:
    name = "Kutai Timur – jawaban 100%.xlsx"
    await bot_over(wire, request_).send_document(12, InputFile(b"cells", filename=name))
    assert wire.sent("sendDocument")[0].names == [name]


async def test_a_file_is_fetched(wire: Wire, request_: AiohttpRequest) -> None:
    assert await request_.retrieve(f"{wire.url}/file/bot{TOKEN}/decree") == b"a decree"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (refuse(400, "Bad Request: chat not found"), BadRequest),
        (refuse(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refuse(404, "Not Found"), InvalidToken),
        (refuse(401, "Unauthorized"), InvalidToken),
        (refuse(409, "Conflict"), Conflict),
        (refuse(429, "Too Many Requests", retry_after=9), RetryAfter),
        (refuse(400, "Bad Request", migrate_to_chat_id=-100), ChatMigrated),
        (refuse(500, "Internal"), NetworkError),
        (Fault(502, b"<html>Bad gateway</html>"), NetworkError),
        (Fault(200, b""), TelegramError),
        (Fault(200, b"<html>Log in to the office Wi-Fi</html>"), TelegramError),
        (Fault(200, b"[]"), TelegramError),
        (Fault(200, b"[" * 100_000), TelegramError),
        (Fault(302), NetworkError),
        (Fault(drop=True), NetworkError),
        (Fault(hang=True), TimedOut),
    ],
)
async def test_every_failure_is_an_error_of_telegram(
    wire: Wire, fault: Fault, error: type[TelegramError]
) -> None:
    wire.fail("sendMessage", fault)
    async with AiohttpRequest(read_timeout=0.2) as request:
        with pytest.raises(error) as raised:
            await bot_over(wire, request).send_message(12, "hello")
    assert type(raised.value) is error


async def test_nobody_listening_is_a_network_error(request_: AiohttpRequest) -> None:
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=request_)
    with pytest.raises(NetworkError):
        await bot.send_message(12, "hello")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/bot", "http://[broken/bot", "nonsense://x/bot"])
async def test_the_token_is_in_no_message_and_no_log_line(
    address: str, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(TelegramError) as raised:
        await Bot(TOKEN, base_url=address, request=request_).send_message(12, "hello")
    assert "secret-part" not in repr(raised.value) + repr(raised.value.__cause__) + caplog.text


async def test_a_body_that_is_no_json_is_not_logged(
    wire: Wire, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    wire.fail("sendMessage", Fault(200, b'{"result": "Sri wrote'))
    with pytest.raises(TelegramError):
        await bot_over(wire, request_).send_message(12, "hello")
    assert "Sri" not in caplog.text


async def test_a_call_may_have_its_own_timeout(wire: Wire, request_: AiohttpRequest) -> None:
    wire.fail("sendMessage", Fault(hang=True))
    with pytest.raises(TimedOut):
        await bot_over(wire, request_).send_message(12, "hello", read_timeout=0.05)


async def test_a_reply_waits_out_a_429_and_goes_again(wire: Wire, request_: AiohttpRequest) -> None:
    wire.fail("sendMessage", refuse(429, "Too Many Requests", retry_after=1))
    bot = bot_over(wire, Paced(request_, Pacer(), Priority.REPLY))
    await bot.send_message(12, "hello")
    assert len(wire.sent()) == 2


async def test_a_429_parks_only_the_chat_it_hit(wire: Wire, request_: AiohttpRequest) -> None:
    wire.fail("sendMessage", refuse(429, "Too Many Requests", retry_after=20))
    pacer = Pacer()
    bot = bot_over(wire, Paced(request_, pacer, Priority.REPLY))
    hit = asyncio.create_task(bot.send_message(1, "hit"))
    while not pacer.parked(1):
        await asyncio.sleep(0.001)
    behind = asyncio.create_task(bot.send_message(1, "behind it"))
    await bot.send_message(2, "another chat")
    await bot.answer_callback_query("1")  # never counts
    assert [call.chat_id for call in wire.sent()] == [1, 2]
    assert not hit.done() and not behind.done()
    for task in (hit, behind):
        task.cancel()


@pytest.mark.parametrize(("priority", "seconds"), [(Priority.PUSH, 1), (Priority.REPLY, 31)])
async def test_whoever_cannot_wait_so_long_is_told_at_once(
    priority: Priority, seconds: int, wire: Wire, request_: AiohttpRequest
) -> None:
    wire.fail("sendMessage", refuse(429, "Too Many Requests", retry_after=seconds))
    bot = bot_over(wire, Paced(request_, Pacer(), priority))
    for _ in range(2):  # the second is refused here: Telegram is not asked again
        with pytest.raises(RetryAfter):
            await bot.send_message(1, "hello")
    assert len(wire.sent()) == 1


async def test_edits_count_and_other_methods_do_not(wire: Wire, request_: AiohttpRequest) -> None:
    pacer = Pacer(send_rate=30, chat_rate=1)
    pacer.park(1, 60)
    bot = bot_over(wire, Paced(request_, pacer, Priority.PUSH))
    await bot.send_chat_action(1, "typing")
    await bot.answer_callback_query("1")
    for send in (bot.send_message(1, "a"), bot.edit_message_text("a", 1, 2), bot.send_photo(1, b"a")):
        with pytest.raises(RetryAfter):
            await send
