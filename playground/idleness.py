"""Knows when the bot has done all there was to do, so that a test or a script can go on without sleeping."""

from __future__ import annotations

import asyncio

from playground.account import Account

STEP = 0.005
PATIENCE = 3.0  # how long a person's act may stay without any call in her chat
AFTER_ANSWER = 1.0  # how long a silent answerCallbackQuery may be followed by nothing


class Activity:
    """Notes what a bot does. An act of a person is met by a call for her chat or by an answer with a text."""

    @staticmethod
    def began(account: Account) -> None:
        account.calls_under_way += 1

    @staticmethod
    def ended(account: Account, method: str, chat_id: int, *, again: bool, said: bool) -> None:
        """`again`: the bot was told to try later; `said`: the call showed the person something."""
        now = asyncio.get_running_loop().time()
        account.calls_under_way -= 1
        account.last_call = now
        acted = account.unanswered.get(chat_id)
        if acted is None or again or method == "sendChatAction":
            return
        if method == "answerCallbackQuery" and not said:
            account.unanswered[chat_id] = min(acted, now - PATIENCE + AFTER_ANSWER)
        else:
            del account.unanswered[chat_id]


def is_idle(account: Account, quiet: float) -> bool:
    now = asyncio.get_running_loop().time()
    if account.calls_under_way or account.updates.pending():
        return False
    if now - account.last_call < quiet or (account.webhook is not None and account.webhook.busy):
        return False
    return all(now - acted >= PATIENCE for acted in account.unanswered.values())


async def settle(account: Account, quiet: float = 0.05, patience: float = 10.0) -> bool:
    """Waits until every update is confirmed, every act met, and no call came for `quiet` seconds.

    False if that did not happen within `patience` seconds.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience
    while not is_idle(account, quiet):
        if loop.time() >= deadline or account.world.closing.is_set():
            return False
        await asyncio.sleep(STEP)
    return True
