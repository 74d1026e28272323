"""Records: the items of a repeat that people fill. Adding, copying, taking off and bringing back, as values.

Items have ids that are never given again, so taking off the second of three moves nothing.
"""

from __future__ import annotations

from dataclasses import replace

from bot.flows.answers import AnswerKey, Standing, to36
from bot.flows.form import FILES, Kind
from bot.flows.instance import Instance
from bot.flows.interview import Author, Turn, answer_to, reads_only, write
from bot.flows.limits import limits, shortfall
from bot.flows.problems import Problem
from bot.flows.stops import Stop, is_open, next_open, path

__all__ = [
    "COPIED", "add_item", "add_items", "close_repeat", "done_inside", "duplicate_item", "exists", "item_around",
    "newest", "next_inside", "onward", "record_around", "remove_item", "restore_item", "stops_inside",
    "tapped_before", "untouched_item",
]  # fmt: skip

COPIED = "copied"  # the origin of an answer that came with a copy and that nobody has changed since


def exists(instance: Instance, item: AnswerKey) -> bool:
    """Whether an item stands on its list now; its key has the item's own id last."""
    if not item.items or not instance.form.groups[item.question].repeat:
        return False
    repeat = AnswerKey(item.question, item.items[:-1])
    return len(item.items) == len(instance.form.repeats_of[item.question]) and (
        instance.offered(repeat) and item.items[-1] in instance.items(repeat)
    )


def newest(instance: Instance, repeat: AnswerKey) -> int:
    """The number of the newest item that this list ever had; 0 for none. A button carries it to be told apart."""
    return max((int(item, 36) for item in _ever(instance, repeat)), default=0)


def tapped_before(instance: Instance, repeat: AnswerKey, seen: int, author: Author) -> bool:
    """Whether this person has added an item since `seen`: then the button was tapped twice. What colleagues added
    meanwhile does not count."""
    return any(
        int(key.items[-1], 36) > seen and answer.person_id == author.person_id
        for key, answer in instance.answers.by_key.items()
        if _is_item_of(key, repeat)
    )


def add_item(
    instance: Instance, repeat: AnswerKey, author: Author, source: str = ""
) -> tuple[Turn, AnswerKey | None]:
    """Add an item; its id is new and is never given again. None when the list is full or not offered.

    `source` is kept with the item: where it was taken over from, so that nobody takes the same over twice."""
    turn, items = add_items(instance, repeat, 1, author, source)
    return turn, next(iter(items), None)


def add_items(
    instance: Instance, repeat: AnswerKey, count: int, author: Author, source: str = ""
) -> tuple[Turn, tuple[AnswerKey, ...]]:
    """Add so many items at once: the form is settled once for all of them. None when they do not all fit."""
    group = instance.form.groups[repeat.question]
    if group.count or not instance.offered(repeat):
        return Turn(instance, problem=Problem("problem-not-asked")), ()
    full = _full(instance, repeat, count)
    if full is not None:
        return Turn(instance, problem=full), ()
    first = newest(instance, repeat) + 1
    ids = map(to36, range(first, first + count))
    items = tuple(AnswerKey(repeat.question, (*repeat.items, one)) for one in ids)
    changes = [answer_to(instance, item, source, author) for item in items]
    if instance.answers.get(repeat) is not None:  # the list was declared complete; it is open again
        opened = replace(author, origin="")
        changes.append(answer_to(instance, repeat, "", opened, Standing.CLEARED))
    return write(instance, changes, author, seen=0, replacing=True), items


def duplicate_item(instance: Instance, item: AnswerKey, author: Author) -> tuple[Turn, AnswerKey | None]:
    """A new item with the same answers, those of lists inside it too, each marked as copied until it is changed.
    Files stay where they are: they prove one record. Nobody confirms anything by copying."""
    repeat = AnswerKey(item.question, item.items[:-1])
    if not exists(instance, item):
        return Turn(instance, problem=Problem("problem-not-asked")), None
    turn, made = add_item(instance, repeat, author)
    if made is None:
        return turn, None
    depth = len(item.items)
    copier = replace(author, origin=COPIED)
    copies = []
    for answer in instance.answers:
        inside = (
            answer.key.question.startswith(f"{item.question}/") and answer.key.items[:depth] == item.items
        )
        question = instance.form.questions.get(answer.key.question)
        its_own = question is not None and question.kind in FILES | {Kind.ACKNOWLEDGE}
        if not inside or answer.standing is Standing.CLEARED or its_own:
            continue
        if _taken_off(instance, answer.key):  # its list would give that id to another record of the copy
            continue
        key = AnswerKey(answer.key.question, (*made.items, *answer.key.items[depth:]))
        copy = answer_to(instance, key, answer.value, copier, answer.standing)
        copies.append(replace(copy, reason=answer.reason))
    return write(instance, [*turn.changes, *copies], author, seen=0, replacing=True), made


def remove_item(instance: Instance, item: AnswerKey, author: Author) -> Turn:
    """Take an item off the list. Its answers are kept, off the path; the other items do not move."""
    present = instance.answers.get(item)
    if instance.form.groups[item.question].count or present is None:
        return Turn(instance, unchanged=True)
    gone = answer_to(instance, item, present.value, author, Standing.CLEARED)
    return write(instance, [gone], author, seen=0, replacing=True)


def restore_item(instance: Instance, item: AnswerKey, author: Author) -> Turn:
    """Bring an item back that was taken off, with the answers that it had. Refused when the list is full by now."""
    repeat = AnswerKey(item.question, item.items[:-1])
    was = instance.answers.by_key.get(item)
    if was is None or instance.form.groups[item.question].count or not instance.offered(repeat):
        return Turn(instance, problem=Problem("problem-not-asked"))
    if was.standing is not Standing.CLEARED:
        return Turn(instance, unchanged=True)
    full = _full(instance, repeat)
    if full is not None:
        return Turn(instance, problem=full)
    back = answer_to(instance, item, was.value, replace(author, origin=was.origin))
    return write(instance, [back], author, seen=0, replacing=True)


def untouched_item(instance: Instance, key: AnswerKey, author: Author) -> AnswerKey | None:
    """The innermost item around a question that this person added, when nothing in it was ever answered: 'Add' was
    one tap too many. A colleague's may be under way."""
    item = item_around(instance, key)
    added = instance.answers.get(item) if item is not None else None
    if item is None or added is None or added.person_id != author.person_id:
        return None
    inside = (
        a.key for a in instance.answers if a.key.items[: len(item.items)] == item.items and a.key != item
    )
    return None if any(one.question.startswith(item.question + "/") for one in inside) else item


def close_repeat(instance: Instance, repeat: AnswerKey, author: Author) -> Turn:
    """'That is all': the list is complete as far as the person is concerned, if it has as many as it must."""
    if not instance.offered(repeat):
        return Turn(instance, problem=Problem("problem-not-asked"))
    problem = shortfall(instance, repeat)
    if problem is not None:
        return Turn(instance, problem=problem)
    if instance.answers.get(repeat) is not None:
        return Turn(instance, unchanged=True)
    done = answer_to(instance, repeat, "", author, Standing.SKIPPED)
    return write(instance, [done], author, seen=0, replacing=True)


# -------------------------------------------------------------------- a record as a small questionnaire


def item_around(instance: Instance, key: AnswerKey) -> AnswerKey | None:
    """The innermost item around a question, or around a list inside one; None outside of lists that people fill."""
    found = record_around(instance, key)
    while found is not None and instance.form.groups[found.question].count:
        found = record_around(instance, AnswerKey(found.question, found.items[:-1]))
    return found


def record_around(instance: Instance, key: AnswerKey) -> AnswerKey | None:
    """The same of any list, also one whose length an answer says."""
    within = instance.form.repeats_of[key.question]
    if key.question in instance.form.groups and len(key.items) < len(within):
        within = within[:-1]  # the list itself: it is around its items, not around itself
    return AnswerKey(within[-1], key.items[: len(within)]) if within else None


def stops_inside(instance: Instance, item: AnswerKey) -> tuple[Stop, ...]:
    """The stops of one record in order, those of lists inside it too."""
    depth, prefix = len(item.items), item.question + "/"
    return tuple(
        stop
        for stop in path(instance, instance.form.section_of(item.question))
        if stop.key.items[:depth] == item.items and stop.key.question.startswith(prefix)
    )


def next_inside(instance: Instance, item: AnswerKey, after: AnswerKey) -> Stop | None:
    """The first open stop of a record behind a question, or else before it; None when the record is complete."""
    stops = stops_inside(instance, item)
    here = next((place for place, stop in enumerate(stops) if stop.key == after), -1)
    return next((s for s in (*stops[here + 1 :], *stops[: here + 1]) if is_open(instance, s)), None)


def onward(instance: Instance, after: AnswerKey, section: str) -> tuple[Stop | None, AnswerKey | None]:
    """Where to go after an answer: a record is walked to its end first, then its list is shown again while it is
    open, with the record that is complete now; then the section goes on."""
    item = item_around(instance, after)
    while item is not None:
        stop = next_inside(instance, item, after)
        if stop is not None:
            return stop, None
        after = AnswerKey(item.question, item.items[:-1])
        if is_open(instance, Stop(after, repeat=True)):
            return Stop(after, repeat=True), item
        item = item_around(instance, after)
    return next_open(instance, after, section), None


def done_inside(instance: Instance, item: AnswerKey) -> tuple[int, int]:
    """How many stops of a record are dealt with, and how many there are."""
    counted = [s for s in stops_inside(instance, item) if s.repeat or not reads_only(instance, s.key)]
    return sum(not is_open(instance, stop) for stop in counted), len(counted)


def _full(instance: Instance, repeat: AnswerKey, more: int = 1) -> Problem | None:
    _, most = limits(instance, repeat)
    is_full = len(instance.items(repeat)) + more > most
    return Problem("problem-too-many-items", {"most": most}) if is_full else None


def _taken_off(instance: Instance, key: AnswerKey) -> bool:
    """Whether an answer stands in an item that somebody took off a list."""
    around = instance.form.repeats_of.get(key.question, ())
    items = (AnswerKey(repeat, key.items[:depth]) for depth, repeat in enumerate(around, start=1))
    found = (instance.answers.by_key.get(item) for item in items)
    return any(answer is not None and answer.standing is Standing.CLEARED for answer in found)


def _ever(instance: Instance, repeat: AnswerKey) -> list[str]:
    return [key.items[-1] for key in instance.answers.by_key if _is_item_of(key, repeat)]


def _is_item_of(key: AnswerKey, repeat: AnswerKey) -> bool:
    return bool(key.items) and key.question == repeat.question and key.items[:-1] == repeat.items
