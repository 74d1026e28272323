"""Faults to order: what the next calls of a method, or to a chat, meet instead of a good answer."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    FLOOD = "flood"  # 429 with retry_after = seconds
    BLOCKED = "blocked"  # 403, as if the person had blocked the bot
    BROKEN = "broken"  # 500
    NONSENSE = "nonsense"  # 200 with a page of HTML, as a captive portal gives
    MISSING = "missing"  # 404, as a proxy gives
    LOST_CALL = "lost_call"  # nothing is done, and no answer comes
    LOST_ANSWER = "lost_answer"  # it is done, but no answer comes
    LATE = "late"  # it is done, `seconds` later


@dataclass(frozen=True, slots=True)
class Fault:
    """`method` and `chat_id` choose the calls (empty and 0: any); `times` how many of them, 0: until removed.

    A fault for any method spares getUpdates: a bot that cannot hear would never meet the others.
    """

    id: int
    kind: Kind
    method: str = ""
    chat_id: int = 0
    times: int = 1
    seconds: float = 1.0

    def meets(self, method: str, chat_id: int) -> bool:
        chosen = self.method.lower() == method.lower() if self.method else method != "getUpdates"
        return chosen and self.chat_id in (0, chat_id)

    def view(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind.value,
            "method": self.method,
            "chat_id": self.chat_id,
            "times": self.times,
            "seconds": self.seconds,
        }


class Faults:
    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._ordered: list[Fault] = []

    def order(
        self, kind: Kind, *, method: str = "", chat_id: int = 0, times: int = 1, seconds: float = 1.0
    ) -> Fault:
        fault = Fault(next(self._ids), kind, method, chat_id, times, seconds)
        self._ordered.append(fault)
        return fault

    def remove(self, fault_id: int | None = None) -> None:
        """One, or all of them."""
        self._ordered = [fault for fault in self._ordered if fault_id not in (None, fault.id)]

    def listed(self) -> list[Fault]:
        return list(self._ordered)

    def take(self, method: str, chat_id: int) -> Fault | None:
        """The fault that this call meets, counted off; None if it is spared."""
        for place, fault in enumerate(self._ordered):
            if fault.meets(method, chat_id):
                if fault.times == 1:
                    del self._ordered[place]
                elif fault.times > 1:
                    self._ordered[place] = replace(fault, times=fault.times - 1)
                return fault
        return None
