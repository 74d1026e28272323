"""What a chat is shown: after a turn (`Reply`), or when its row of the outbox is due (`Rendered`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.screens.screen import Screen


class Where(StrEnum):
    """Where the screen goes. There is one live card in a chat."""

    CARD = "card"  # edit the card that was tapped, or the present one when nothing was
    BELOW = "below"  # send it under what the person wrote; the old card becomes its receipt or goes
    TAPPED = "tapped"  # edit the tapped old card only; the present card stays as it is
    ASIDE = "aside"  # a message of its own; the present card stays the present card
    NOWHERE = "nowhere"  # nothing but the toast


@dataclass(frozen=True, slots=True)
class Reply:
    """A service returns it; a handler carries it out with at most two calls."""

    screen: Screen | None = None
    where: Where = Where.NOWHERE
    toast: str = ""  # the answer to a tap, at most 200 characters
    alert: bool = False  # the toast stays until it is closed
    old_card: int | None = None  # message id of the present card, when there is one
    receipt: Screen | None = None  # with BELOW: what the old card becomes; without it the old card is removed
    effects: tuple[str, ...] = ()  # work for after the commit, by name: 'fetch', 'outbox'
    menu: str = ""  # role and language whose command menu this chat should have now, 'coordinator.id'
    also: tuple[Screen, ...] = ()  # with ASIDE: messages that follow
    present: Screen | None = None  # with TAPPED: the present card (`old_card`) anew, where the tap changed it
    below_file: bool = False  # with TAPPED: the message is a file, and the words below it change
    lower: bool = False  # and it comes down to the bottom of the chat
    topic: str = ""  # the name of a topic that is to be made in this group for its news


@dataclass(frozen=True, slots=True)
class Order:
    """A screen whose picture or document has yet to be made, in a process of its own: `make` is a function of a
    module, called with `args` that can be pickled. It returns a picture's bytes, or the path of a passing file
    that is sent under `name`."""

    screen: Screen
    make: Callable[..., bytes | Path]
    args: tuple[Any, ...] = ()
    name: str = ""  # of the document; '' for a picture


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that somebody sent has to be read first: `read` is called with its path in a process of its own, then
    `tell` with what it returned, in one write; with None where Telegram does not give the file out."""

    file_id: str
    name: str  # as the sender called it
    read: Callable[..., Any]
    args: tuple[Any, ...]
    tell: Callable[..., Screen]
    text: str = ""  # what was pasted instead of a file


# What becomes of due rows of the outbox: a message, one to be made, one that follows a file, a moment to ask
# again, or None: unwanted
Rendered = Screen | Order | Reading | datetime | None
