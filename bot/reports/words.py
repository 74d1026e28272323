"""How a report asks for its words: a key of the catalogues and what is filled in, plain text back."""

from __future__ import annotations

from typing import Protocol

from bot.flows.problems import Param


class Words(Protocol):
    def __call__(self, key: str, /, **params: Param) -> str: ...
