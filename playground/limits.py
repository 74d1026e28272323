"""Telegram's limits on sending, counted for every bot: 30 a second overall, 1 a second to a person with a short
burst, 20 a minute to a group.

The numbers are those of the Bots FAQ; how long a burst may be is not said there, five is what bots see. Edits
count like messages, an album as many as it has files. Counted is real time, however the clock is moved.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from playground.refusals import Refusal

OVERALL, CHAT, GROUP = 30, 1, 20
SECOND, MINUTE = 1.0, 60.0
CHAT_BURST = 5
KEPT = 1000  # broken limits that are remembered


class Mode(StrEnum):
    OFF = "off"  # nothing is counted
    WATCH = "watch"  # a broken limit is noted, the message arrives
    STRICT = "strict"  # and it is refused with 429


@dataclass(frozen=True, slots=True)
class Broken:
    """`limit` is overall, chat or group; `chat_id` whom the message was for; `at` in seconds of real time."""

    limit: str
    chat_id: int
    method: str
    retry_after: int
    at: float

    def view(self) -> dict[str, Any]:
        return {
            "limit": self.limit,
            "chat_id": self.chat_id,
            "method": self.method,
            "retry_after": self.retry_after,
        }


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limits:
    """What one bot has sent, and where it was too fast. Every moment is an argument."""

    def __init__(self, mode: Mode = Mode.WATCH) -> None:
        self.mode = mode
        self.forget()

    def view(self) -> dict[str, Any]:
        return {"mode": self.mode.value, "broken": [one.view() for one in self.broken]}

    def forget(self) -> None:
        """As if nothing had been sent so far."""
        self.broken: deque[Broken] = deque(maxlen=KEPT)
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, _Bucket] = {}

    def count(self, method: str, params: Mapping[str, Any], now: float) -> Broken | None:
        """The limit that this call breaks; with STRICT it is refused and not counted. Raises Refusal (429)."""
        chat_id = params.get("chat_id")
        messages = _messages(method, params)
        if self.mode is Mode.OFF or not messages or not isinstance(chat_id, int):
            return None
        waits = {"overall": self._wait_overall(messages, now)}
        waits |= (
            {"group": self._wait_group(chat_id, messages, now)}
            if chat_id < 0
            else {"chat": self._wait_chat(chat_id, messages, now)}
        )
        limit, wait = max(waits.items(), key=lambda one: one[1])
        found = Broken(limit, chat_id, method, max(1, math.ceil(wait)), now) if wait > 0 else None
        if found is not None:
            self.broken.append(found)
            if self.mode is Mode.STRICT:
                reason = f"Too Many Requests: retry after {found.retry_after}"
                raise Refusal(429, reason, retry_after=found.retry_after)
        self._take(chat_id, messages, now)
        return found

    def _wait_overall(self, messages: int, now: float) -> float:
        return _wait(self._all, messages, OVERALL, SECOND, now)

    def _wait_group(self, chat_id: int, messages: int, now: float) -> float:
        return _wait(self._groups.setdefault(chat_id, deque()), messages, GROUP, MINUTE, now)

    def _wait_chat(self, chat_id: int, messages: int, now: float) -> float:
        bucket = self._chats.setdefault(chat_id, _Bucket(CHAT_BURST, now))
        bucket.tokens = min(CHAT_BURST, bucket.tokens + (now - bucket.at) * CHAT)
        bucket.at = now
        # an album of ten may go to a chat that was silent; it leaves a debt
        needed = min(messages, CHAT_BURST)
        return max(0.0, needed - bucket.tokens - 0.01) / CHAT

    def _take(self, chat_id: int, messages: int, now: float) -> None:
        self._all.extend([now] * messages)
        if chat_id < 0:
            self._groups[chat_id].extend([now] * messages)
        else:
            self._chats[chat_id].tokens -= messages


def _wait(sent: deque[float], messages: int, most: int, window: float, now: float) -> float:
    """Seconds until so many more fit into the window."""
    while sent and now - sent[0] >= window:
        sent.popleft()
    too_many = len(sent) + messages - most
    return sent[min(too_many, len(sent)) - 1] + window - now if too_many > 0 and sent else 0.0


def _messages(method: str, params: Mapping[str, Any]) -> int:
    """How many messages a call sends or changes; 0 for what the limits do not count."""
    if method == "sendMediaGroup":
        return len(params.get("media", ()))
    sends = method.startswith("send") and method != "sendChatAction"
    return int(sends or method.startswith("editMessage") or method in ("copyMessage", "forwardMessage"))
