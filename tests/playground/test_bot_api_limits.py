"""What the server refuses, and in which words: a bot that passes here must not fail with Telegram."""

from __future__ import annotations

from typing import Any

import pytest
from callers import Raw

from playground.client import Person, Playground


def keyboard(*buttons: dict[str, Any], rows: int = 1) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)] * rows}


KEY = {"text": "Ya", "callback_data": "y"}


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        (
            {"text": "x", "parse_mode": "MarkdownV2"},
            'the playground does not know the parse_mode "MarkdownV2"',
        ),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"text": "x", "colour": "red"},
            'the playground does not know the parameter "colour" of sendMessage',
        ),
        (
            {"text": "x", "disable_notification": "perhaps"},
            'parameter "disable_notification" must be of type Boolean',
        ),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, 'can\'t parse parameter "reply_markup" as JSON'),
        ({"text": "x", "reply_markup": {"buttons": []}}, 'object expected as parameter "reply_markup"'),
        ({"text": "x", "reply_markup": keyboard({**KEY, "callback_data": "x" * 65})}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard({**KEY, "callback_data": "é" * 33})}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": keyboard({"text": "Ya"})},
            "Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "reply_markup": keyboard({**KEY, "text": " "})}, "button text must be non-empty"),
        ({"text": "x", "reply_markup": keyboard({**KEY, "url": "https://x.id"})}, "exactly one action"),
        ({"text": "x", "reply_markup": keyboard({**KEY, "style": "pink"})}, "invalid button style"),
        (
            {"text": "x", "reply_markup": keyboard({**KEY, "size": 3})},
            'the field "size" of InlineKeyboardButton',
        ),
        ({"text": "x", "reply_markup": keyboard({"text": "a", "url": "nowhere"})}, "Wrong HTTP URL"),
        ({"text": "x", "reply_markup": keyboard(KEY, rows=101)}, "reply markup is too long"),
        ({"text": "x", "reply_markup": keyboard(*[KEY] * 9)}, "reply markup is too long"),
        (
            {"text": "x", "reply_markup": keyboard({"text": "a", "copy_text": {"text": "x" * 257}})},
            "must be 1-256",
        ),
    ],
)
async def test_a_message_beyond_the_limits_is_refused(
    raw: Raw, chat: int, params: dict[str, Any], reason: str
) -> None:
    answer = await raw.call("sendMessage", chat_id=chat, **params)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert reason in answer["description"]


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "😀" * 2048},
        {"text": f"<b>{'x' * 4090}</b>", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": keyboard({**KEY, "callback_data": "x" * 64})},
        {"text": "x", "reply_markup": keyboard(*[KEY] * 8, rows=12)},
        {"text": "x", "reply_markup": keyboard({"text": "a", "url": "t.me/pilar_bot?start=x"})},
        {"text": "x", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
        {"text": "x", "link_preview_options": {"is_disabled": True}, "protect_content": True},
    ],
)
async def test_a_message_at_the_limits_passes(raw: Raw, chat: int, params: dict[str, Any]) -> None:
    assert (await raw.call("sendMessage", chat_id=chat, **params))["ok"]


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"text": "x", "chat_id": 5}, "chat not found"),
        ("setMyCommands", {"commands": [{"command": "Mulai", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "x" * 257}]},
            "must be 1-256 characters",
        ),
        ("setMyCommands", {"commands": [{"command": "a"}]}, 'can\'t find field "description"'),
        ("setMyCommands", {"commands": [], "language_code": "bahasa"}, "invalid language code"),
        ("setMyDescription", {"description": "x" * 513}, "must be 0-512 characters"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "must be 0-120 characters"),
        ("setMyName", {"name": "x" * 65}, "must be 0-64 characters"),
        ("answerCallbackQuery", {"callback_query_id": "5"}, "query is too old"),
        ("answerCallbackQuery", {"callback_query_id": "5", "text": "x" * 201}, "must be 0-200 characters"),
        ("getFile", {"file_id": "nothing"}, "invalid file_id"),
        ("setWebhook", {"url": "ftp://x.id"}, "bad webhook"),
        ("setWebhook", {"url": "https://x.id", "max_connections": 101}, "max_connections must be 1-100"),
    ],
)
async def test_other_calls_are_held_to_their_limits(
    raw: Raw, method: str, params: dict[str, Any], reason: str
) -> None:
    answer = await raw.call(method, **params)
    assert answer["error_code"] == 400
    assert reason in answer["description"]


async def test_an_unknown_method_is_refused_aloud(raw: Raw, playground: Playground) -> None:
    answer = await raw.call("sendUnicorn")
    assert answer["description"] == 'Bad Request: the playground does not know the method "sendUnicorn"'
    assert await playground.problems() == ['the method "sendUnicorn"']


@pytest.mark.parametrize("token", ["nonsense", "123:short", "abc:" + "A" * 35])
async def test_a_token_of_the_wrong_shape_is_unauthorized(raw: Raw, token: str) -> None:
    assert (await raw.call("getMe", token=token))["error_code"] == 401


async def test_any_other_token_gets_a_bot_of_its_own(raw: Raw) -> None:
    ids = [
        (await raw.call("getMe", token=f"{number}:{'B' * 35}"))["result"]["id"] for number in (70001, 70002)
    ]
    assert ids == [70001, 70002]


async def test_nobody_can_be_written_to_before_she_wrote(raw: Raw, rini: Person) -> None:
    answer = await raw.call("sendMessage", chat_id=rini.id, text="x")
    assert answer["description"] == "Bad Request: chat not found"


async def test_a_body_that_is_no_json_is_refused(raw: Raw) -> None:
    address = f"{raw.address}/bot7123456789:{'A' * 35}/getMe"
    headers = {"Content-Type": "application/json"}
    for body in (b"{", b"[1]", b"\xff"):
        async with raw.http.post(address, data=body, headers=headers) as answer:
            assert answer.status == 400
