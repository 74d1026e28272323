"""Telegram's limits on sending, in real time that the tests hand in; and over HTTP, where strict means 429."""

from __future__ import annotations

import pytest
import telegram
from telegram.error import RetryAfter

from playground.client import Person, Playground
from playground.limits import Limits, Mode
from playground.people import Mistake
from playground.refusals import Refusal


def sent(limits: Limits, chat_id: int, moments: list[float], method: str = "sendMessage") -> list[str]:
    """Which limit each message met, '' for none."""
    found = []
    for now in moments:
        try:
            broken = limits.count(method, {"chat_id": chat_id, "media": [1, 2, 3]}, now)
            found.append(broken.limit if broken else "")
        except Refusal as refusal:
            found.append(f"429 {refusal.parameters['retry_after']}")
    return found


@pytest.mark.parametrize(
    ("chat_id", "moments", "met"),
    [
        (7, [0] * 5 + [1, 2, 3], [""] * 8),
        (7, [100.0] + [200.0] * 6, [""] * 6 + ["429 1"]),
        (7, [0] * 6, [""] * 5 + ["429 1"]),
        (7, [0] * 5 + [0.5, 1.0], [""] * 5 + ["429 1", ""]),
        (-7, [0] * 20 + [0, 30, 59.5, 60], [""] * 20 + ["429 60", "429 30", "429 1", ""]),
        (-7, [10.0 * n for n in range(20)], [""] * 20),
    ],
)
def test_a_chat_takes_one_a_second_and_a_group_twenty_a_minute(
    chat_id: int, moments: list[float], met: list[str]
) -> None:
    assert sent(Limits(Mode.STRICT), chat_id, moments) == met


def test_thirty_a_second_go_out_overall_however_many_chats_there_are() -> None:
    limits = Limits(Mode.STRICT)
    first = [sent(limits, chat, [0.0])[0] for chat in range(1, 40)]
    assert (first.count(""), first.count("429 1")) == (30, 9)
    assert sent(limits, 100, [0.999]) == ["429 1"]
    assert sent(limits, 100, [1.0]) == [""]


def test_watching_notes_and_lets_through_and_off_does_neither() -> None:
    for mode, met in ((Mode.WATCH, ["chat"]), (Mode.OFF, [""])):
        limits = Limits(mode)
        assert sent(limits, 7, [0.0] * 6)[5:] == met
        assert [one.limit for one in limits.broken] == [one for one in met if one]


@pytest.mark.parametrize(
    ("method", "fit"),
    [
        ("sendMessage", 20),
        ("editMessageText", 20),
        ("sendMediaGroup", 6),
        ("sendChatAction", 50),
        ("deleteMessage", 50),
    ],
)
def test_edits_count_albums_count_whole_and_the_rest_is_free(method: str, fit: int) -> None:
    assert sent(Limits(Mode.STRICT), -7, [0.0] * 50, method).count("") == fit


async def test_strict_limits_answer_429_over_http_and_are_reported(
    bot: telegram.Bot, chat: int, rini: Person, playground: Playground
) -> None:
    await playground.limit("strict")
    for _ in range(5):
        await bot.send_message(chat, "a")
    with pytest.raises(RetryAfter):
        await bot.send_message(chat, "b")
    assert [one.text for one in await rini.transcript()][1:] == ["a"] * 5
    (broken,) = await playground.broken_limits()
    assert (broken["limit"], broken["chat_id"], broken["method"]) == ("chat", chat, "sendMessage")
    await playground.limit("watch")
    assert await playground.broken_limits() == []
    with pytest.raises(Mistake, match="off, watch, strict"):
        await playground.limit("lax")
