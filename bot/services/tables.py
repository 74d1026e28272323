"""Records from a table: an empty one to fill in, one that was sent or pasted and read, and its records in one turn.

A table is read in a process of its own, as a questionnaire is; what was found waits with its row of the outbox until
somebody says that it shall be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.flows import interview, records, tabling
from bot.flows.answers import Answer, AnswerKey, Answers, Standing
from bot.flows.form import Kind, Question
from bot.flows.inputs import Medium, Sent, Typed
from bot.flows.instance import Facts, Instance
from bot.flows.interview import Author, Stop, Turn
from bot.flows.loading.tables import MOST_BYTES, SUFFIXES, read_lines
from bot.flows.loading.xform import read_form
from bot.flows.logic import Logic
from bot.flows.problems import Problem
from bot.flows.tabling import Table
from bot.reports.file_names import clean
from bot.reports.record_template import Template, TemplateColumn, write_template
from bot.screens import tables as screens
from bot.screens.length import units
from bot.screens.notices import Toast, toast
from bot.screens.phrases import phrases
from bot.screens.press import Press, to36
from bot.screens.screen import Screen
from bot.services import cards, record_cards
from bot.services.desk import Desk, open_desk
from bot.services.outcomes import locked
from bot.services.replies import Order, Reading, Rendered, Reply, Where
from bot.services.setting import Setting
from bot.services.showing import show_stop
from bot.services.storing import Source, store
from bot.services.waiting import awaited, key_of
from storage import chats, forms, outbox
from storage.outbox import Row

TABLE = "table"  # the kind of row
SHEET = "sheet"  # the origin of an answer that came from a table
OTHER_SUFFIXES = (".xls", ".xlsb", ".ods", ".numbers")  # tables too, which have to be saved anew
CUT = 4_000  # UTF-16 units: Telegram parts what is pasted before 4,096, between two words
NAME = 200  # characters of a file's name that are kept


def begin(conn: Connection, desk: Desk, repeat: AnswerKey, card: int | None) -> Reply:
    """[Isi dari tabel]: how it is done, and the empty table as a document."""
    outbox.add(
        conn,
        dedupe_key=f"{TABLE}:{desk.chat.chat_id}:{desk.work.submission_id}:{repeat}:"
        f"{int(desk.now.timestamp() // 60)}",  # twice is once
        kind=TABLE,
        chat_id=desk.chat.chat_id,
        params={**_place(desk, repeat), "part": "template"},
        due_at=desk.now,
        at=desk.now,
    )
    screen = show_stop(conn, desk, Stop(repeat, repeat=True), card=card, filling=True)
    return Reply(screen, Where.CARD, toast=toast(Toast.PREPARING, desk.chat.language), effects=("slow",))


def awaited_list(desk: Desk) -> AnswerKey | None:
    """The list of records on the present card, if it can take a table now."""
    key = awaited(desk)
    if key is None or key.question not in desk.form.groups or interview.find(desk.instance, key) is None:
        return None
    return key if desk.form.groups[key.question].count is None else None


def receive(conn: Connection, desk: Desk, raw: Typed | Sent, source: Source) -> Reply | None:
    """A table that was sent or pasted while a list stood on the card; None for anything else."""
    repeat = awaited_list(desk)
    if repeat is None:
        return None
    if isinstance(raw, Typed):
        if "\t" not in raw.text:
            return None
        if units(raw.text) >= CUT:  # the rest comes as another message, and a row may have been parted
            problem = Problem("problem-table-cut")
            return Reply(screens.refused("", problem, desk.chat.language), Where.ASIDE)
        what = {"text": raw.text, "name": "", "file": ""}
    elif raw.medium is Medium.DOCUMENT and raw.name.lower().endswith(SUFFIXES):
        what = {"text": "", "name": raw.name[-NAME:], "file": raw.file_id}
        if raw.size > MOST_BYTES:
            problem = Problem("problem-table-large", {"most": MOST_BYTES // 2**20})
            return Reply(screens.refused(raw.name, problem, desk.chat.language), Where.ASIDE)
    elif raw.medium is Medium.DOCUMENT and raw.name.lower().endswith(OTHER_SUFFIXES):
        problem = Problem("problem-table-unreadable")
        return Reply(screens.refused(raw.name, problem, desk.chat.language), Where.ASIDE)
    else:
        return None
    if not desk.may_change(repeat):
        return locked(desk, desk.form.section_of(repeat.question))
    outbox.add(
        conn,
        dedupe_key=f"{TABLE}:{desk.chat.chat_id}:{source.message_id}",
        kind=TABLE,
        chat_id=desk.chat.chat_id,
        params={**_place(desk, repeat), "part": "read", **what},
        due_at=desk.now,
        at=desk.now,
    )
    return Reply(screens.reading(str(what["name"]), desk.chat.language), Where.ASIDE, effects=("slow",))


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """A row of kind 'table'. She may have gone on to another agency since: then nothing is read."""
    params = rows[0].params
    if params.get("added"):  # she had the message, whatever Telegram said
        return None
    desk = _desk(conn, setting, rows[0], now)
    chat = chats.for_chat(conn, rows[0].chat_id)
    if desk is None:
        return screens.elsewhere(chat.language) if chat is not None else None
    repeat = key_of(str(params["question"]), str(params["items"]))
    if interview.find(desk.instance, repeat) is None:
        return screens.elsewhere(desk.chat.language)
    if params["part"] == "template":
        p = phrases(desk.chat.language)
        label = cards.label_of(desk, repeat)
        screen = Screen(p("table-template", list=label))
        name = clean(f"{cards.brief(label, 40)}.xlsx")
        return Order(screen, write_template, (_template(desk, repeat),), name)
    xform = forms.get(conn, desk.work.form_id)
    assert xform is not None
    instance, name = desk.instance, str(params["name"]) or "table.txt"
    args = (
        *(name, xform.xform, dict(instance.answers.by_key), instance.asked, instance.facts),
        *(repeat, desk.author, desk.chat.language),
    )
    return Reading(str(params["file"]), name, look_into, args, tell, text=str(params["text"]))


def look_into(
    path: Path,
    name: str,
    xform: str,
    answers: dict[AnswerKey, Answer],
    asked: frozenset[str],
    facts: Facts,
    repeat: AnswerKey,
    author: Author,
    language: str,
) -> Table:
    """In the process beside the bot: read a table as records. Raises nothing for what a file can hold."""
    lines = read_lines(path, name)
    if isinstance(lines, Problem):
        return Table(problem=lines)
    instance = Instance(Logic(read_form(xform)), Answers(answers), asked, facts)
    return tabling.read_table(instance, repeat, lines, author, language)


def tell(conn: Connection, setting: Setting, row: Row, found: Table | None, now: datetime) -> Screen:
    """Say what was found, and keep it with its row until somebody adds it."""
    chat, name = chats.for_chat(conn, row.chat_id), str(row.params["name"])
    language = chat.language if chat is not None else "id"
    if found is None:
        return screens.refused(name, Problem("problem-table-unreadable"), language)
    if found.problem is not None:
        return screens.refused(name, found.problem, language)
    desk = _desk(conn, setting, row, now)
    if desk is None:
        return screens.elsewhere(language)
    repeat = key_of(str(row.params["question"]), str(row.params["items"]))
    place = Press(
        screens.ADDING,
        desk.work.submission_id,
        desk.work.form_id,
        record_cards.ordinal_of(desk, repeat.question),
        repeat.items,
        argument=to36(row.id),
    )
    if found.mistakes:
        return screens.mistaken(name, found.mistakes, found.unused, place, language)
    outbox.keep(
        conn, row.id, {**row.params, "rows": found.rows}
    )  # its text too: it may have to be told again
    summaries = tuple(_summary(desk, repeat, dict(values)) for values in found.rows)
    there = {record_cards.summary(desk, repeat, item) for item in desk.instance.items(repeat)}
    known = sum(one in there for one in summaries)  # the same table once more, perhaps
    shown = summaries[: screens.SHOWN]
    view = screens.TableView(name, len(found.rows), shown, found.unfinished, found.unused, place, known)
    return screens.ready(view, language)


def add(
    conn: Connection, desk: Desk, repeat: AnswerKey, number: int, source: Source, card: int | None
) -> Reply:
    """[Tambahkan 12 data]: all of them or none, and once however often it is tapped."""
    row = outbox.get(conn, number)
    here = Stop(repeat, repeat=True)
    place = _place(desk, repeat)
    if row is None or row.kind != TABLE or row.chat_id != desk.chat.chat_id or "rows" not in row.params:
        return Reply(show_stop(conn, desk, here, card=card), Where.CARD)
    if any(row.params[name] != place[name] for name in place) or row.params.get("added"):
        return Reply(show_stop(conn, desk, here, card=card), Where.CARD)
    turn = _turn(desk, repeat, row.params["rows"])
    if turn.problem is not None:
        return Reply(show_stop(conn, desk, here, card=card, problem=turn.problem), Where.CARD)
    store(conn, desk, turn.changes, source)
    count = len(row.params["rows"])
    outbox.keep(conn, number, {**place, "part": "read", "added": count, "rows": []})
    screen = show_stop(conn, cards.settled(desk, turn), here, card=card, added=count)
    return Reply(screen, Where.CARD)


def _turn(desk: Desk, repeat: AnswerKey, rows: Sequence[Sequence[Sequence[str]]]) -> Turn:
    """All records at once. Each cell was checked when the table was read; what has changed since, a review finds."""
    author = replace(desk.author, origin=SHEET)
    turn, items = records.add_items(desk.instance, repeat, len(rows), author)
    if turn.problem is not None:
        return turn
    answers = [
        interview.answer_to(desk.instance, AnswerKey(path, item.items), value, author, _standing(value))
        for item, values in zip(items, rows, strict=True)
        for path, value in values
        if path in desk.form.questions
    ]
    return interview.write(desk.instance, [*turn.changes, *answers], author, seen=0, replacing=True)


def _standing(value: str) -> Standing:
    return Standing.GIVEN if value else Standing.SKIPPED


def _template(desk: Desk, repeat: AnswerKey) -> Template:
    p = phrases(desk.chat.language)
    found = tuple(
        TemplateColumn(
            tabling.head(desk.instance, question, repeat),
            desk.instance.text(question.hint, AnswerKey(question.path, repeat.items)),
            _choices(desk, question),
            several=question.kind is not Kind.SELECT_ONE,
        )
        for question in tabling.columns(desk.instance, repeat)
    )
    return Template(cards.label_of(desk, repeat), p.plain("table-choices"), found)


def _choices(desk: Desk, question: Question) -> tuple[str, ...]:
    """All labels of its list: which of them fit depends on what stands in the row."""
    if question.choices is None:
        return ()
    key = AnswerKey(question.path)
    listed = desk.form.lists.get(question.choices.list_name, ())
    return tuple(desk.instance.text(choice.label, key) or choice.name for choice in listed)


def _summary(desk: Desk, repeat: AnswerKey, values: dict[str, str]) -> str:
    said: list[str] = []
    for question in desk.form.inside(repeat.question):
        value = values.get(question.path, "")
        if value and len(said) < 2:
            said.append(cards.brief(cards.shown(desk, AnswerKey(question.path), value), cards.SUMMARY))
    return " · ".join(said)


def _place(desk: Desk, repeat: AnswerKey) -> dict[str, Any]:
    """Whose list it is; what a button says has to agree with it."""
    return {
        "submission": desk.work.submission_id,
        "question": repeat.question,
        "items": ".".join(repeat.items),
        "person": desk.chat.person_id,
    }


def _desk(conn: Connection, setting: Setting, row: Row, now: datetime) -> Desk | None:
    chat = chats.for_chat(conn, row.chat_id)
    if chat is None or chat.work is None or chat.work.submission_id != row.params["submission"]:
        return None
    if chat.person_id != row.params["person"] or not chat.work.represents:
        return None
    return open_desk(conn, setting.library, chat, now)
