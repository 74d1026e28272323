"""The path: every place where a card stands, in order, derived from the form and the answers on every call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.flows.answers import AnswerKey
from bot.flows.form import Group
from bot.flows.instance import Instance
from bot.flows.logic import filtered_choices


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the path where a card stands: a question, or the list of a repeat's items (after the items)."""

    key: AnswerKey
    repeat: bool = False


def path(instance: Instance, section: str | None = None) -> tuple[Stop, ...]:
    """Every stop of this agency in form order, of one section or of all."""
    rows = instance.form.groups[""].children if section is None else instance.form.section_rows[section]
    return tuple(_walk(instance, rows, ()))


def is_open(instance: Instance, stop: Stop) -> bool:
    """Whether this stop is to be dealt with: not answered, said why not, passed by or read yet; or answered with
    a choice that is no longer on offer."""
    return instance.answers.get(stop.key) is None or not (stop.repeat or fits(instance, stop.key))


def fits(instance: Instance, key: AnswerKey) -> bool:
    """Whether the choices of an answer are still on offer: a choice_filter may have dropped them meanwhile."""
    question = instance.form.questions[key.question]
    if filtered_choices(question) is None:
        return True
    names = set(instance.value(key).split())
    return not names or names <= {choice.name for _, choice in instance.choices(question, key)}


def next_open(instance: Instance, after: AnswerKey | None, section: str) -> Stop | None:
    """The first open stop of the section behind a question, or else before it; None when it is all dealt with."""
    stops = path(instance, section)
    here = next((i for i, stop in enumerate(stops) if stop.key == after), -1)
    return next((s for s in (*stops[here + 1 :], *stops[: here + 1]) if is_open(instance, s)), None)


def following(instance: Instance, key: AnswerKey) -> Stop | None:
    """The stop right behind this one in its section, open or not; None at the end."""
    stops = path(instance, instance.form.section_of(key.question))
    here = next((i for i, stop in enumerate(stops) if stop.key == key), None)
    return stops[here + 1] if here is not None and here + 1 < len(stops) else None


def previous(instance: Instance, key: AnswerKey) -> Stop | None:
    """The stop before this one along the real path of its section; None at the beginning."""
    stops = path(instance, instance.form.section_of(key.question))
    here = next((i for i, stop in enumerate(stops) if stop.key == key), 0)
    return stops[here - 1] if here else None


def find(instance: Instance, key: AnswerKey) -> Stop | None:
    """The stop of a key if this agency is asked it now; None when it is not on the path."""
    if key.question in instance.form.groups:
        return next((s for s in path(instance) if s.repeat and s.key == key), None)
    if key.question not in instance.asked or not instance.relevant(key):
        return None
    return Stop(key)


def _walk(instance: Instance, children: Iterable[str], items: tuple[str, ...]) -> Iterator[Stop]:
    form = instance.form
    for path in children:
        group = form.groups.get(path)
        if group is None:
            if path in instance.asked and instance.relevant(AnswerKey(path, items)):
                yield Stop(AnswerKey(path, items))
        elif not group.repeat:
            yield from _walk(instance, group.children, items)
        elif _asks(instance, group):
            yield from _walk_repeat(instance, group, items)


def _walk_repeat(instance: Instance, group: Group, items: tuple[str, ...]) -> Iterator[Stop]:
    repeat = AnswerKey(group.path, items)
    if not instance.offered(repeat):
        return
    for item in instance.items(repeat):
        yield from _walk(instance, group.children, (*items, item))
    if not group.count:
        yield Stop(repeat, repeat=True)


def _asks(instance: Instance, group: Group) -> bool:
    return any(question.path in instance.asked for question in instance.form.inside(group.path))
