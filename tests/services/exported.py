"""A round with one of everything that an export has to tell apart, and how its files are read back."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from sqlalchemy import Connection

from bot.services.rounds import AgencyEntry, open_round
from storage import acts, answers, files, people, rounds, sections, submissions
from storage.agencies import in_round
from tests.services.town import NOW, compiled

FORM = """
| survey |
| | type                  | name    | label::Bahasa Indonesia (id) | label::English (en) | relevant        | calculation      | bind::pilar:scope | bind::pilar:asked_to | bind::pilar:dimension | bind::pilar:unit | bind::pilar:format |
| | begin_group           | health  | Kesehatan                    | Health              |                 |                  |                   |                      |          |     |      |
| | select_one yes_no     | open    | Sudah buka?                  | Open yet?           |                 |                  |                   |                      | output   |     |      |
| | integer               | beds    | Berapa tempat tidur?         | How many beds?      | ${open} = 'yes' |                  |                   |                      | output   | bed |      |
| | decimal               | growth  | Pertumbuhan?                 | Growth?             |                 |                  |                   |                      | baseline | percent |  |
| | integer               | since   | Sejak tahun berapa?          | Since which year?   |                 |                  |                   |                      |          |     | year |
| | select_multiple days  | days    | Hari apa saja?               | On which days?      |                 |                  |                   |                      | outcome  |     |      |
| | date                  | checked | Kapan diperiksa?             | Checked when?       |                 |                  |                   |                      |          |     |      |
| | geopoint              | place   | Di mana?                     | Where?              |                 |                  |                   |                      |          |     |      |
| | file                  | decree  | SK?                          | Decree?             |                 |                  |                   |                      |          |     |      |
| | text                  | note    | Catatan?                     | Remark?             |                 |                  |                   |                      |          |     |      |
| | begin_repeat          | app     | Aplikasi                     | Applications        |                 |                  |                   |                      |          |     |      |
| | text                  | name    | Namanya?                     | Its name?           |                 |                  |                   |                      | quick_win |    |      |
| | begin_group           | more    |                              |                     |                 |                  |                   |                      |          |     |      |
| | begin_repeat          | part    | Bagian aplikasi              | Parts               |                 |                  |                   |                      |          |     |      |
| | integer               | users   | Berapa pengguna?             | How many users?     |                 |                  |                   |                      | quick_win |    |      |
| | end_repeat            |         |                              |                     |                 |                  |                   |                      |          |     |      |
| | end_group             |         |                              |                     |                 |                  |                   |                      |          |     |      |
| | end_repeat            |         |                              |                     |                 |                  |                   |                      |          |     |      |
| | end_group             |         |                              |                     |                 |                  |                   |                      |          |     |      |
| | begin_group           | region  | Daerah                       | Region              |                 |                  |                   |                      |          |     |      |
| | integer               | people  | Berapa penduduk?             | How many people?    |                 |                  | region            | bappeda dinkes       | baseline |     |      |
| | calculate             | total   | Seluruh tempat tidur         | All beds            |                 | sum(${beds})     | region            | bappeda              | impact   | bed |      |
| | end_group             |         |                              |                     |                 |                  |                   |                      |          |     |      |
| choices |
| | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
| | yes_no    | yes  | Ya                           | Yes                 |
| | yes_no    | no   | Belum                        | No                  |
| | days      | mon  | Senin                        | Monday              |
| | days      | tue  | Selasa                       | Tuesday             |
| | unit      | bed  | tempat tidur                 | beds                |
| settings |
| | form_id | version | default_language      | namespaces             |
| | town    | 1       | Bahasa Indonesia (id) | pilar="urn:pilar:form" |
"""
AGENCIES = (("dinkes", "Dinas Kesehatan"), ("bappeda", "Bappeda [2024]"), ("dlh", "=Dinas Lingkungan"))
SAID: tuple[tuple[str, str, str, str], ...] = (  # agency, question, items, value
    ("dinkes", "health/open", "", "yes"),
    ("dinkes", "health/beds", "", "1250"),
    ("dinkes", "health/growth", "", "-3.25"),
    ("dinkes", "health/since", "", "2021"),
    ("dinkes", "health/days", "", "mon tue"),
    ("dinkes", "health/checked", "", "2024-05-27"),
    ("dinkes", "health/place", "", "-0.5022 117.1537 0 12"),
    ("dinkes", "health/note", "", "=HYPERLINK(\"https://x\")\nbaris dua"),
    ("dinkes", "health/app", "3", ""),
    ("dinkes", "health/app", "5", ""),
    ("dinkes", "health/app/name", "3", "SIMRS"),
    ("dinkes", "health/app/name", "5", "@Antrean"),
    ("dinkes", "health/app/more/part", "5.1", ""),
    ("dinkes", "health/app/more/part/users", "5.1", "12"),
    ("bappeda", "health/open", "", "no"),
    ("bappeda", "health/beds", "", "77"),  # off the path: it is not open
    ("bappeda", "region/people", "", "400000"),
)  # fmt: skip


@dataclass
class Told:
    """What was opened and stored."""

    round: int = 0
    rows: dict[str, int] = field(default_factory=dict)  # agency -> submission; '' is the region's
    rini: int = 0
    file: int = 0


def tell(conn: Connection, form: str = FORM) -> Told:
    """Open the round and store what people said."""
    loaded = compiled(form)
    opened = open_round(
        conn,
        form=loaded.form,
        xform=loaded.xform,
        region="Kabupaten Kutai Timur",
        name="Evaluasi 2024: Tahap I / II",
        deadline=NOW + timedelta(days=19),
        timezone="Asia/Makassar",
        entries=[AgencyEntry(code, name, code.capitalize(), (code,)) for code, name in AGENCIES],
        at=NOW,
    )
    told = Told(opened.round_id)
    round_ = rounds.get(conn, told.round)
    assert round_ is not None
    found = in_round(conn, told.round)
    told.rows = {agency.code: submission for submission, agency in found}
    told.rows[""] = submissions.region_of(conn, told.round)
    told.rini = people.put(conn, telegram_id=7, name="Ibu Rini", language="id", at=NOW)
    people.add_membership(
        conn,
        person_id=told.rini,
        role="representative",
        region_id=round_.region_id,
        agency_id=found[0][1].id,
        at=NOW,
    )
    for minute, (agency, question, items, value) in enumerate(SAID):
        whose = "" if question == "region/people" else agency
        say(conn, told, whose, question, value, items=items, minute=minute)
    say(conn, told, "dlh", "health/beds", "", standing="unavailable", reason="Menunggu data")
    say(conn, told, "dlh", "health/open", "yes", origin="carried")
    say(conn, told, "dlh", "health/growth", "", standing="skipped")
    say(conn, told, "dlh", "health/note", "lama", minute=1)
    say(conn, told, "dlh", "health/note", "", standing="cleared", revision=1, minute=2)
    told.file = files.add(
        conn,
        submission_id=told.rows["dinkes"],
        telegram_file_id="x",
        medium="document",
        name="SK /2024.pdf",
        mime="application/pdf",
        size=2048,
        person_id=told.rini,
        at=NOW,
    )
    say(conn, told, "dinkes", "health/decree", str(told.file))
    sections.set_(
        conn,
        submission_id=told.rows["dinkes"],
        path="health",
        status="submitted",
        person_id=told.rini,
        at=NOW + timedelta(hours=2),
    )
    acts.add(
        conn,
        region_id=round_.region_id,
        round_id=told.round,
        submission_id=None,
        person_id=told.rini,
        kind="round_reopened",
        params={},
        at=NOW + timedelta(minutes=4),
    )
    acts.add(
        conn,
        region_id=round_.region_id,
        round_id=told.round,
        submission_id=told.rows["dlh"],
        person_id=None,
        kind="extended",
        params={"new": (NOW + timedelta(days=20)).isoformat(), "reason": "=banjir"},
        at=NOW + timedelta(hours=3),
    )
    submissions.extend(conn, told.rows["dlh"], NOW + timedelta(days=20))
    return told


def say(
    conn: Connection,
    told: Told,
    whose: str,
    question: str,
    value: str,
    *,
    items: str = "",
    standing: str = "given",
    reason: str = "",
    revision: int = 0,
    minute: int = 0,
    origin: str = "",
) -> None:
    """Store an answer, as Rini gives it so many minutes after nine."""
    answers.put(
        conn,
        submission_id=told.rows[whose],
        question=question,
        items=items,
        value=value,
        standing=standing,
        reason=reason,
        person_id=told.rini,
        at=NOW + timedelta(minutes=minute),
        chat_id=7,
        message_id=None,
        expected_revision=revision,
        origin=origin,
    )


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Sheet -> its rows, as a spreadsheet program reads them."""
    workbook = openpyxl.load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in workbook}


def records(rows: list[list[Any]], heads: int = 1) -> list[dict[str, Any]]:
    """The rows below the last line of the headings, by its names."""
    names = [str(name) for name in rows[heads - 1]]
    return [dict(zip(names, row, strict=True)) for row in rows[heads:]]


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """File -> its records, as a program reads CSV."""
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
        }
