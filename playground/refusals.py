"""The server's refusals: what Telegram answers when it does not do what a bot asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """Becomes `{ok: false, error_code, description, parameters}`; raised anywhere below a method."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Mapping[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str, **parameters: int) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> Refusal:
    return Refusal(403, f"Forbidden: {reason}")


class Unknown(Refusal):
    """The playground itself does not know what the bot asked for; shown in red on the page and in the log."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(400, f"Bad Request: the playground does not know {what}")
