"""What is to be done again in a returned section: which questions, in which order, and what counts as done."""

from __future__ import annotations

from dataclasses import replace

from bot.flows import interview, progress
from bot.flows.answers import AnswerKey
from bot.flows.instance import Instance
from bot.flows.interview import Stop
from bot.flows.moves import Status
from bot.screens.views import LineView, SectionLine
from bot.services import evidence_counts
from bot.services.desk import Desk
from bot.services.evidence_rows import is_good


def returned_stops(desk: Desk, section: str) -> tuple[Stop, ...]:
    """The returned questions and lists of a section that are still asked, along the path."""
    return tuple(stop for stop in interview.path(desk.instance, section) if stop.key in desk.returned)


def is_fixed(desk: Desk, key: AnswerKey) -> bool:
    """Whether the agency did something about it since it was returned: another answer, evidence or a word why."""
    row = desk.returned[key]
    if row.fixed_at is not None or revision_of(desk.instance, key) != row.revision:
        return True
    if key.question not in desk.form.questions or row.sent_at is None:
        return False
    return any(is_good(piece) and piece.at > row.sent_at for piece in evidence_counts.pieces(desk, key))


def revision_of(instance: Instance, key: AnswerKey) -> int:
    """The revision of an answer; of a list of records the sum over everything in it, so that any change shows."""
    if key.question not in instance.form.groups:
        return instance.answers.revision(key)
    depth, inside = len(key.items), key.question + "/"
    return sum(
        answer.revision
        for answer in instance.answers.by_key.values()
        if answer.key.items[:depth] == key.items
        and (answer.key.question == key.question or answer.key.question.startswith(inside))
    )


def to_fix(desk: Desk, section: str) -> tuple[Stop, ...]:
    """What keeps a returned section from being sent back: what was returned, and what a fix has opened."""
    if desk.status(section) is not Status.RETURNED:
        return ()
    return tuple(
        stop
        for stop in interview.path(desk.instance, section)
        if (stop.key in desk.returned and not is_fixed(desk, stop.key))
        or (progress.counts(desk.instance, stop) and progress.is_gap(desk.instance, stop))
    )


def next_stop(desk: Desk, section: str, after: AnswerKey | None) -> Stop | None:
    """The next one of these behind a question, or else before it; never that question itself."""
    wanted = to_fix(desk, section)
    stops = interview.path(desk.instance, section)
    here = next((at for at, stop in enumerate(stops) if stop.key == after), -1)
    around = (*stops[here + 1 :], *stops[: here + 1])
    return next((stop for stop in around if stop in wanted and stop.key != after), None)


def previous_stop(desk: Desk, key: AnswerKey) -> Stop | None:
    """The returned question before this one; None at the beginning."""
    section = desk.form.section_of(key.question)
    stops = interview.path(desk.instance, section)
    here = next((at for at, stop in enumerate(stops) if stop.key == key), 0)
    return next((stop for stop in reversed(stops[:here]) if desk.may_change(stop.key)), None)


def waiting(desk: Desk) -> int:
    """How many questions of all returned sections are still to be dealt with; a section may have left the form."""
    return sum(len(to_fix(desk, section)) for section in desk.form.sections)


def first_section(desk: Desk) -> str | None:
    """Where fixing goes on: the first returned section, in form order, with something to do, or else to be sent."""
    back = [one for one in desk.form.sections if desk.status(one) is Status.RETURNED]
    return next((one for one in back if to_fix(desk, one)), next(iter(back), None))


def left(desk: Desk, line: SectionLine) -> int:
    """How much of a section is still to be done: of a returned one what is to be fixed."""
    if line.status is Status.RETURNED:
        return len(to_fix(desk, desk.form.sections[line.index]))
    return line.asked - line.done or line.missing


def line_key(desk: Desk, line: LineView) -> AnswerKey:
    """The question or list of records that a line of a list speaks of."""
    if line.is_repeat:
        return AnswerKey(desk.instance.logic.ordered_repeats[line.ordinal], line.items)
    return AnswerKey(desk.form.by_ordinal[line.ordinal].path, line.items)


def with_fixed(desk: Desk, key: AnswerKey) -> Desk:
    """The desk once something was done about a returned question."""
    row = desk.returned.get(key)
    if row is None or row.fixed_at is not None:
        return desk
    return replace(desk, returned={**desk.returned, key: replace(row, fixed_at=desk.now)})


def in_list(desk: Desk, key: AnswerKey | None) -> bool:
    """Whether a question stands in a list of records that was returned as a whole: its record is walked as ever."""
    return key is not None and key not in desk.returned and desk.returned_with(key) is not None
