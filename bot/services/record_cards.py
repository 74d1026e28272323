"""From a desk to the views of records: the list of them, and one of them with all of its answers."""

from __future__ import annotations

from bot.flows import interview, progress, records
from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import FILES
from bot.flows.interview import Stop
from bot.flows.limits import limits
from bot.flows.tabling import columns
from bot.screens.phrases import phrases
from bot.screens.record_views import RecordAnswer, RecordLine, RecordView, RepeatView
from bot.services.cards import SUMMARY, brief, label_of, record_of, section_label, shown, told
from bot.services.desk import Desk
from bot.services.evidence_counts import proof_of


def repeat_view(desk: Desk, key: AnswerKey) -> RepeatView:
    """The list of a repeat's items."""
    group = desk.form.groups[key.question]
    least, most = limits(desk.instance, key)
    return RepeatView(
        place=desk.place,
        ordinal=ordinal_of(desk, key.question),
        items=key.items,
        section=section_label(desk, desk.form.section_of(key.question)),
        label=label_of(desk, key),
        hint=desk.instance.text(group.hint, key),
        lines=_lines(desk, key),
        fixed=group.count is not None,
        fillable=bool(columns(desk.instance, key)),
        newest=records.newest(desk.instance, key),
        least=least,
        most=most,
        can_back=interview.previous(desk.instance, key) is not None,
    )


def record_view(desk: Desk, item: AnswerKey) -> RecordView:
    """One record. `item` has the record's own id last."""
    repeat = AnswerKey(item.question, item.items[:-1])
    _, most = limits(desk.instance, repeat)
    done, asked = records.done_inside(desk.instance, item)
    stops = [s for s in records.stops_inside(desk.instance, item) if progress.counts(desk.instance, s)]
    own = [stop for stop in stops if records.item_around(desk.instance, stop.key) == item]
    return RecordView(
        place=desk.place,
        ordinal=ordinal_of(desk, item.question),
        items=item.items,
        section=section_label(desk, desk.form.section_of(item.question)),
        name=record_of(desk, item),
        summary=summary(desk, repeat, item.items[-1]),
        lines=tuple(_answer(desk, stop, len(item.items)) for stop in own),
        done=done,
        asked=asked,
        newest=records.newest(desk.instance, repeat),
        fixed=desk.form.groups[item.question].count is not None,
        full=len(desk.instance.items(repeat)) >= most,
    )


def ordinal_of(desk: Desk, repeat: str) -> int:
    """How a button names a repeat: its place among the form's repeats."""
    return desk.instance.logic.ordered_repeats.index(repeat)


def summary(desk: Desk, repeat: AnswerKey, item: str) -> str:
    """The first answers of an item, so that it can be told from the others."""
    values: list[str] = []
    for question in desk.form.inside(repeat.question):
        key = AnswerKey(question.path, (*repeat.items, item))
        value = desk.instance.value(key)
        if value and question.answerable and question.kind not in FILES and len(values) < 2:
            values.append(brief(shown(desk, key, value), SUMMARY))
    return " · ".join(values)


def _lines(desk: Desk, repeat: AnswerKey) -> tuple[RecordLine, ...]:
    """Every record with its progress; the path is walked once for all of them."""
    depth, prefix = len(repeat.items), repeat.question + "/"
    counts = {item: [0, 0] for item in desk.instance.items(repeat)}
    for stop in interview.path(desk.instance, desk.form.section_of(repeat.question)):
        inside = stop.key.question.startswith(prefix) and stop.key.items[:depth] == repeat.items
        if inside and progress.counts(desk.instance, stop):
            of_item = counts[stop.key.items[depth]]
            of_item[0] += not interview.is_open(desk.instance, stop)
            of_item[1] += 1
    return tuple(
        RecordLine(item, summary(desk, repeat, item), done, asked) for item, (done, asked) in counts.items()
    )


def _answer(desk: Desk, stop: Stop, depth: int) -> RecordAnswer:
    """One line; of a list inside whose length an answer says, each of its questions is one."""
    key, answer = stop.key, desk.instance.answers.get(stop.key)
    label = " › ".join(filter(None, (record_of(desk, key, depth), brief(label_of(desk, key)))))
    if stop.repeat:
        count = len(desk.instance.items(key))
        said = phrases(desk.chat.language).plain("value-items", count=count) if count or answer else ""
        return RecordAnswer(ordinal_of(desk, key.question), key.items, label, said, is_repeat=True)
    value = desk.instance.value(key)
    if value:
        said = shown(desk, key, value)
    elif answer is not None and answer.standing in (Standing.SKIPPED, Standing.UNAVAILABLE):
        said = told(desk, key, answer.standing, answer.reason)
    else:
        said = ""
    mark = answer.origin if answer is not None else ""
    return RecordAnswer(
        desk.form.questions[key.question].ordinal,
        key.items,
        label,
        said,
        mark=mark,
        proof=proof_of(desk, key),
    )
