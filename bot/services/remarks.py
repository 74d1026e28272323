"""What reviewers and an agency say to each other about one question: kept with it, and told to the other side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.inputs import Sent, Typed
from bot.screens.overviews import Note
from bot.services import questioning, review_news
from bot.services.cockpit import Cockpit, end_errand, refused, still_waits
from bot.services.desk import Desk
from bot.services.replies import Reply
from bot.services.returning import begin_words, errand_key
from storage import remarks

WORDS = "remark"  # the errand
ASK = "w"


def thread(conn: Connection, cockpit: Cockpit) -> Reply:
    """A reviewer's button: the question with its thread, or with 'w' the request for her words."""
    end_errand(conn, cockpit.chat)
    desk = cockpit.desk(conn)
    key = questioning.pressed_key(cockpit, desk)
    found = questioning.about(conn, cockpit, desk, key) if key is not None else None
    if key is None or found is None:
        return refused(cockpit.chat)
    if questioning.argument_of(cockpit) != ASK:
        return questioning.show(conn, cockpit, found, key)
    begin_words(conn, cockpit, WORDS, key)
    return questioning.show(conn, cockpit, found, key, asking="words")


def typed(conn: Connection, cockpit: Cockpit, errand: Mapping[str, Any], raw: Typed | Sent) -> Reply | None:
    """What a reviewer says about a question."""
    if not still_waits(conn, cockpit, errand) or cockpit.submission is None:
        return None
    desk, key = cockpit.desk(conn), errand_key(errand)
    found = questioning.about(conn, cockpit, desk, key)
    if found is None:
        end_errand(conn, cockpit.chat)
        return None
    said = tidy(raw)
    if not said:
        return questioning.show(conn, cockpit, found, key, asking="words")
    if (long := questioning.too_long(said)) is not None:
        return questioning.show(conn, cockpit, found, key, asking="words", problem=long)
    end_errand(conn, cockpit.chat)
    say(conn, desk, key, remarks.REVIEWER, said)
    return questioning.show(conn, cockpit, found, key, note=Note("remark-sent"))


def said(conn: Connection, cockpit: Cockpit, raw: Typed) -> Reply | None:
    """A reviewer's reply to a message about a question; None where she may not review it."""
    desk = cockpit.desk(conn)
    key = questioning.pressed_key(cockpit, desk)
    found = questioning.about(conn, cockpit, desk, key) if key is not None else None
    words = tidy(raw)
    if key is None or found is None or not words:
        return None
    if (long := questioning.too_long(words)) is not None:
        return questioning.show(conn, cockpit, found, key, problem=long)
    say(conn, desk, key, remarks.REVIEWER, words)
    return questioning.show(conn, cockpit, found, key, note=Note("remark-sent"))


def say(conn: Connection, desk: Desk, key: AnswerKey, side: str, text: str) -> int:
    """Keep a word about a question by whoever sits at this desk, and tell the other side; its id."""
    said = remarks.add(
        conn,
        submission_id=desk.work.submission_id,
        question=key.question,
        items=".".join(key.items),
        side=side,
        person_id=desk.chat.person_id,
        at=desk.now,
        text=text,
    )
    review_news.tell_remark(conn, desk, said)
    return said


def tidy(raw: Typed | Sent) -> str:
    """The words of a message; '' for anything else."""
    return raw.text.strip() if isinstance(raw, Typed) else ""
