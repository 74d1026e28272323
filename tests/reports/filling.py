"""A round in which every agency has said something to everything it is asked, on its path or not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert

from bot.flows.form import CHOOSING, FILES, Form, Kind, Question, Scope
from bot.flows.roster import Member, Roster
from storage import agencies, people, submissions
from storage.models import answer, answer_event

NOW = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
TEXTS = ("Perbup 12/2022", "=1+1", "Sudah berjalan sejak 2022,\ndilaporkan tiap triwulan", "+62 812", "-5")


def fill(conn: Connection, form: Form, round_id: int, region_id: int, seed: int = 7) -> int:
    """Store an answer to each question, with its event; how many there are."""
    members = agencies.in_round(conn, round_id)
    roster = Roster(form, tuple(Member(one, frozenset(agency.kinds)) for one, agency in members))
    region = submissions.region_of(conn, round_id)
    rows: list[dict[str, object]] = []
    for number, (submission, agency) in enumerate(members):
        who = people.put(conn, telegram_id=10_000 + number, name=f"Ibu Sri {number}", language="id", at=NOW)
        people.add_membership(
            conn, person_id=who, role="representative", region_id=region_id, agency_id=agency.id, at=NOW
        )
        order = random.Random(seed * 10_000 + number)
        for path, items, value in said(form, roster.asked(submission), order):
            scope = form.questions[path].scope if path in form.questions else Scope.AGENCY
            rows.append(
                {
                    "submission_id": region if scope is Scope.REGION else submission,
                    "question": path,
                    "items": items,
                    "value": value,
                    "standing": "given",
                    "reason": "",
                    "revision": 1,
                    "person_id": who,
                    "at": NOW + timedelta(minutes=len(rows)),
                }
            )
    for start in range(0, len(rows), 5_000):
        for table in (answer, answer_event):
            conn.execute(insert(table), rows[start : start + 5_000])
    return len(rows)


def said(form: Form, asked: frozenset[str], order: random.Random) -> Iterator[tuple[str, str, str]]:
    """(question, items, value) for each question; two records for each list that people add to themselves."""
    for path, group in form.groups.items():
        if group.repeat and not group.count and any(q.path in asked for q in form.inside(path)):
            yield from ((path, item, "") for item in ("1", "2"))
    for path, question in form.questions.items():
        if path in asked and question.answerable:
            for items in ("1", "2") if form.repeats_of[path] else ("",):
                yield path, items, value_of(form, question, order)


def value_of(form: Form, question: Question, order: random.Random) -> str:
    match question.kind:
        case kind if kind in CHOOSING and question.choices is not None:
            names = [choice.name for choice in form.lists[question.choices.list_name]]
            return " ".join(names[:2]) if kind is not Kind.SELECT_ONE else order.choice(names)
        case Kind.INTEGER | Kind.RANGE:
            return str(order.choice((2, 3, 12)))
        case Kind.DECIMAL:
            return order.choice(("85.5", "-3.25", "1250000000"))
        case Kind.DATE:
            return "2024-05-27"
        case Kind.GEOPOINT:
            return "-0.5022 117.1537 0 12"
        case kind if kind in FILES:
            return ""
        case _:
            return order.choice(TEXTS)
