"""Words what is mirrored into an agency's topic, when it is sent; None where the group takes no news any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.screens import topics as screens
from bot.screens.screen import Screen
from bot.services import cards
from bot.services.desk import Desk
from bot.services.overseeing import reader_of
from bot.services.replies import Rendered
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.tasks import brought, matter, view_of
from bot.services.topics import ASKED, REMARK, TASK
from storage import groups, remarks, returned, rounds, submissions
from storage.outbox import Row


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """One message of a topic."""
    row = rows[0]
    group = groups.get(conn, row.chat_id)
    owner = submissions.get(conn, int(row.params["submission"]))
    round_ = rounds.get(conn, owner.round_id) if owner is not None else None
    if group is None or owner is None or round_ is None or round_.region_id != group.region_id:
        return None
    what, by = str(row.params["what"]), str(row.params["by"])
    if what.startswith(TASK):
        return _task(conn, row, what.removeprefix(TASK), by, group.language, now)
    reader = reader_of(row.chat_id, 0, "", group.language)
    (desk,) = desks_of_round(conn, setting.library, round_, reader, now, only=owner.id)
    found = _told(conn, desk, row, what, by)
    return screens.told(found, group.language) if found is not None else None


def question_of(conn: Connection, row: Row) -> AnswerKey | None:
    """The question that a mirrored message is about, None where it is about none or about several."""
    if row.params["what"] == REMARK:
        said = remarks.get(conn, int(row.params["remark"]))
        return key_of(said.question, said.items) if said is not None else None
    if row.params["what"] == ASKED:
        asked = returned.get(conn, int(row.params["returned"]))
        return key_of(asked.question, asked.items) if asked is not None else None
    return None


def key_of(question: str, items: str) -> AnswerKey:
    """A key from its two columns."""
    return AnswerKey(question, tuple(items.split(".")) if items else ())


def _task(conn: Connection, row: Row, what: str, by: str, language: str, now: datetime) -> Screen | None:
    one = matter(conn, int(row.params["task"]))
    if one is None:
        return None
    return screens.task(what, view_of(one, now, brought(conn, one.row)), by, language)


def _told(conn: Connection, desk: Desk, row: Row, what: str, by: str) -> screens.Told | None:
    name = cards.agency_name(desk)
    if what in (REMARK, ASKED):
        key = question_of(conn, row)
        if key is None or key.question not in (*desk.form.questions, *desk.form.groups):
            return None
        about = cards.brief(cards.label_of(desk, key))
        if what == REMARK:
            said = remarks.get(conn, int(row.params["remark"]))
            assert said is not None
            return screens.Told(what, name, by, said.side == remarks.AGENCY, about, said.text)
        asked = returned.get(conn, int(row.params["returned"]))
        return screens.Told(what, name, by, about=about, text=asked.comment if asked is not None else "")
    section = str(row.params["section"])
    if section not in desk.form.sections:
        return None
    label = cards.section_label(desk, section)
    return screens.Told(what, name, by, about=label, count=int(row.params.get("count", 0)))
