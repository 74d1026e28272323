"""What reviewers and an agency say to each other about a question, as it stands on a card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases
from bot.screens.views import RemarkLine

READY = re.compile(r"return-reason-[0-2]")
LAST = 4  # remarks on a card; the rest is a number
SAID = 400  # UTF-16 units of one
WHOLE = 1500  # of the last one, where it is what the card is about


def comment(stored: str, p: Phrases) -> str:
    """Why a question was returned: a ready-made reason in the reader's language, or as typed."""
    return p.plain(stored) if READY.fullmatch(stored) else stored


def thread(remarks: Sequence[RemarkLine], p: Phrases, last: int = SAID) -> Html:
    """The last few remarks; '' when nobody said anything. `last`: units of the newest."""
    if not remarks:
        return Html("")
    shown = [
        p("thread-line", by=line(one.by, PERSON), text=line(comment(one.text, p), most))
        for one, most in zip(remarks[-LAST:], [*[SAID] * (len(remarks[-LAST:]) - 1), last], strict=True)
    ]
    if len(remarks) > LAST:
        shown.insert(0, p("thread-earlier", count=len(remarks) - LAST))
    return Html("\n".join(shown))
