"""What the next words in a chat are for, as its row remembers it: the question that stands on the present card, and
what waits there to be finished, such as ticks before Done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.answers import Answer, AnswerKey, Standing
from bot.services.desk import Desk

REFUSED, REPLACE, MORE, REASON, TICKS, FILTER = "refused", "replace", "more", "reason", "ticks", "filter"
EXPLAIN = "explain"  # a word to the reviewers about this question
EVIDENCE = "evidence"  # files, links and the like for this question's answer; the draft is the way she is on
LISTED = "listed"  # no question, but the questions of a section: its index
HOLDING = frozenset({REFUSED, REASON, FILTER})  # modes whose draft may carry ticks


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next typed text means for the present question, and with it how its card looks.

    The draft is the ticks before Done, the answer that would replace a colleague's (see `offering`), the
    text that choices are filtered by, or the id of the message that was refused. Ticks that wait meanwhile stand
    behind a line break; see `held`, and `left` for a card that asks nothing."""

    mode: str = ""  # '' or one of the above
    draft: str = ""


ANSWER = Waiting()


def offering(mine: Answer) -> Waiting:
    """An answer that waits for her word about the one that stands there: 'standing:value', or 'standing/origin:value'
    where she did not give it herself."""
    origin = f"/{mine.origin}" if mine.origin else ""
    return Waiting(REPLACE, f"{mine.standing}{origin}:{mine.value or mine.reason}")


def offered(draft: str) -> tuple[Standing, str, str]:
    """What such a draft holds: how the answer stands, where it comes from, and its value or the reason for none."""
    head, _, value = draft.partition(":")
    standing, _, origin = head.partition("/")
    return Standing(standing), origin, value


def held(desk: Desk, key: AnswerKey) -> str | None:
    """The ticks of this question that wait for Done, also while a search, a refusal or the question for a reason
    stands before them; None when none wait."""
    if awaited(desk) != key:
        return None
    if desk.chat.mode == TICKS:
        return desk.chat.draft
    _, found, ticks = desk.chat.draft.partition("\n")
    return ticks if found and desk.chat.mode in HOLDING else None


def listed(desk: Desk) -> str:
    """The index of the section whose questions the present card lists; '' where it lists none."""
    return desk.chat.draft.partition("\n")[0] if desk.chat.mode == LISTED else ""


def left(desk: Desk) -> str:
    """The ticks that she leaves behind, or has left, for a card that asks nothing: 'question@revision', and the
    ticks behind a line break; '' for none."""
    key = awaited(desk)
    if key is None:
        return desk.chat.draft.partition("\n")[2] if desk.chat.mode in ("", LISTED) else ""
    ticks = held(desk, key)
    return f"{key}@{desk.chat.revision}\n{ticks}" if ticks else ""


def found_again(desk: Desk, key: AnswerKey) -> Waiting:
    """Those of this question, where she comes back to it and nobody has answered it since."""
    place, _, ticks = left(desk).partition("\n") if awaited(desk) is None else ("", "", "")
    return Waiting(TICKS, ticks) if place == f"{key}@{desk.instance.answers.revision(key)}" else ANSWER


def holding(mode: str, draft: str, ticks: str | None) -> Waiting:
    """A waiting that does not lose these ticks."""
    return Waiting(mode, draft if ticks is None else f"{draft}\n{ticks}")


def awaited(desk: Desk) -> AnswerKey | None:
    """The question (or repeat) that stands on the present card, None when there is none."""
    return key_of(desk.chat.question, desk.chat.items) if desk.chat.question else None


def before(desk: Desk) -> AnswerKey | None:
    """The question of the card before the present one."""
    path, _, items = desk.chat.before.partition("#")
    return key_of(path, items) if path else None


def key_of(question_path: str, items: str) -> AnswerKey:
    """A key from its two columns."""
    return AnswerKey(question_path, tuple(items.split(".")) if items else ())
